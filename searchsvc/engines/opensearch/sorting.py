"""Sorting: the orders of hits as OpenSearch sorts them, and a place in the order there and here."""

import math
from datetime import date
from typing import Any

from searchsvc.engines import ranking
from searchsvc.engines.base import Place, Request
from searchsvc.engines.opensearch.queries import NONE, figure

Json = dict[str, Any]
_BEFORE, _BEYOND = 0, date.max.toordinal() + 1  # what a missing day is taken for, at the end of either order
_TAIL: list[Json] = [{"published": {"order": "desc", "missing": _BEFORE}}, {"sequence": "asc"}]


def order(request: Request) -> list[Json]:
    """Return the sort of a request."""
    match request.sort:
        case "newest":
            return _TAIL
        case "oldest":
            return [{"published": {"order": "asc", "missing": _BEYOND}}, {"sequence": "asc"}]
        case "figure":
            return [_by_figure(request), *_TAIL]
        case _:
            return [{"_score": "desc"}, *_TAIL]


def counting(request: Request) -> bool:
    """Tell whether all hits must be counted for none to be lost.

    Where they need not be, Lucene leaps over documents that have no value good enough for the page. A figure is a
    document of its own, and its article has no such value: it would be leapt over with what is listed.
    """
    return request.sort == "figure"


def behind(request: Request, place: Place) -> list[Any]:
    """Return the sort values of a place, to ask for what is behind it."""
    first, second, sequence = place
    if request.sort == "oldest":
        return [_BEYOND if math.isinf(second) else int(second), sequence]
    day = -int(second)
    return [day, sequence] if request.sort == "newest" else [_said(-first), day, sequence]


def placed(request: Request, values: list[Any]) -> tuple[float, Place]:
    """Return the score, as a Hit tells it, and the place of a hit with these sort values."""
    *first, day, sequence = values
    score = float(first[0]) if first else 0.0
    published = None if day in (_BEFORE, _BEYOND) else day
    return score, ranking.place(request.sort, score, published, sequence)


def _by_figure(request: Request) -> Json:
    wanted = figure(request.measure) if request.measure else NONE
    nested = {"path": "figures", "filter": wanted}
    return {"figures.most": {"order": "desc", "mode": "max", "missing": "_last", "nested": nested}}


def _said(score: float) -> float | str:
    """Return an amount as JSON knows it."""
    return score if math.isfinite(score) else "-Infinity"
