"""The values of facets in a segment: what each document has, which documents have one, and how many."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np

from searchsvc.engines.whoosh import sets
from searchsvc.engines.whoosh.arrays import Array, Texts, ranges, sizes
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

    def counts(self, documents: Array) -> Array:
        """Return how many of these documents have no value, and how many have each."""
        found = np.bincount(self.own.take(documents), minlength=len(self._sizes))
        counts = np.empty(1 + len(self.values), np.intp)
        counts[0] = found[0]
        if self.values:
            sets_, firsts = self._having
            np.add.reduceat(found.take(sets_), firsts, out=counts[1:])
        return counts

    @cached_property
    def _having(self) -> tuple[Array, Array]:
        """The sets of each value, and where those of each begin, as what numpy indexes by: it would copy them else."""
        return self._sets.astype(np.intp), self._firsts[:-1].astype(np.intp)

    def numbered(self, first: int) -> tuple[Array, Array]:
        """Return the values of all sets as numbers from `first` on, which is that of no value, and the sets' sizes."""
        return np.concatenate(([first], self._values + (first + 1))), np.maximum(self._sizes, 1)


class Facets:
    """Facets of a segment side by side, their values numbered in a row: of each first "no value", then its own."""

    def __init__(self, facets: Sequence[Facet]) -> None:
        self._facets = facets
        self.values = [facet.values for facet in facets]
        self._firsts = np.cumsum([0, *(1 + len(own) for own in self.values)])
        numbered = [facet.numbered(first) for facet, first in zip(facets, self._firsts.tolist(), strict=False)]
        self._numbers, self._sizes = (np.concatenate(column) for column in zip(*numbered, strict=True))
        self._starts = self._sizes.cumsum() - self._sizes
        self._sets = np.cumsum([0, *(len(sizes) for _, sizes in numbered)])

    def counts(self, which: Sequence[int], documents: Array) -> Array:
        """Return how many of these documents have each value of those facets; of the other facets' values, 0."""
        if len(documents) * _FEW > len(self._sizes):
            found = np.zeros(self._firsts[-1], np.intp)
            for facet in which:
                found[self._firsts[facet] : self._firsts[facet + 1]] = self._facets[facet].counts(documents)
            return found
        own = np.concatenate([self._facets[facet].own.take(documents) for facet in which], dtype=np.intp)
        own += self._sets.take(which).repeat(len(documents))
        places = ranges(self._starts.take(own), self._sizes.take(own))
        return np.bincount(self._numbers.take(places), minlength=self._firsts[-1])
