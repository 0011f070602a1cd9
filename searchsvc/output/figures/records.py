"""Figures as JSON objects, and every question about them as an address."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from searchsvc.messages import Language
from searchsvc.output.links import NO_VALUE, Beside, article_url
from searchsvc.output.understood import understood
from searchsvc.service.conflicts import Conflict
from searchsvc.service.figures import FILTERS, FigureAnswer, FigureSearch
from searchsvc.service.tables import Heading, Table
from searchsvc.store.figures import Cell, Reported

Record = dict[str, Any]
API, PAGE = "/api/v1/figures", "/figures"
_NAMES = {field: name for name, field in FILTERS.items()}
_DEFAULT = FigureSearch()


def answer(found: FigureAnswer, lang: Language, beside: Beside = ()) -> Record:
    """Return the whole answer; `beside` are parameters that its addresses keep (`links.url`)."""
    asked = found.asked
    return {
        "query": understood(found.query, lang),
        "total": found.total,
        "units": [{"unit": unit, "count": count} for unit, count in found.units],
        "rows": [row(each, asked.q) for each in found.rows],
        "groups": groups(found.table, asked, beside) if found.table else None,
        "conflicts": [conflict(each, asked.q) for each in found.conflicts],
        "links": links(found, beside),
    }


def row(reported: Reported, q: str = "") -> Record:
    """Return one figure; `url` leads to the paragraph of its sentence, `base` is the unit of its amounts."""
    figure = reported.figure
    return {
        "article": reported.article,
        "place": reported.place,
        "title": reported.title,
        "source": reported.source,
        "metric": figure.metric,
        "label": figure.label,
        "value": figure.value,
        "unit": figure.unit,
        "amount": figure.amount,
        "amount_max": figure.amount_max,
        "base": reported.base,
        "bound": figure.bound,
        "city": figure.city,
        "zone": figure.zone,
        "stage": figure.stage,
        "published": reported.published,
        "quote": figure.quote,
        "start": figure.start,
        "end": figure.end,
        "lines": list(figure.lines) if figure.lines else None,
        "url": figure_url(reported, q),
    }


def groups(table: Table, asked: FigureSearch, beside: Beside = ()) -> Record:
    """Return a table; a cell is None where nothing was reported, `url` gives the figures that it stands for."""

    def cell(found: Cell | None, line: Heading, column: Heading) -> Record | None:
        if found is None:
            return None
        address = url(API, narrowed(asked, line, column), beside)
        return {"count": found.count, "figure": row(found.reported, asked.q), "url": address}

    return {
        "by": table.group,
        "columns": [_heading(column) for column in table.columns],
        "rows": [
            {
                **_heading(line.heading),
                "cells": [
                    cell(found, line.heading, column) for found, column in zip(line.cells, table.columns, strict=True)
                ],
            }
            for line in table.lines
        ],
        "other": table.other,
    }


def conflict(found: Conflict, q: str = "") -> Record:
    """Return a conflict: what the figures share, how alike their sentences are (0 to 1), and each with its quote."""
    first = found.figures[0]
    figure = first.figure
    return {
        "subject": figure.zone or figure.city,
        "metric": figure.metric,
        "label": figure.label,
        "stage": figure.stage,
        "month": (first.published or "")[:7],
        "alike": round(found.alike, 3),
        "rows": [row(each, q) for each in found.figures],
    }


def links(found: FigureAnswer, beside: Beside = ()) -> Record:
    """Return the addresses of this page, of the next one (None on the last), of its HTML, and of all rows as CSV."""
    asked = found.asked
    more = asked.page * asked.size < found.total
    return {
        "self": url(API, asked, beside),
        "next": url(API, replace(asked, page=asked.page + 1), beside) if more else None,
        "html": url(PAGE, asked, [(name, value) for name, value in beside if name == "lang"]),
        "csv": url(API, whole(asked), [*beside, ("format", "csv")]),
    }


def url(path: str, asked: FigureSearch, beside: Iterable[tuple[str, str]] = ()) -> str:
    """Return the address of a question: what is not at its default, always in the same order.

    >>> url(PAGE, FigureSearch(chosen={"city": ("大同", None)}, sort="amount"))
    '/figures?city=%E5%A4%A7%E5%90%8C&city=-&sort=amount'
    """
    said = [*parameters(asked), *beside]
    return f"{path}?{urlencode(said)}" if said else path


def figure_url(reported: Reported, q: str = "", lang: str | None = None) -> str:
    """Return the address of the paragraph that a figure's sentence stands in."""
    return article_url(reported.article, q, lang) + (f"#{reported.spot}" if reported.spot else "")


def parameters(asked: FigureSearch) -> list[tuple[str, str]]:
    """Return the parameters that differ from their defaults, by the names of the API."""
    said = [("q", asked.q)] if asked.q else []
    said += [(name, value or NO_VALUE) for name, values in asked.chosen.items() for value in values]
    said += [(name, day.isoformat()) for name, day in (("from", asked.first), ("to", asked.last)) if day]
    said += [(name, text) for name, text in (("min", asked.least), ("max", asked.most)) if text]
    said += [("sort", asked.sort)] if asked.sort != _DEFAULT.sort else []
    said += [("order", "asc")] if asked.ascending else []
    said += [("group", asked.group)] if asked.group else []
    for name in ("size", "page"):
        if getattr(asked, name) != getattr(_DEFAULT, name):
            said.append((name, str(getattr(asked, name))))
    return said + ([("strict", "true")] if asked.strict else [])


def narrowed(asked: FigureSearch, line: Heading, column: Heading) -> FigureSearch:
    """Return the question for the figures that a cell stands for, the greatest first."""
    chosen = dict(asked.chosen)
    first, last = asked.first, asked.last
    for heading in (line, column):
        if heading.unit:
            chosen["unit"] = (heading.unit,)
        if heading.field == "month":
            begin, end = _days(heading.value)
            first, last = max(begin, first or begin), min(end, last or end)
        else:
            chosen[_NAMES[heading.field]] = (heading.value,)
    return replace(asked, chosen=chosen, first=first, last=last, sort="amount", ascending=False, group=None, page=1)


def whole(asked: FigureSearch) -> FigureSearch:
    """Return the question for all of its rows at once."""
    return replace(asked, page=1, size=_DEFAULT.size, group=None)


def _days(month: str) -> tuple[date, date]:
    """Return the first and the last day of a month.

    >>> _days("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    first = date.fromisoformat(f"{month}-01")
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def _heading(of: Heading) -> Record:
    return {_NAMES.get(of.field, of.field): of.value} | ({"unit": of.unit} if of.unit else {})
