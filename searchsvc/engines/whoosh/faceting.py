"""The counts of a facet over the hits of all segments."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

import numpy as np

from searchsvc.engines import ranking
from searchsvc.engines.base import FacetCounts, Request
from searchsvc.engines.whoosh.arrays import Array
from searchsvc.engines.whoosh.snapshot import Snapshot

_FEW = 128  # hits whose values are sooner counted one by one than in arrays of all values


def counts(snapshot: Snapshot, name: str, request: Request, hits: Sequence[Array]) -> FacetCounts:
    """Return the values of a facet that a request asks for among hits, sorted numbers by segment."""
    size, picked = request.facets[name], request.picked(name)
    if sum(map(len, hits)) <= _FEW:
        own = list(_each(snapshot, name, hits))
        return ranking.listed(Counter(chain.from_iterable(own)), size, own.count(()), picked)
    values, places = snapshot.values(name)
    found, missing = np.zeros(len(values), np.intp), 0
    for leaf, documents, mapped in zip(snapshot.leaves, hits, places, strict=True):
        counted, none = leaf.segment.facets[name].counts(documents)
        found[mapped] += counted
        missing += none
    some = found.nonzero()[0]
    first = some[(-found[some]).argsort(kind="stable")[:size]]
    most = list(zip([values[place] for place in first.tolist()], found[first].tolist(), strict=True))
    listed = (*most, *ranking.behind(most, ((value, _count(values, found, value)) for value in picked)))
    return FacetCounts(listed, int(found.sum()) - sum(count for _, count in listed), missing)


def _count(values: Sequence[str], found: Array, value: str) -> int:
    place = bisect_left(values, value)
    return int(found[place]) if value in values[place : place + 1] else 0


def _each(snapshot: Snapshot, name: str, hits: Sequence[Array]) -> Iterator[tuple[str, ...]]:
    for leaf, documents in zip(snapshot.leaves, hits, strict=True):
        yield from leaf.segment.facets[name].each(documents)
