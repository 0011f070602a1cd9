"""The page of a newspaper as it was read, with one article marked on it."""

from typing import Any
from urllib.parse import urlencode

from flask import render_template

from searchsvc.articles import Article
from searchsvc.output.links import article_url
from searchsvc.service.standing import standing
from searchsvc.web.language import spoken
from searchsvc.web.opened import archive
from searchsvc.web.pages import pages
from searchsvc.web.parameters import ArticlePath, SearchParameters
from searchsvc.web.reading import addressed


@pages.get("/articles/<article_id>/page")
def article_page(path: ArticlePath, query: SearchParameters) -> str:
    """Show the lines of the page that an article came from, its own marked, with the way to the others there."""
    found = addressed(path.article_id)
    back = article_url(found.id, query.q, "en" if spoken() == "en" else None)
    return render_template("page.html", article=found, standing=standing(archive(), found), back=back)


@pages.app_context_processor
def ways() -> dict[str, Any]:
    """Return how every template leads to the lines that an article came from; None where they were not kept."""
    return {"to_lines": _lines_of}


def _lines_of(article: Article, q: str = "") -> str | None:
    if archive().store.page_text(article.id) is None:
        return None
    said = [(name, value) for name, value in (("q", q), ("lang", "en" if spoken() == "en" else "")) if value]
    return f"{article_url(article.id)}/page" + (f"?{urlencode(said)}" if said else "")
