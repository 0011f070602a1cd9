"""Answering a request from a snapshot: the documents that match, by segment, their facets and the page of hits."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from searchsvc.engines import ranking
from searchsvc.engines.base import Hit, Place, Request, Results
from searchsvc.engines.expressions import Expression
from searchsvc.engines.whoosh import dates, faceting, figures, scoring, sets, showing
from searchsvc.engines.whoosh.arrays import Array
from searchsvc.engines.whoosh.collapsing import collapsed
from searchsvc.engines.whoosh.evaluating import Evaluation
from searchsvc.engines.whoosh.explaining import explanation
from searchsvc.engines.whoosh.segment import Segment
from searchsvc.engines.whoosh.sets import Documents
from searchsvc.engines.whoosh.snapshot import Snapshot, Term
from searchsvc.shown import Shown

_BLOCK = 64  # values

Candidate = tuple[Place, int, int, float]  # place in the order, segment, document, score


def answer(snapshot: Snapshot, request: Request, generation: str = "") -> Results:
    """Answer a request from the snapshot of a generation."""
    evaluations = [Evaluation(leaf.segment, leaf.live, request.until) for leaf in snapshot.leaves]
    counts = tuple(_total(snapshot, [one.all(wanted) for one in evaluations]) for wanted in request.counts)
    matched = [one.all(request.match) for one in evaluations]

    def chosen(but: str | None = None) -> list[Array]:
        narrowed = _narrowed(evaluations, request.chosen(but), matched)
        return [sets.numbers(own, leaf.segment.count) for own, leaf in zip(narrowed, snapshot.leaves, strict=True)]

    hits = chosen()
    wanted = snapshot.terms(request.words) if request.sort == "relevance" else []
    listed = _collapsed(snapshot, request, hits, wanted) if request.collapse else hits
    return Results(
        partial=any(one.partial for one in evaluations),
        total=sum(map(len, hits)),
        listed=sum(map(len, listed)),
        hits=_page(snapshot, request, listed, wanted),
        facets={
            name: faceting.counts(snapshot, name, request, chosen(but=name) if name in request.choices else hits)
            for name in request.facets
        },
        counts=counts,
        dates=dates.counts(snapshot.leaves, hits) if request.dates else (),
        sequence=snapshot.sequence,
        generation=generation,
    )


def _narrowed(evaluations: Iterable[Evaluation], wanted: Expression, matched: Iterable[Documents]) -> list[Documents]:
    return [one.within(wanted, own) for one, own in zip(evaluations, matched, strict=True)]


def _total(snapshot: Snapshot, found: Iterable[Documents]) -> int:
    return sum(sets.size(own, leaf.segment.count) for own, leaf in zip(found, snapshot.leaves, strict=True))


def _collapsed(snapshot: Snapshot, request: Request, hits: list[Array], wanted: list[Term]) -> list[Array]:
    return collapsed(snapshot, hits, request.sort, lambda number, own: _scores(snapshot, request, number, own, wanted))


def _page(snapshot: Snapshot, request: Request, hits: list[Array], wanted: list[Term]) -> tuple[Hit, ...]:
    """Take the best of each segment, and of these the page."""
    found: list[Candidate] = []
    for number, own in enumerate(hits):
        found += _best(snapshot, request, number, own, wanted)
    page = ranking.page(found, request, lambda candidate: candidate[0])
    explains = request.explain and request.sort == "relevance"
    shown = _shown(snapshot, page) if request.show else {}
    return tuple(
        Hit(
            snapshot.leaves[number].segment.ids[document],
            score,
            place,
            explanation(snapshot, request, number, document) if explains else None,
            shown.get((number, document)),
        )
        for place, number, document, score in page
    )


def _shown(snapshot: Snapshot, page: Sequence[Candidate]) -> dict[tuple[int, int], Shown]:
    """Return what is shown of the documents on a page, by segment and document."""
    found: dict[tuple[int, int], Shown] = {}
    for number in {number for _, number, _, _ in page}:
        documents = [document for _, own, document, _ in page if own == number]
        shown = showing.shown(snapshot, number, np.array(documents))
        found |= {(number, document): one for document, one in zip(documents, shown, strict=True)}
    return found


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
        best = _first(scores, order.take(documents), count)
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


def _first(scores: Array, order: Array, count: int) -> Array:
    """Return the places of the `count` highest of more scores; of equal ones those that come first in the order."""
    if not count:
        return sets.NONE
    least = _highest(scores, count)
    above, equal = (scores > least).nonzero()[0], (scores == least).nonzero()[0]
    if len(above) + len(equal) > count:
        later = ~order.take(equal)  # the ranks, unsigned, the other way round
        equal = equal[later >= _highest(later, count - len(above))]
    return np.concatenate((above, equal))


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
