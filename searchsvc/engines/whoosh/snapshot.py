"""One state of the index: its segments, which of their documents live, and what scores are made of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from searchsvc.engines import ranking
from searchsvc.engines.whoosh import sets
from searchsvc.engines.whoosh.arrays import Array
from searchsvc.engines.whoosh.segment import Segment
from searchsvc.engines.whoosh.sets import Documents

_LENGTHS = np.array(ranking.LENGTHS)
_FREQUENCIES = np.arange(256)
_bm25: Callable[..., Any] = ranking.bm25  # plain arithmetic, so it works on arrays too


@dataclass(frozen=True)
class Leaf:
    """A segment and the set of its documents that live."""

    segment: Segment
    live: Documents

    @cached_property
    def count(self) -> int:
        """How many documents live."""
        return sets.size(self.live, self.segment.count)

    @cached_property
    def totals(self) -> list[int]:
        """The sums of the lengths in each view."""
        if self.live is None:
            return self.segment.totals
        return [int(_LENGTHS[row[self.live]].sum()) for row in self.segment.lengths]

    @cached_property
    def newest(self) -> int:
        """The newest day that a document was published, 0 where none is dated."""
        days = self.segment.published
        return int((days if self.live is None else days[self.live]).max(initial=0))


class Snapshot:
    """Immutable, for any number of threads; what it works out when first asked may be worked out twice."""

    def __init__(self, leaves: Sequence[Leaf], sequence: int) -> None:
        self.leaves = tuple(leaf for leaf in leaves if leaf.count)
        self.sequence = sequence
        self.count = sum(leaf.count for leaf in self.leaves)
        self.newest = max((leaf.newest for leaf in self.leaves), default=0) or None

    @cached_property
    def impacts(self) -> list[Array]:
        """What a posting adds to a score in each view, its word's weight aside, by its code."""
        return [self._impacts(average) for average in self.averages]

    @cached_property
    def averages(self) -> list[float]:
        """The mean length in each view."""
        totals = zip(*(leaf.totals for leaf in self.leaves), strict=True)
        return [sum(own) / self.count for own in totals]

    @cached_property
    def recency(self) -> list[Array]:
        """The factor that age leaves of the score of each document, by segment."""
        return [self._recency(leaf.segment.published) for leaf in self.leaves]

    @cached_property
    def _values(self) -> dict[str, tuple[list[str], list[Array]]]:
        return {}

    def values(self, facet: str) -> tuple[list[str], list[Array]]:
        """Return the values of a facet, sorted, and by segment the place among them of each of its own values."""
        if facet not in self._values:
            own = [leaf.segment.facets[facet].values for leaf in self.leaves]
            whole = sorted(set().union(*own))
            places = {value: place for place, value in enumerate(whole)}
            mapped = [np.fromiter((places[value] for value in values), np.intp, len(values)) for values in own]
            self._values[facet] = whole, mapped
        return self._values[facet]

    def _impacts(self, average: float) -> Array:
        table = np.zeros((256, 256))
        for length in range(256):
            if average:
                table[:, length] = _bm25(_FREQUENCIES, ranking.LENGTHS[length], average, 1.0)
        return table.reshape(-1)

    def _recency(self, published: Array) -> Array:
        days, own = np.unique(published, return_inverse=True)
        newest = self.newest
        factors = [ranking.aged(1.0, int(day) or None, newest) for day in days]
        return np.array(factors)[own]
