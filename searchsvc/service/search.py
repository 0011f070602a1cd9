"""The use case of reading: a question as people and programs ask it, and the answer with all that is shown of it."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from searchsvc.articles import Article
from searchsvc.engines.base import FacetCounts, Hit, Request, Results
from searchsvc.engines.expressions import And, Expression, HasId, Not
from searchsvc.errors import Expired
from searchsvc.query import nodes
from searchsvc.service import cursors
from searchsvc.service.archive import Archive
from searchsvc.service.asking import Search, check, measure, request_of, today, understand, within
from searchsvc.service.explaining import Explained, explained, path
from searchsvc.service.figures import reported
from searchsvc.service.lowering import amounts, lower, matching, measures, needles, terms
from searchsvc.service.relaxing import loosened
from searchsvc.service.ways import WayOut, verbatim, ways_out
from searchsvc.shown import Head
from searchsvc.snippets import Mark, Snippet, cut_page
from searchsvc.store.figures import Reported

_NO_ARTICLE = Article()  # deleted since the engine answered: its figures are not known any more
_REACH = 10_000  # hits; to go on behind them a cursor is told, which costs the same wherever it stands


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the query and the number of articles that hold it, whatever else is asked."""

    text: str
    hits: int


@dataclass(frozen=True, slots=True)
class Found:
    """A hit as it is shown, and how many near-duplicates it has; `relaxed` where it lacks some of what was asked.

    `figures` are those that the search asks for, or all where it says so.
    """

    article: Head
    score: float
    title_marks: tuple[Mark, ...]
    snippets: tuple[Snippet, ...]
    relaxed: bool = False
    duplicates: int = 0
    explained: Explained | None = None
    figures: tuple[Reported, ...] = ()


@dataclass(frozen=True, slots=True)
class Relaxed:
    """What was let go to find more: any of `words` will do, `dropped` were passed over; `total` hits beyond the strict.

    They fill the first page behind strict hits; where there are none, they are paged, `listed` of them: of
    near-duplicates that are collapsed one.
    """

    words: tuple[str, ...]
    dropped: tuple[str, ...]
    total: int
    listed: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a Search: `total` counts the query as asked, and is exact unless `partial`; `took` in milliseconds.

    `listed` is how many hits there are to page through: the strict ones, or without any those of the relaxed query; of
    near-duplicates that are collapsed one. `cursor` leads to the hits behind these, where there are more, the search
    walks or pages can't reach them. `path` tells which way the engine took, where that is asked for.
    """

    search: Search
    query: nodes.Query
    terms: tuple[Term, ...]
    ways_out: tuple[WayOut, ...]
    total: int
    listed: int
    hits: tuple[Found, ...]
    facets: Mapping[str, FacetCounts]
    generation: str
    took: float
    relaxed: Relaxed | None = None
    cursor: str | None = None
    partial: bool = False
    path: str | None = None


def search(archive: Archive, asked: Search) -> Answer:
    """Answer a search.

    Raises BadRequest for what is out of range, BadQuery where `strict` refuses the query, Expired where the state that
    a cursor walks through is no longer kept, or its query means something else by now.
    """
    begun = time.perf_counter()
    check(asked)
    at = cursors.read(asked.cursor, asked.identity) if asked.cursor else None
    day = at.day if at else today(archive)
    query = understand(archive, asked.q, strict=asked.strict, day=day)
    if at and at.query != cursors.digest(query.parsed):  # the table of aliases was edited
        raise Expired
    words, literal = terms(query.root), verbatim(query)
    request = _placed(request_of(asked, query.root, (*words.values(), *map(lower, literal))), asked, at)
    results = archive.search(request, partial=True)
    relaxed, more = _relaxed(archive, asked, query.root, results, at)
    return Answer(
        search=asked,
        query=query,
        terms=tuple(Term(text, hits) for text, hits in zip(words, results.counts, strict=False)),
        ways_out=tuple(ways_out(archive, asked, query, results.total, any(results.counts[len(words) :]))),
        total=results.total,
        listed=results.listed or (relaxed.listed if relaxed else 0),
        hits=tuple(_found(archive, asked, query.root, results.hits + (more.hits if more else ()), len(results.hits))),
        facets=results.facets,
        generation=results.generation,
        took=(time.perf_counter() - begun) * 1000,
        relaxed=relaxed,
        cursor=_onward(asked, at, query, more if more and not results.total else results, day),
        partial=results.partial or bool(more and more.partial),
        path=path(archive.settings.engine.partition("://")[0], lower(query.root)) if asked.explain else None,
    )


def _relaxed(
    archive: Archive, asked: Search, root: nodes.Node, strict: Results, at: cursors.Cursor | None
) -> tuple[Relaxed | None, Results | None]:
    """Return what was let go, and the hits for this page that the strict ones leave room for, if they do."""
    room = asked.size - strict.listed if (asked.page == 1 and not at) or not strict.total else 0
    loose = loosened(root) if asked.relax and room > 0 else None
    if not loose:
        return None, None
    request = replace(
        _placed(request_of(asked, root), asked, at),
        match=within(And((loose.match, *_beyond(archive, asked, root, strict))), asked),
        words=loose.terms,
        sort="relevance",
        size=room,
        facets={},
        generation=strict.generation if asked.cursor else "",
    )
    results = archive.search(request, partial=True)
    relaxed = Relaxed(loose.words, loose.dropped, results.total, results.listed) if results.total else None
    return relaxed, results


def _beyond(archive: Archive, asked: Search, root: nodes.Node, strict: Results) -> Iterator[Expression]:
    """Yield what keeps the strict hits out of those below them and, where one stands for all, their near-duplicates."""
    if strict.total:
        yield Not(lower(root))
    if asked.collapse:
        copies = archive.store.duplicates(hit.id for hit in strict.hits)
        yield Not(HasId(frozenset(chain.from_iterable(copies.values()))))


def _placed(request: Request, asked: Search, at: cursors.Cursor | None) -> Request:
    """Return a request for hits to be shown, those behind a cursor; who walks holds the state that answers."""
    if at:
        return replace(request, show=True, generation=at.generation, after=at.place, hold=True)
    return replace(request, show=True, hold=bool(asked.cursor) or asked.page * asked.size >= _REACH)


def _onward(asked: Search, at: cursors.Cursor | None, query: nodes.Query, listed: Results, day: date) -> str | None:
    """Return the cursor behind the hits that are paged through, None where pages reach what follows or nothing does."""
    seen = (at.seen if at else (asked.page - 1) * asked.size) + len(listed.hits)
    walks = asked.cursor or seen >= _REACH
    if not walks or not listed.hits or seen >= listed.listed:
        return None
    parsed = cursors.digest(query.parsed)
    return cursors.written(cursors.Cursor(listed.generation, listed.hits[-1].place, seen, day, parsed, asked.identity))


def _found(archive: Archive, asked: Search, root: nodes.Node, hits: Sequence[Hit], strict: int) -> Iterator[Found]:
    """Yield hits as they are shown, in a walk those that live still; those after the first `strict` are relaxed."""
    beside = measure(asked)
    figures = measures(root) + ([beside] if beside else [])
    needed = figures or asked.figures or asked.cursor
    articles = archive.store.many(hit.id for hit in hits) if needed else {}
    listed = [
        (hit, hit.shown, place >= strict)
        for place, hit in enumerate(hits)
        if hit.shown is not None and not (asked.cursor and hit.id not in articles)
    ]
    whole = [articles.get(hit.id, _NO_ARTICLE) for hit, _, _ in listed]
    held = [matching(article, figures) for article in whole]
    sought = [amounts(*own) for own in zip(whole, held, strict=True)] if figures else ()
    passages = cut_page([shown for _, shown, _ in listed], needles(root), asked.snippets, sought)
    for (hit, shown, relaxed), (title, snippets), article, own in zip(listed, passages, whole, held, strict=True):
        yield Found(
            article=shown.head,
            score=hit.score,
            title_marks=title,
            snippets=snippets,
            relaxed=relaxed,
            duplicates=shown.duplicates,
            explained=explained(shown, hit.explanation),
            figures=tuple(reported(article, None if asked.figures else own)),
        )
