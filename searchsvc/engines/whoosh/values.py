"""The values of a facet in a segment: what each document has, which documents have one, and how many."""

from bisect import bisect_left
from collections.abc import Mapping

import numpy as np

from searchsvc.engines.whoosh import sets
from searchsvc.engines.whoosh.arrays import Array, Texts, sizes
from searchsvc.engines.whoosh.sets import Documents

_FEW = 8  # where documents are so much fewer than sets of values, their values are gathered one by one


class Facet:
    """A facet of a segment: the values, the sets of them (the first is empty), and the set of each document."""

    def __init__(self, arrays: Mapping[str, Array], name: str) -> None:
        self.values = Texts(arrays[f"facet_{name}"], arrays[f"facet_{name}_ends"]).all()
        self.own, self._starts, self._values, self._sets, self._firsts = (
            arrays[f"facet_{name}_{part}"] for part in ("own", "starts", "values", "sets", "firsts")
        )
        self._sizes = sizes(self._starts)
        self._known: dict[int, tuple[str, ...]] = {}

    def number(self, value: str) -> int | None:
        """Return the number of a value, None where no document has it."""
        place = bisect_left(self.values, value)
        return place if place < len(self.values) and self.values[place] == value else None

    def of(self, document: int) -> tuple[str, ...]:
        """Return the values of a document."""
        return self.set(int(self.own[document]))

    def set(self, number: int) -> tuple[str, ...]:
        """Return the values of a set."""
        return tuple(self.values[value] for value in self._values[self._starts[number] : self._starts[number + 1]])

    def each(self, documents: Array) -> list[tuple[str, ...]]:
        """Return the values of each of a few documents; sets that were asked for are kept."""
        numbers = self.own.take(documents).tolist()
        for number in set(numbers).difference(self._known):
            self._known[number] = self.set(number)
        return [self._known[number] for number in numbers]

    def every(self) -> list[tuple[str, ...]]:
        """Return the sets of values."""
        return [self.set(number) for number in range(len(self._starts) - 1)]

    def first(self, documents: Array) -> Array:
        """Return the number of the first value of each of these documents, all of which have one."""
        return self._values.take(self._starts.take(self.own.take(documents)))

    def assignments(self) -> tuple[Array, Array]:
        """Return every value beside every document that has it, sorted by value, then document."""
        counts = self._sizes[self.own]
        documents = np.repeat(np.arange(len(self.own)), counts)
        within = np.arange(len(documents)) - np.repeat(np.cumsum(counts) - counts, counts)
        values = self._values[self._starts[self.own[documents]] + within]
        order = np.argsort(values, kind="stable")
        return values[order], documents[order]

    def having(self, values: frozenset[str | None], within: Documents) -> Documents:
        """Return those of `within` that have any of the values; None is no value."""
        wanted = np.zeros(len(self._starts) - 1, bool)
        wanted[0] = None in values
        for number in (self.number(value) for value in values if value is not None):
            if number is not None:
                wanted[self._sets[self._firsts[number] : self._firsts[number + 1]]] = True
        if within is not None and within.dtype != bool:
            return within[wanted[self.own[within]]]
        return sets.both(wanted.take(self.own), within)

    def counts(self, documents: Array) -> tuple[Array, int]:
        """Return how many of these documents have each value, and how many have none."""
        own = self.own.take(documents)
        if len(own) * _FEW < len(self._sizes):
            long = self._sizes.take(own)
            ends = long.cumsum()
            places = np.arange(ends[-1] if len(ends) else 0) + (self._starts.take(own) - ends + long).repeat(long)
            counts = np.bincount(self._values.take(places), minlength=len(self.values))
            return counts, len(own) - int(np.count_nonzero(own))
        found = np.bincount(own, minlength=len(self._sizes))
        if not self.values:
            return np.zeros(0, np.intp), int(found[0])
        return np.add.reduceat(found.take(self._sets), self._firsts[:-1]), int(found[0])
