"""The use case of leafing through: the issues of each newspaper, the pages of an issue, the articles of a page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from searchsvc.articles import Article
from searchsvc.engines.base import Choice, Request
from searchsvc.engines.expressions import And, Expression, HasValue, Published
from searchsvc.errors import NotFound
from searchsvc.messages import Message
from searchsvc.service.archive import Archive

_ALL_VALUES = 10**9


@dataclass(frozen=True, slots=True)
class Issue:
    """What a newspaper published on a day, as far as it is in the archive; None where source or day are unknown."""

    source: str | None
    day: date | None
    articles: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of an issue, and how many articles stand on it; None for those whose page is unknown."""

    page: str | None
    articles: int


def issues(
    archive: Archive, sources: Sequence[str | None] = (), first: date | None = None, last: date | None = None
) -> list[Issue]:
    """Return the issues of these sources (all, where none is named) between two days, the newest first.

    Undated articles are an issue of their own, the last, where no day is asked for.
    """
    days = Published(first.toordinal() if first else None, last.toordinal() if last else None)
    found = [
        Issue(source, date.fromordinal(day) if day else None, count)
        for source in sources or _sources(archive)
        for day, count in archive.search(Request(match=_of(source, days if first or last else None), dates=True)).dates
    ]
    return sorted(found, key=lambda issue: (-(issue.day.toordinal() if issue.day else 0), issue.source or ""))


def sheets(archive: Archive, source: str | None, day: date | None) -> list[Sheet]:
    """Return the pages of an issue in order; raises NotFound where there is no such issue."""
    counts = archive.search(_request(source, day)).facets["page_no"]
    found = [Sheet(page, count) for page, count in sorted(counts.values)]
    found += [Sheet(None, counts.missing)] if counts.missing else []
    if not found:
        raise _nothing()
    return found


def leaf(archive: Archive, source: str | None, day: date | None, page: str | None) -> list[Article]:
    """Return the articles of a page in the order of its lines; raises NotFound where there is none."""
    on = And((_issue(source, day), HasValue("page_no", frozenset({page}))))
    hits = archive.search(Request(match=on, sort="newest", size=max(1, archive.store.count()))).hits
    found = archive.store.many(hit.id for hit in hits).values()
    if not found:
        raise _nothing()
    return sorted(found, key=lambda article: (article.path or "", article.lines or (0, 0), article.id))


def _sources(archive: Archive) -> Iterator[str | None]:
    counts = archive.search(Request(size=1, facets={"source": _ALL_VALUES})).facets["source"]
    yield from (source for source, _ in counts.values)
    yield from [None] if counts.missing else []


def _request(source: str | None, day: date | None) -> Request:
    return Request(match=_issue(source, day), size=1, facets={"page_no": _ALL_VALUES})


def _issue(source: str | None, day: date | None) -> Expression:
    if day is None:
        return And((_of(source, None), Choice(frozenset({None})).expression("year")))
    return _of(source, Published(day.toordinal(), day.toordinal()))


def _of(source: str | None, days: Published | None) -> Expression:
    paper = HasValue("source", frozenset({source}))
    return And((paper, days)) if days else paper


def _nothing() -> NotFound:
    return NotFound(
        Message("没有这一期或这一版。", "There is no such issue or page."),
        Message("请从 /api/v1/issues 里选。", "Choose one of /api/v1/issues."),
    )
