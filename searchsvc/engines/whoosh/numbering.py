"""The values of all facets in all segments, numbered in a row: of each facet first "no value", then its own, sorted."""

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np

from searchsvc.engines.whoosh.arrays import Array
from searchsvc.engines.whoosh.values import Facets
from searchsvc.facets import FACETS


class Numbering:
    """How values are numbered, and how many hits have each; `ranks` are the facets of the numbers, times 2^32."""

    def __init__(self, segments: Sequence[Facets]) -> None:
        columns = [sorted({value for one in segments for value in one.values[facet]}) for facet in range(len(FACETS))]
        self.values = [value for own in columns for value in ("", *own)]
        self._bounds = np.cumsum([0, *(1 + len(own) for own in columns)])
        self.firsts = self._bounds[:-1]
        self.ranks = np.repeat(np.arange(len(columns)) << 32, np.diff(self._bounds))
        self._segments = [(one, self._own(one)) for one in segments]

    def counts(self, which: Sequence[int], hits: Sequence[Array]) -> Array:
        """Return how many hits, sorted numbers by segment, have each value of these facets."""
        found = np.zeros(len(self.values), np.intp)
        for (segment, own), documents in zip(self._segments, hits, strict=True):
            found[own] += segment.counts(which, documents)
        return found

    def count(self, found: Array, facet: int, value: str) -> int:
        """Return the count of a value of a facet among the counts of all, 0 where no document has it."""
        place = self._place(facet, value)
        return int(found[place]) if self.values[place : place + 1] == [value] else 0

    def _place(self, facet: int, value: str) -> int:
        return bisect_left(self.values, value, int(self._bounds[facet]) + 1, int(self._bounds[facet + 1]))

    def _own(self, segment: Facets) -> Array | slice:
        """Return the number here of each number in a segment."""
        if sum(map(len, segment.values)) + len(segment.values) == len(self.values):
            return slice(None)
        mapped = [
            (int(self.firsts[facet]), *(self._place(facet, value) for value in own))
            for facet, own in enumerate(segment.values)
        ]
        return np.concatenate(mapped)
