"""The pages to leaf through: the issues, an issue with its pages, a newspaper's page with what stands on it."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from flask import render_template

from searchsvc.articles import Article
from searchsvc.output.links import NO_VALUE, segment
from searchsvc.service.issues import Issue, issues, leaf, sheets
from searchsvc.web.http import revalidate
from searchsvc.web.issues import IssueParameters, IssuePath, LeafPath
from searchsvc.web.language import spoken
from searchsvc.web.opened import archive
from searchsvc.web.pages import pages

ROOM = "/issues"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A newspaper's page with its address and its articles; the page is None where it is unknown."""

    page: str | None
    url: str
    articles: tuple[Article, ...]


@pages.get(ROOM)
def issue_list(query: IssueParameters) -> str:
    """Show the issues of the newspapers by month, the newest first."""
    revalidate(archive())
    sources = [None if name == NO_VALUE else name for name in dict.fromkeys(query.source)]
    found = issues(archive(), sources, query.first, query.last)
    end = query.page * query.size
    shown = [(issue, address(issue.source, issue.day)) for issue in found[end - query.size : end]]
    return render_template(
        "issues.html",
        months=[(month, list(group)) for month, group in groupby(shown, key=lambda one: _month(one[0]))],
        total=len(found),
        newer=_listed(query, query.page - 1) if query.page > 1 else None,
        older=_listed(query, query.page + 1) if end < len(found) else None,
    )


@pages.get(f"{ROOM}/<source>/<date>")
def issue(path: IssuePath) -> str:
    """Show an issue: its pages, and the articles on each."""
    revalidate(archive())
    found = sheets(archive(), path.paper(), path.date)
    return _shown(path, [_leaf(path, sheet.page) for sheet in found], None)


@pages.get(f"{ROOM}/<source>/<date>/<page_no>")
def page(path: LeafPath) -> str:
    """Show a newspaper's page: its articles in the order of its lines, and the way to the other pages."""
    revalidate(archive())
    own = _leaf(path, None if path.page_no == NO_VALUE else path.page_no)
    return _shown(path, [own], own.page or NO_VALUE)


@pages.app_context_processor
def ways() -> dict[str, Any]:
    """Return how every template leads to the page of a newspaper that an article stands on."""
    return {"to_leaf": _leaf_of}


def address(source: str | None, day: date | None, *further: str | None) -> str:
    """Return the address of an issue, or of one of its pages."""
    parts = (source, day.isoformat() if day else None, *further)
    path = "/".join(segment(part or NO_VALUE) for part in parts)
    return f"{ROOM}/{path}{_suffix()}"


def _leaf_of(article: Article) -> str:
    day = date.fromisoformat(article.published) if article.published else None
    return address(article.source, day, article.page)


def _shown(path: IssuePath, leaves: list[Leaf], page: str | None) -> str:
    source, day = path.paper(), path.date
    others = [(sheet, address(source, day, sheet.page)) for sheet in sheets(archive(), source, day)]
    return render_template(
        "issue.html", source=source, day_of=day, leaves=leaves, page=page, others=others, whole=address(source, day)
    )


def _leaf(path: IssuePath, page: str | None) -> Leaf:
    source, day = path.paper(), path.date
    return Leaf(page, address(source, day, page), tuple(leaf(archive(), source, day, page)))


def _month(issue: Issue) -> str:
    return f"{issue.day:%Y-%m}" if issue.day else ""


def _listed(query: IssueParameters, page: int) -> str:
    days = (("from", query.first), ("to", query.last))
    said = [("source", name) for name in query.source] + [(name, str(day)) for name, day in days if day]
    said += [("page", str(page))] if page > 1 else []
    said += [("lang", "en")] if spoken() == "en" else []
    return f"{ROOM}?{urlencode(said)}" if said else ROOM


def _suffix() -> str:
    return "?lang=en" if spoken() == "en" else ""
