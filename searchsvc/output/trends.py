"""Trends as a JSON object, as rows, and as a table for people."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from searchsvc.engines.base import Choice
from searchsvc.messages import Language, Message
from searchsvc.output.links import API, PAGE, Beside, url
from searchsvc.output.renderers import as_csv, as_json, as_tabs
from searchsvc.output.terminal import Style, clean, painted, table
from searchsvc.output.understood import understood
from searchsvc.service.asking import Search
from searchsvc.service.trends import VALUES, Period, Series, Trends

TRENDS = "/api/v1/trends"
Record = dict[str, Any]
_BAR = 24  # columns of the longest bar
_DIGITS = 6  # of a share
_COLUMNS = ("value", "period", "hits", "articles", "share")
_HEAD = (Message("时段", "Period"), Message("命中", "Hits"), Message("全部", "Of"), Message("占比", "Share"))
_UNDATED = Message("无日期", "undated")


def answer(found: Trends, lang: Language, beside: Beside = ()) -> Record:
    """Return the whole answer; `url` of a row is the search for its hits."""
    own: list[tuple[str, str]] = [("interval", found.interval)] if found.interval != "month" else []
    own += [("by", found.by)] if found.by else []
    own += [("facet_size", str(found.search.facet_size))] if found.by and found.search.facet_size != VALUES else []
    found = replace(found, search=replace(found.search, facet_size=Search().facet_size))  # it is of the groups alone
    return {
        "query": understood(found.query, lang),
        "interval": found.interval,
        "by": found.by,
        **_series(found, found.whole, beside),
        "groups": [{"value": each.value, **_series(found, each, beside)} for each in found.groups],
        "links": {
            "self": url(TRENDS, found.search, [*own, *beside]),
            "next": None,
            "html": url(PAGE, found.search, beside),
        },
    }


def narrowed(asked: Search, period: Period) -> Search:
    """Return a search for what was published in a period, within the days that it asks for itself."""
    first, last = max(asked.first or period.first, period.first), min(asked.last or period.last, period.last)
    return asked.anew(first=first, last=last)


def rows(found: Trends) -> Iterator[tuple[object, ...]]:
    """Yield value, period, hits, articles, share; the undated of each series last, without a share."""
    for series in (found.whole, *found.groups):
        for row in series.rows:
            yield series.value, row.period.name, row.hits, row.articles, _rounded(row.share)
        yield series.value, _UNDATED.en, *series.undated, None


def _series(found: Trends, series: Series, beside: Beside) -> Record:
    asked = found.search if series.value is None else _chosen(found.search, str(found.by), series.value)
    return {
        "total": series.total,
        "undated": {"hits": series.undated[0], "articles": series.undated[1]},
        "rows": [
            {
                "period": row.period.name,
                "from": row.period.first.isoformat(),
                "to": row.period.last.isoformat(),
                "hits": row.hits,
                "articles": row.articles,
                "share": _rounded(row.share),
                "url": url(API, narrowed(asked, row.period), beside),
            }
            for row in series.rows
        ],
    }


def _chosen(asked: Search, by: str, value: str) -> Search:
    never = asked.choices.get(by, Choice()).never
    return replace(asked, choices={**asked.choices, by: Choice(frozenset({value}), never)})


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, _DIGITS)


def _csv(found: Trends, style: Style) -> Iterator[str]:
    return as_csv([_COLUMNS, *(["" if cell is None else cell for cell in row] for row in rows(found))])


def _json(found: Trends, style: Style) -> Iterator[str]:
    yield as_json(answer(found, style.lang))


def _lines(found: Trends, style: Style) -> Iterator[str]:
    return (as_tabs(*("" if cell is None else str(cell) for cell in row)) for row in rows(found))


def _screen(found: Trends, style: Style) -> Iterator[str]:
    most = max((row.hits for each in (found.whole, *found.groups) for row in each.rows), default=0)
    for series in (found.whole, *found.groups):
        if series.value is not None:
            yield painted(clean(series.value), "head", style)
        cells = [(*(head.said(style.lang) for head in _HEAD), "")]
        for row in series.rows:
            share = "" if row.share is None else f"{row.share:.1%}"
            cells.append(
                (row.period.name, str(row.hits), str(row.articles), share, "█" * -(-row.hits * _BAR // (most or 1)))
            )
        if any(series.undated):
            cells.append((_UNDATED.said(style.lang), *map(str, series.undated), "", ""))
        yield from table(cells, right=frozenset({1, 2, 3}))
        yield ""


RENDERERS: Mapping[str, Callable[[Trends, Style], Iterator[str]]] = {
    "json": _json,
    "csv": _csv,
    "lines": _lines,
    "screen": _screen,
}
