"""Of each cluster of near-duplicates the hit that comes first, over all segments."""

from collections.abc import Callable

import numpy as np

from searchsvc.engines.base import Sort
from searchsvc.engines.whoosh import sets
from searchsvc.engines.whoosh.arrays import Array
from searchsvc.engines.whoosh.segment import Segment
from searchsvc.engines.whoosh.snapshot import Snapshot
from searchsvc.schema import DUPLICATES

Scores = Callable[[int, Array], Array]  # of documents of the segment with this number
_UNDATED = np.iinfo(np.int32).max  # comes last among the oldest


def collapsed(snapshot: Snapshot, hits: list[Array], sort: Sort, scores: Scores) -> list[Array]:
    """Return the hits of each segment without those that come after another one of their cluster.

    Only hits that are in a cluster are ordered, as `ranking.place` would.
    """
    inside = [own[_clustered(leaf.segment, own)] for leaf, own in zip(snapshot.leaves, hits, strict=True)]
    if not sum(map(len, inside)):
        return hits
    keys = [_keys(snapshot, number, own, sort, scores(number, own)) for number, own in enumerate(inside)]
    clusters, *places = (np.concatenate(column) for column in zip(*keys, strict=True))
    order = np.lexsort((*reversed(places), clusters))
    later = np.zeros(len(order), bool)
    later[order[1:]] = clusters[order[1:]] == clusters[order[:-1]]
    ends = np.cumsum([len(own) for own in inside])[:-1]
    dropped = [own[late] for own, late in zip(inside, np.split(later, ends), strict=True)]
    return [own[~sets.held(own, gone)] for own, gone in zip(hits, dropped, strict=True)]


def _clustered(segment: Segment, documents: Array) -> Array:
    found: Array = segment.facets[DUPLICATES].own.take(documents) != 0
    return found


def _keys(snapshot: Snapshot, number: int, documents: Array, sort: Sort, scores: Array) -> tuple[Array, ...]:
    """Return clusters, and by which their documents are ordered: score, day and sequence, the least first."""
    segment = snapshot.leaves[number].segment
    _, places = snapshot.values(DUPLICATES)
    clusters = places[number].take(segment.facets[DUPLICATES].first(documents))
    days = segment.published.take(documents)
    days = np.where(days == 0, _UNDATED, days) if sort == "oldest" else -days
    return clusters, -scores, days, segment.sequence.take(documents)
