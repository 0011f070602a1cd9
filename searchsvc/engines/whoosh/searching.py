"""Answering a request from a snapshot: the documents that match, by segment, how many, their facets and the page."""

from collections.abc import Callable, Iterable

from searchsvc.engines.base import FacetCounts, Request, Results
from searchsvc.engines.expressions import Expression
from searchsvc.engines.whoosh import dates, faceting, paging, sets
from searchsvc.engines.whoosh.arrays import Array
from searchsvc.engines.whoosh.evaluating import Evaluation
from searchsvc.engines.whoosh.sets import Documents
from searchsvc.engines.whoosh.snapshot import Snapshot


def answer(snapshot: Snapshot, request: Request, generation: str = "") -> Results:
    """Answer a request from the snapshot of a generation."""
    evaluations = [Evaluation(leaf.segment, leaf.live, request.until) for leaf in snapshot.leaves]
    counts = tuple(_total(snapshot, [one.all(wanted) for one in evaluations]) for wanted in request.counts)
    matched = [one.all(request.match) for one in evaluations]

    def chosen(but: str | None = None) -> list[Array]:
        narrowed = _narrowed(evaluations, request.chosen(but), matched) if request.choices else matched
        return [sets.numbers(own, leaf.segment.count) for own, leaf in zip(narrowed, snapshot.leaves, strict=True)]

    hits = chosen()
    wanted = snapshot.terms(request.words) if request.sort == "relevance" else []
    listed = paging.collapsed(snapshot, request, hits, wanted) if request.collapse else hits
    return Results(
        partial=any(one.partial for one in evaluations),
        total=sum(map(len, hits)),
        listed=sum(map(len, listed)),
        hits=paging.page(snapshot, request, listed, wanted),
        facets=_facets(snapshot, request, hits, chosen),
        counts=counts,
        dates=dates.counts(snapshot.leaves, hits) if request.dates else (),
        sequence=snapshot.sequence,
        generation=generation,
    )


def _facets(
    snapshot: Snapshot, request: Request, hits: list[Array], chosen: Callable[[str], list[Array]]
) -> dict[str, FacetCounts]:
    """Count the facets over the hits, each that was chosen from over those that the other choices leave."""
    plain = [name for name in request.facets if name not in request.choices]
    found = dict(faceting.counts(snapshot, plain, request, hits))
    for name in request.facets:
        if name in request.choices:
            found |= faceting.counts(snapshot, [name], request, chosen(name))
    return {name: found[name] for name in request.facets}


def _narrowed(evaluations: Iterable[Evaluation], wanted: Expression, matched: Iterable[Documents]) -> list[Documents]:
    return [one.within(wanted, own) for one, own in zip(evaluations, matched, strict=True)]


def _total(snapshot: Snapshot, found: Iterable[Documents]) -> int:
    return sum(sets.size(own, leaf.segment.count) for own, leaf in zip(found, snapshot.leaves, strict=True))
