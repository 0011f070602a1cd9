"""One state of the index: its segments, which of their documents live, and what scores are made of."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from searchsvc.engines import ranking
from searchsvc.engines.whoosh import sets
from searchsvc.engines.whoosh.arrays import Array
from searchsvc.engines.whoosh.numbering import Numbering
from searchsvc.engines.whoosh.segment import Segment
from searchsvc.engines.whoosh.sets import Documents
from searchsvc.schema import DUPLICATES, VIEWS

_LENGTHS = np.array(ranking.LENGTHS)
_TERMS = 4096  # words whose postings are kept found
_FREQUENCIES = np.arange(256)
_VIEWS = tuple(VIEWS)
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

    def living(self, start: int, end: int) -> int:
        """Return how many of some postings are of documents that live."""
        if self.live is None or start == end:
            return end - start
        return int(np.count_nonzero(self.live[self.segment.documents[start:end]]))

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


@dataclass(frozen=True, slots=True)
class Term:
    """A word in a view: the place of the view in VIEWS, what the word weighs there, its postings by segment."""

    view: int
    weight: float
    spans: tuple[tuple[int, int], ...]


class Snapshot:
    """Immutable, for any number of threads; what it works out when first asked may be worked out twice."""

    def __init__(self, leaves: Sequence[Leaf], sequence: int) -> None:
        self.leaves = tuple(leaf for leaf in leaves if leaf.count)
        self.sequence = sequence
        self.count = sum(leaf.count for leaf in self.leaves)
        self.newest = max((leaf.newest for leaf in self.leaves), default=0) or None
        self._term = lru_cache(_TERMS)(self._terms)

    def terms(self, words: Iterable[str]) -> list[Term]:
        """Return words, each once, in each view where a living document has them: view by view."""
        found = [self._term(word) for word in dict.fromkeys(words)]
        return [term for view in zip(*found, strict=True) for term in view if term]

    def _terms(self, word: str) -> list[Term | None]:
        """Return a word in each of VIEWS."""
        found = zip(*(leaf.segment.postings(word) for leaf in self.leaves), strict=True)
        return [self._weighed(word, view, spans) for view, spans in enumerate(found)]

    def _weighed(self, word: str, view: int, spans: tuple[tuple[int, int], ...]) -> Term | None:
        having = sum(leaf.living(*span) for leaf, span in zip(self.leaves, spans, strict=True))
        weight = having and ranking.weight(_VIEWS[view], word, self.count, having)
        return Term(view, weight, spans) if weight else None

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
    def numbering(self) -> Numbering:
        """How the values of all facets are numbered and counted."""
        return Numbering([leaf.segment.counted for leaf in self.leaves])

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

    def copies(self, number: int, documents: Array) -> list[int]:
        """Return how many near-duplicates each of these documents of the segment `number` has."""
        facet, found = self.leaves[number].segment.facets[DUPLICATES], np.zeros(len(documents), np.intp)
        inside = facet.own.take(documents).nonzero()[0]
        if len(inside):
            _, places = self.values(DUPLICATES)
            found[inside] = self._clusters.take(places[number].take(facet.first(documents[inside]))) - 1
        return found.tolist()

    @cached_property
    def _clusters(self) -> Array:
        """How many living documents are in each cluster of near-duplicates."""
        values, places = self.values(DUPLICATES)
        sizes = np.zeros(len(values), np.intp)
        for leaf, mapped in zip(self.leaves, places, strict=True):
            sizes[mapped] += leaf.segment.facets[DUPLICATES].counts(sets.numbers(leaf.live, leaf.segment.count))[1:]
        return sizes

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
