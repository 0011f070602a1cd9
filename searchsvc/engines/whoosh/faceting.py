"""The counts of a facet over the hits of all segments."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

import numpy as np

from searchsvc.engines import ranking
from searchsvc.engines.base import FacetCounts
from searchsvc.engines.whoosh.arrays import Array
from searchsvc.engines.whoosh.snapshot import Snapshot

_FEW = 128  # hits whose values are sooner counted one by one than in arrays of all values


def counts(snapshot: Snapshot, name: str, size: int, hits: Sequence[Array]) -> FacetCounts:
    """Return the `size` most frequent values of a facet among hits, sorted numbers by segment."""
    if sum(map(len, hits)) <= _FEW:
        own = list(_each(snapshot, name, hits))
        return ranking.listed(Counter(chain.from_iterable(own)), size, own.count(()))
    values, places = snapshot.values(name)
    found, missing = np.zeros(len(values), np.intp), 0
    for leaf, documents, mapped in zip(snapshot.leaves, hits, places, strict=True):
        counted, none = leaf.segment.facets[name].counts(documents)
        found[mapped] += counted
        missing += none
    some = found.nonzero()[0]
    first = some[(-found[some]).argsort(kind="stable")[:size]]
    most = found[first].tolist()
    listed = tuple(zip([values[place] for place in first.tolist()], most, strict=True))
    return FacetCounts(listed, int(found.sum()) - sum(most), missing)


def _each(snapshot: Snapshot, name: str, hits: Sequence[Array]) -> Iterator[tuple[str, ...]]:
    for leaf, documents in zip(snapshot.leaves, hits, strict=True):
        yield from leaf.segment.facets[name].each(documents)
