"""The use case of reading: a question as people and programs ask it, and the answer with all that is shown of it."""

import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from difflib import get_close_matches
from functools import partial
from itertools import chain, islice
from typing import Any, Literal

from searchsvc.analysis import fold, initials, spellings
from searchsvc.articles import Article
from searchsvc.engines.base import (
    And,
    Choice,
    Everything,
    Expression,
    FacetCounts,
    HasFigure,
    HasId,
    Hit,
    Not,
    Published,
    Request,
    Results,
    Sort,
)
from searchsvc.errors import BadRequest, Expired
from searchsvc.facets import FACETS
from searchsvc.messages import Message
from searchsvc.query import nodes, parse
from searchsvc.query.echo import echo
from searchsvc.service import cursors
from searchsvc.service.archive import Archive
from searchsvc.service.explaining import Explained, explained, path
from searchsvc.service.lexicon import alike, lexicon
from searchsvc.service.lowering import amounts, lower, measures, needles, ranked, terms
from searchsvc.service.meant import meant, torn
from searchsvc.service.measuring import figure
from searchsvc.service.relaxing import idle, loosened
from searchsvc.snippets import Mark, Snippet, Sought, marks, snippets

Collapse = Literal["dup"]  # of what one hit stands for all: of near-duplicates

MAX_SIZE, MAX_FACET_SIZE, MAX_SNIPPETS = 100, 200, 5
_ALL_VALUES = 10**9
_MEANT = 3  # spellings told where nothing was found
_REACH = 10_000  # hits; to go on behind them a cursor is told, which costs the same wherever it stands
_SHOWN = (
    "cursor",
    "explain",
    "page",
    "size",
    "facets",
    "facet_size",
    "snippets",
)  # what may change on the way through hits


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What is asked; the names are those of the API and the command line.

    `choices` by facet; `metric` is a name of query.measures, `least` and `most` (`min`, `max`) are numbers in its base
    unit or such as `10亿元`; the sort by figure needs it. `first` and `last` (the API's `from` and `to`) are days, both
    inclusive; `page` counts from 1. `cursor` goes on where an answer's `cursor` says, `cursors.START` begins a walk.
    """

    q: str = ""
    choices: Mapping[str, Choice] = field(default_factory=dict)
    first: date | None = None
    last: date | None = None
    metric: str = ""
    least: str = ""
    most: str = ""
    sort: Sort = "relevance"
    collapse: Collapse | None = None
    size: int = 10
    page: int = 1
    facets: tuple[str, ...] = ()
    facet_size: int = 20
    snippets: int = 2
    strict: bool = False
    recency: bool = True
    relax: bool = True
    cursor: str = ""
    explain: bool = False

    @property
    def identity(self) -> str:
        """The digest of what decides which hits there are, in which order."""
        said = {one.name: getattr(self, one.name) for one in fields(self) if one.name not in _SHOWN}
        said["choices"] = sorted((name, _listed(own.only), _listed(own.never)) for name, own in self.choices.items())
        return cursors.digest(repr(sorted(said.items())))

    def anew(self, **changes: Any) -> "Search":  # noqa: ANN401 - fields of this class
        """Return the search with these fields otherwise, from its first page on."""
        return replace(self, page=1, cursor=cursors.START if self.cursor else "", **changes)


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the query and the number of articles that hold it, whatever else is asked."""

    text: str
    hits: int


@dataclass(frozen=True, slots=True)
class WayOut:
    """A search that finds something where this one found nothing: what is let go, and how many it finds."""

    change: Message
    total: int
    search: Search


@dataclass(frozen=True, slots=True)
class Found:
    """A hit as it is shown, and how many near-duplicates it has; `relaxed` where it lacks some of what was asked."""

    article: Article
    score: float
    title_marks: tuple[Mark, ...]
    snippets: tuple[Snippet, ...]
    relaxed: bool = False
    duplicates: int = 0
    explained: Explained | None = None


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
    query = understand(archive, asked.q, strict=asked.strict, today=at.day if at else _today(archive))
    if at and at.query != cursors.digest(query.parsed):  # the table of aliases was edited
        raise Expired
    words = terms(query.root)
    request = _placed(request_of(asked, query.root, tuple(words.values())), asked, at)
    results = archive.search(request, partial=True)
    relaxed, more = _relaxed(archive, asked, query.root, results, at)
    return Answer(
        search=asked,
        query=query,
        terms=tuple(Term(text, hits) for text, hits in zip(words, results.counts, strict=True)),
        ways_out=tuple(_ways_out(archive, asked, query, results.total)),
        total=results.total,
        listed=results.listed or (relaxed.listed if relaxed else 0),
        hits=tuple(_found(archive, asked, query.root, (*results.hits, *more.hits), len(results.hits))),
        facets=results.facets,
        generation=results.generation,
        took=(time.perf_counter() - begun) * 1000,
        relaxed=relaxed,
        cursor=_onward(asked, at, query, results if results.total else more, _today(archive)),
        partial=results.partial or more.partial,
        path=path(archive.settings.engine, lower(query.root)) if asked.explain else None,
    )


def values(archive: Archive, asked: Search, facet: str, prefix: str = "") -> FacetCounts:
    """Return the values of a facet that begin with `prefix` and their counts under a search, `facet_size` of them.

    Values begin with it as written, in pinyin, or with the initials of their syllables.
    """
    check(asked)
    root = understand(archive, asked.q, strict=asked.strict).root
    request = replace(request_of(asked, root), size=1, facets={known_facet(facet): _ALL_VALUES})
    counts = archive.search(request).facets[facet]
    begin = [(value, count) for value, count in counts.values if _begins(value, fold(prefix).text)]
    cut = sum(count for _, count in begin[asked.facet_size :])
    return FacetCounts(tuple(begin[: asked.facet_size]), cut, counts.missing)


def _begins(value: str, prefix: str) -> bool:
    text = fold(value).text
    return any(form.startswith(prefix) for form in (text, *spellings(text), *initials(text)))


def distinct(archive: Archive, facet: str) -> int:
    """Return how many different values of a facet there are in the archive."""
    counted = archive.search(Request(size=1, facets={known_facet(facet): _ALL_VALUES}))
    return len(counted.facets[facet].values)


def understand(archive: Archive, text: str, *, strict: bool = False, today: date | None = None) -> nodes.Query:
    """Parse a query as of a day, else of today in the settings' time zone, with this archive's aliases and words."""
    archive.use_words()
    query = parse(
        text, today=today or _today(archive), strict=strict, aliases=archive.aliases(), alikes=partial(alike, archive)
    )
    told = idle(query.root)
    return replace(query, warnings=(*query.warnings, told)) if told else query


def _today(archive: Archive) -> date:
    return datetime.now(archive.settings.zone).date()


def shown(archive: Archive, article: Article, q: str) -> tuple[tuple[Mark, ...], list[tuple[Mark, ...]]]:
    """Return the marks of a query in an article's title and in each of its paragraphs."""
    root = understand(archive, q).root if q else nodes.Everything()
    wanted: list[Sought] = [*needles(root), *amounts(article, measures(root))]
    title = marks(article.title or "", wanted, "title")
    return title, [marks(paragraph.text, wanted, "body") for paragraph in article.paragraphs]


def check(asked: Search) -> None:
    """Raise BadRequest for what is out of its range or unknown."""
    for name, value, least, most in (
        ("size", asked.size, 1, MAX_SIZE),
        ("page", asked.page, 1, 10**9),
        ("facet_size", asked.facet_size, 1, MAX_FACET_SIZE),
        ("snippets", asked.snippets, 0, MAX_SNIPPETS),
    ):
        if not least <= value <= most:
            zh, en = f"{name} 应在 {least} 到 {most} 之间。", f"{name} is between {least} and {most}."
            raise BadRequest(Message(zh, en), parameter=name)
    if asked.cursor and asked.page > 1:
        raise BadRequest(Message("cursor 和 page 只能用一个。", "Give cursor or page, not both."), parameter="page")
    for name in (*asked.choices, *asked.facets):
        known_facet(name)
    _measure(asked)


def known_facet(name: str) -> str:
    """Return the name of a facet; raises BadRequest with the nearest name for any other."""
    if name in FACETS:
        return name
    nearest = next(iter(get_close_matches(name, FACETS, 1, 0.5)), None)
    hint = Message(f"是不是 {nearest}？", f"Did you mean {nearest}?") if nearest else None
    known = "、".join(FACETS), ", ".join(FACETS)
    message = Message(f"没有名为“{name}”的分面，可用：{known[0]}。", f"There is no facet {name!r}; known: {known[1]}.")
    raise BadRequest(message, hint, parameter="facets", nearest=nearest)


def request_of(asked: Search, root: nodes.Node, counts: tuple[Expression, ...] = ()) -> Request:
    """Return what the engine is asked for a search whose query was parsed."""
    return Request(
        match=_within(lower(root), asked),
        measure=_measure(asked),
        words=ranked(root),
        choices=asked.choices,
        sort="newest" if asked.sort == "relevance" and isinstance(root, nodes.Everything) else asked.sort,
        recency=asked.recency,
        collapse=bool(asked.collapse),
        start=(asked.page - 1) * asked.size,
        size=asked.size,
        facets=dict.fromkeys(asked.facets, asked.facet_size),
        counts=counts,
        explain=asked.explain,
    )


def _within(match: Expression, asked: Search) -> Expression:
    """Return a match narrowed by the days and the figures that are asked for beside the query."""
    days = Published(*(day.toordinal() if day else None for day in (asked.first, asked.last)))
    clauses = (match, _measure(asked), days if asked.first or asked.last else None)
    narrowed = tuple(clause for clause in clauses if clause and not isinstance(clause, Everything))
    return narrowed[0] if len(narrowed) == 1 else And(narrowed)


def _measure(asked: Search) -> HasFigure | None:
    wanted = asked.metric or asked.least or asked.most or asked.sort == "figure"
    return figure(asked.metric, asked.least, asked.most) if wanted else None


def _relaxed(
    archive: Archive, asked: Search, root: nodes.Node, strict: Results, at: cursors.Cursor | None
) -> tuple[Relaxed | None, Results]:
    """Return what was let go, and the hits for this page that the strict ones leave room for."""
    room = asked.size - strict.listed if (asked.page == 1 and not at) or not strict.total else 0
    loose = loosened(root) if asked.relax and room > 0 else None
    if not loose:
        return None, replace(strict, hits=())
    request = replace(
        _placed(request_of(asked, root), asked, at),
        match=_within(And((loose.match, *_beyond(archive, asked, root, strict))), asked),
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
    """Return a request for the hits behind a cursor; who walks holds the state that answers."""
    if at:
        return replace(request, generation=at.generation, after=at.place, hold=True)
    return replace(request, hold=bool(asked.cursor) or asked.page * asked.size >= _REACH)


def _onward(asked: Search, at: cursors.Cursor | None, query: nodes.Query, listed: Results, today: date) -> str | None:
    """Return the cursor behind the hits that are paged through, None where pages reach what follows or nothing does."""
    seen = (at.seen if at else (asked.page - 1) * asked.size) + len(listed.hits)
    walks = asked.cursor or seen >= _REACH
    if not walks or not listed.hits or seen >= listed.listed:
        return None
    day, parsed = at.day if at else today, cursors.digest(query.parsed)
    return cursors.written(cursors.Cursor(listed.generation, listed.hits[-1].place, seen, day, parsed, asked.identity))


def _listed(values: Iterable[str | None]) -> list[str]:
    return sorted(json.dumps(value) for value in values)


def _found(archive: Archive, asked: Search, root: nodes.Node, hits: Sequence[Hit], strict: int) -> Iterator[Found]:
    """Yield hits as they are shown; those after the first `strict` ones are relaxed."""
    strings, beside = needles(root), _measure(asked)
    figures = measures(root) + ([beside] if beside else [])
    articles = archive.store.many(hit.id for hit in hits)
    copies = archive.store.duplicates(articles)
    for place, hit in enumerate(hits):
        article = articles.get(hit.id)
        if article is not None:  # deleted since the engine answered
            wanted: list[Sought] = [*strings, *amounts(article, figures)]
            title = marks(article.title or "", wanted, "title")
            passages = snippets(article, wanted, asked.snippets)
            why = explained(article, hit.explanation)
            yield Found(article, hit.score, title, passages, place >= strict, len(copies[hit.id]), why)


def _ways_out(archive: Archive, asked: Search, query: nodes.Query, total: int) -> Iterator[WayOut]:
    """Yield the searches with one word spelled otherwise, and with one clause or filter less, that find something.

    Where the query found something, only those for a run that nobody wrote, its pieces apart alone being found.
    """
    if total and not _unwritten(archive, torn(query.root)):
        return
    spelled = meant(lexicon(archive), query.root)
    others = ((change, replace(asked.anew(), q=echo(root))) for change, root in spelled)
    yield from islice(_finding(archive, others), _MEANT)
    if not total:
        yield from _finding(archive, _looser(asked, query.root))


def _unwritten(archive: Archive, runs: Sequence[nodes.Text]) -> bool:
    """Tell whether one of some strings stands in no article."""
    wanted = tuple(map(lower, runs))
    return bool(wanted) and 0 in archive.search(Request(size=1, counts=wanted), partial=True).counts


def _finding(archive: Archive, ways: Iterable[tuple[Message, Search]]) -> Iterator[WayOut]:
    for change, asked in ways:
        root = understand(archive, asked.q).root
        total = archive.search(replace(request_of(asked, root), size=1, facets={}), partial=True).total
        if total:
            yield WayOut(change, total, asked)


def _looser(asked: Search, root: nodes.Node) -> Iterator[tuple[Message, Search]]:
    clauses = root.clauses if isinstance(root, nodes.And) else ()
    for left_out in clauses:
        rest = nodes.And(tuple(clause for clause in clauses if clause is not left_out))
        name = echo(left_out)
        yield Message(f"去掉 {name}", f"without {name}"), asked.anew(q=echo(rest))
    for name in asked.choices:
        others = {other: choice for other, choice in asked.choices.items() if other != name}
        label = FACETS[name].label
        yield Message(f"不限{label.zh}", f"any {label.en.lower()}"), asked.anew(choices=others)
    if asked.metric:
        sort: Sort = "relevance" if asked.sort == "figure" else asked.sort
        other = asked.anew(metric="", least="", most="", sort=sort)
        yield Message("不限数值", "any figures"), other
    if asked.first or asked.last:
        yield Message("不限日期", "any date"), asked.anew(first=None, last=None)
