"""Articles like another one as JSON objects, as lines and on a terminal, near-duplicates with what changed."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from searchsvc.articles import Figure, to_record
from searchsvc.messages import Language, Message
from searchsvc.output.figures.words import named, printed
from searchsvc.output.links import Beside, addressed, article_url
from searchsvc.output.renderers import as_tabs
from searchsvc.output.terminal import Style, block, clean, painted
from searchsvc.service.differing import Change, Difference, FigureChange
from searchsvc.service.similar import SIZE, Similar

NOT_THERE = "—"  # stands for what one of two articles does not have
_SHOWN = ("title", "title_inferred", "kicker", "subtitle", "source", "published", "page", "city", "zone", "industry")
_SENTENCES = 6  # shown on a terminal of those that changed
_INDENT = " " * 4
_DUPLICATE = Message("近似重复", "near-duplicate")
_UNTITLED = Message("（无标题）", "(untitled)")
_SAME = Message("内容相同", "in the same words")
_TITLE = Message("标题：{change}", "headline: {change}")
_MORE = Message("另有 {count} 句不同", "{count} more sentences differ")


def answer(article_id: str, found: Sequence[Similar], address: str) -> dict[str, Any]:
    """Return the whole answer; `address` is its own."""
    html = f"{article_url(article_id)}#related"
    links = {"self": address, "next": None, "html": html}
    return {"id": article_id, "total": len(found), "rows": similar(found), "links": links}


def similar(found: Sequence[Similar]) -> list[dict[str, Any]]:
    """Return for each article its head, its facets, whether it is a near-duplicate, and what changed (else None)."""
    return [_record(each) for each in found]


def difference(found: Difference) -> dict[str, Any]:
    """Return `title`, `sentences` and `figures` with what was `before` and `after`, None where it was not there."""
    return asdict(found)


def related_url(article_id: str, size: int, beside: Beside = ()) -> str:
    """Return the address at which the API gives the articles like this one."""
    said = [("size", str(size))] * (size != SIZE) + list(beside)
    return addressed(f"/api/v1{article_url(article_id)}/related", said)


def lines(found: Sequence[Similar]) -> Iterator[str]:
    """Yield a line for each article: id, date, source, page, `duplicate` or `related`, headline."""
    for each in found:
        article, kind = each.article, "duplicate" if each.duplicate else "related"
        yield as_tabs(article.id, article.published, article.source, article.page, kind, article.title)


def screen(found: Sequence[Similar], style: Style) -> Iterator[str]:
    """Yield the articles to be read, each near-duplicate with what changed."""
    for each in found:
        article = each.article
        yield from block(article.title or _UNTITLED.said(style.lang), (), style, kind="title")
        if each.difference:
            yield _INDENT + painted(_DUPLICATE.said(style.lang), "mark", style)
            yield from _changes(each.difference, style)
        told = (article.source, article.published, article.page, article.id)
        yield from block(clean(" · ".join(part for part in told if part)), (), style, _INDENT, "dim")
        yield ""


def figure(change: FigureChange, lang: Language) -> str:
    """Return what became of a figure, as printed.

    >>> before, after = (
    ...     Figure(metric="investment", label="总投资", value=value, unit="亿元", amount=value * 1e8)
    ...     for value in (4.9, 5.2)
    ... )
    >>> figure(FigureChange(before, after), "zh"), figure(FigureChange(None, after), "zh")
    ('总投资 4.9亿元 → 5.2亿元', '总投资 — → 5.2亿元')
    """
    known = change.before or change.after
    name = f"{named(known, lang)} " if known else ""
    return name + _arrow(_printed(change.before), _printed(change.after))


def title(change: Change) -> str:
    """Return what became of a headline."""
    return _arrow(change.before, change.after)


def _changes(found: Difference, style: Style) -> Iterator[str]:
    said = [_TITLE.said(style.lang).format(change=title(found.title))] if found.title else []
    said += [figure(change, style.lang) for change in found.figures]
    for line in said or ([] if found.sentences else [_SAME.said(style.lang)]):
        yield from block(line, (), style, _INDENT)
    for change in found.sentences[:_SENTENCES]:
        for sign, text in (("-", change.before), ("+", change.after)):
            yield from _signed(sign, text, style) if text else ()
    if len(found.sentences) > _SENTENCES:
        yield _INDENT + _MORE.said(style.lang).format(count=len(found.sentences) - _SENTENCES)


def _signed(sign: str, text: str, style: Style) -> Iterator[str]:
    """Yield the lines of a sentence, those after the first below its beginning, not below its sign."""
    first, *rest = block(text, (), style, _INDENT + "  ")
    yield f"{_INDENT}{sign} {first.removeprefix(_INDENT + '  ')}"
    yield from rest


def _arrow(before: str | None, after: str | None) -> str:
    return f"{before or NOT_THERE} → {after or NOT_THERE}"


def _printed(found: Figure | None) -> str | None:
    return printed(found) if found else None


def _record(each: Similar) -> dict[str, Any]:
    article = to_record(each.article)
    return {
        "id": article["id"],
        "url": article_url(article["id"]),
        **{name: article[name] for name in _SHOWN},
        "duplicate": each.duplicate,
        "difference": difference(each.difference) if each.difference else None,
    }
