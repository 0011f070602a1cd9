"""The page of hits: the best of each segment, and of these the page, with what is shown of them."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from searchsvc.engines import ranking
from searchsvc.engines.base import Hit, Place, Request
from searchsvc.engines.whoosh import collapsing, figures, scoring, sets, showing
from searchsvc.engines.whoosh.arrays import Array
from searchsvc.engines.whoosh.explaining import explanation
from searchsvc.engines.whoosh.segment import Segment
from searchsvc.engines.whoosh.snapshot import Snapshot, Term
from searchsvc.shown import Shown

_BLOCK = 64  # values

Candidate = tuple[Place, int, int, float]  # place in the order, segment, document, score


def collapsed(snapshot: Snapshot, request: Request, hits: list[Array], wanted: list[Term]) -> list[Array]:
    """Return of some hits, sorted numbers by segment, those that stand for their near-duplicates too."""
    return collapsing.collapsed(
        snapshot, hits, request.sort, lambda number, own: _scores(snapshot, request, number, own, wanted)
    )


def page(snapshot: Snapshot, request: Request, hits: list[Array], wanted: list[Term]) -> tuple[Hit, ...]:
    """Return the page of some hits, sorted numbers by segment, that are ranked by `wanted`."""
    found = [one for number, own in enumerate(hits) for one in _best(snapshot, request, number, own, wanted)]
    best = sorted(found)[request.start : request.start + request.size]
    explains = request.explain and request.sort == "relevance"
    known = _known(snapshot, best, show=request.show)
    told = [explanation(snapshot, request, *one[1:3]) if explains else None for one in best]
    return tuple(
        [
            Hit(ids, score, place, explained, shown)
            for (place, _, _, score), (ids, shown), explained in zip(best, known, told, strict=True)
        ]
    )


def _known(snapshot: Snapshot, best: Sequence[Candidate], *, show: bool) -> list[tuple[str, Shown | None]]:
    """Return the id of each document on a page, and what is shown of it."""
    found: dict[tuple[int, int], tuple[str, Shown | None]] = {}
    for number in {number for _, number, _, _ in best}:
        own = [document for _, other, document, _ in best if other == number]
        for document, known in zip(own, _told(snapshot, number, np.array(own), show=show), strict=True):
            found[number, document] = known
    return [found[number, document] for _, number, document, _ in best]


def _told(snapshot: Snapshot, number: int, documents: Array, *, show: bool) -> Iterator[tuple[str, Shown | None]]:
    if show:
        return ((one.head.id, one) for one in showing.shown(snapshot, number, documents))
    return ((one, None) for one in snapshot.leaves[number].segment.ids.some(documents))


def _best(
    snapshot: Snapshot, request: Request, number: int, documents: Array, wanted: list[Term]
) -> Iterator[Candidate]:
    """Yield the documents of a segment that could stand on the page."""
    segment, count = snapshot.leaves[number].segment, request.start + request.size
    order = segment.oldest if request.sort == "oldest" else segment.newest
    scores = _scores(snapshot, request, number, documents, wanted)
    if request.after is not None:
        behind = _behind(request.after, request, segment, documents, scores)
        documents, scores = documents[behind], scores[behind]
    if len(documents) > count:
        best = _first(scores, order, documents, count)
        documents, scores = documents[best], scores[best]
    days, sequences = segment.published.take(documents).tolist(), segment.sequence.take(documents).tolist()
    for document, score, day, sequence in zip(documents.tolist(), scores.tolist(), days, sequences, strict=True):
        yield ranking.place(request.sort, score, day or None, sequence), number, document, score


def _behind(after: Place, request: Request, segment: Segment, documents: Array, scores: Array) -> Array:
    """Return the places of those documents that come behind a place in the order (`ranking.place`)."""
    days = segment.published.take(documents).astype(float)
    dated = np.where(days > 0, days, np.inf) if request.sort == "oldest" else -days
    ranked = -scores if request.sort in ("relevance", "figure") else np.zeros(len(documents))
    behind = segment.sequence.take(documents) > after[2]
    for column, value in ((dated, after[1]), (ranked, after[0])):
        behind = (column > value) | ((column == value) & behind)
    return behind.nonzero()[0]


def _first(scores: Array, order: Array, documents: Array, count: int) -> Array:
    """Return the places of the `count` highest of more scores; of equal ones those of documents first in the order."""
    if not count:
        return sets.NONE
    least = _highest(scores, count)
    best: Array = (scores >= least).nonzero()[0]
    if len(best) > count:
        equal = scores.take(best) == least
        above, best = best[~equal], best[equal]
        later = ~order.take(documents.take(best))  # the ranks, unsigned, the other way round
        best = np.concatenate((above, best[later >= _highest(later, count - len(above))]))
    return best


def _highest(values: Array, count: int) -> Any:  # noqa: ANN401 - of the type of the values
    """Return the value that is the `count`th from the highest down; the most of each block leave few that could be."""
    blocks = len(values) // _BLOCK
    if blocks > count:
        tops = values[: blocks * _BLOCK].reshape(blocks, _BLOCK).max(axis=1)
        bound = np.partition(tops, blocks - count)[blocks - count]
        if bound == values.max():
            return bound
        values = values[values >= bound]
    return np.partition(values, len(values) - count)[len(values) - count]


def _scores(snapshot: Snapshot, request: Request, number: int, documents: Array, wanted: list[Term]) -> Array:
    if request.sort == "figure":
        return figures.greatest(snapshot.leaves[number].segment, request.measure, documents)
    if not wanted:
        return np.zeros(len(documents))
    scores = scoring.scores(snapshot, number, wanted, documents)
    return scores * snapshot.recency[number].take(documents) if request.recency else scores
