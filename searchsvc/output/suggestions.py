"""Suggestions as a JSON object, as lines and on a terminal."""

from collections.abc import Iterator, Sequence
from typing import Any

from searchsvc.messages import Message
from searchsvc.output.links import API, PAGE, Beside, addressed, url
from searchsvc.output.renderers import as_tabs
from searchsvc.output.terminal import Style, clean, table
from searchsvc.service.asking import Search
from searchsvc.service.suggesting import SIZE, Kind, Suggestion

SUGGEST = "/api/v1/suggest"
_KINDS: dict[Kind, Message] = {
    "city": Message("城市", "city"),
    "zone": Message("开发区", "zone"),
    "company": Message("企业", "company"),
    "word": Message("词", "word"),
    "title": Message("标题", "headline"),
    "value": Message("值", "value"),
}
_ALIKE = Message("相近", "alike")


def answer(q: str, found: Sequence[Suggestion], size: int = SIZE, beside: Beside = ()) -> dict[str, Any]:
    """Return the whole answer to `size` suggestions asked for; of one `url` is its search, `html` the page of it."""
    said = [*([("q", q)] if q else []), *([("size", str(size))] if size != SIZE else []), *beside]
    links = {"self": addressed(SUGGEST, said), "next": None, "html": url(PAGE, Search(q=q), beside)}
    return {"q": q, "total": len(found), "rows": [_record(each) for each in found], "links": links}


def lines(found: Sequence[Suggestion]) -> Iterator[str]:
    """Yield a line for each: text, kind, articles, query, `alike` or nothing."""
    return (
        as_tabs(each.text, each.kind, str(each.count), each.search.q, "alike" if each.alike else "") for each in found
    )


def screen(found: Sequence[Suggestion], style: Style) -> Iterator[str]:
    """Yield the suggestions to be read."""
    cells = [
        (clean(each.text), _KINDS[each.kind].said(style.lang), str(each.count), _ALIKE.said(style.lang) * each.alike)
        for each in found
    ]
    return iter(table(cells, right=frozenset({2})))


def _record(each: Suggestion) -> dict[str, Any]:
    return {
        "text": each.text,
        "kind": each.kind,
        "count": each.count,
        "alike": each.alike,
        "q": each.search.q,
        "url": url(API, each.search),
        "html": url(PAGE, each.search),
    }
