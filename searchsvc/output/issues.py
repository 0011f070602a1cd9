"""Issues, their pages and the articles on them as JSON objects, each with its address."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from searchsvc.articles import Article, plain
from searchsvc.output.links import NO_VALUE, Beside, addressed, article_url, segment
from searchsvc.service.issues import Issue, Sheet

Record = dict[str, Any]
API = "/api/v1/issues"
_HEAD = ("title", "title_inferred", "kicker", "subtitle", "authors", "path", "lines", "city", "zone", "industry")


def links(own: str, following: str | None = None) -> Record:
    """Return the addresses of a list: its own, the next page's (None on the last), that of the same for people.

    >>> links("/api/v1/issues?size=2")["html"]
    '/issues?size=2'
    """
    return {"self": own, "next": following, "html": own.removeprefix("/api/v1")}


def issue_url(source: str | None, day: date | None, page: str | None = None, *, whole: bool = True) -> str:
    """Return the address of an issue, or where it is not the `whole` of one of its pages.

    >>> issue_url("山西商报", None, "A1/2", whole=False)
    '/api/v1/issues/%E5%B1%B1%E8%A5%BF%E5%95%86%E6%8A%A5/-/A1%252F2'
    """
    parts = [source or NO_VALUE, day.isoformat() if day else NO_VALUE, *([] if whole else [page or NO_VALUE])]
    return "/".join([API, *map(segment, parts)])


def issue(found: Issue) -> Record:
    """Return an issue."""
    day = found.day.isoformat() if found.day else None
    return {
        "source": found.source,
        "date": day,
        "articles": found.articles,
        "url": issue_url(found.source, found.day),
    }


def sheets(source: str | None, day: date | None, found: Sequence[Sheet], beside: Beside = ()) -> Record:
    """Return the pages of an issue."""
    rows = [
        {"page": each.page, "articles": each.articles, "url": issue_url(source, day, each.page, whole=False)}
        for each in found
    ]
    return {**_issue(source, day), "total": len(rows), "rows": rows, "links": _own(issue_url(source, day), beside)}


def leaf(
    source: str | None, day: date | None, page: str | None, found: Sequence[Article], beside: Beside = ()
) -> Record:
    """Return the articles of a page."""
    rows = [{"id": each.id, "url": article_url(each.id), **plain(each, _HEAD)} for each in found]
    own = issue_url(source, day, page, whole=False)
    return {**_issue(source, day), "page": page, "total": len(rows), "rows": rows, "links": _own(own, beside)}


def _issue(source: str | None, day: date | None) -> Record:
    return {"source": source, "date": day.isoformat() if day else None}


def _own(path: str, beside: Beside) -> Record:
    return links(addressed(path, beside))
