"""Trends over HTTP: the parameters, the types of the answer, the view, and the timeline of the page."""

from dataclasses import dataclass

from flask import Response, jsonify
from pydantic import Field

from searchsvc.errors import OutOfTime
from searchsvc.output.trends import answer, narrowed
from searchsvc.service.archive import Archive
from searchsvc.service.asking import MAX_FACET_SIZE, Search
from searchsvc.service.trends import VALUES, Interval, Period, Row, trends
from searchsvc.web.answers import Answered, Links, Understood
from searchsvc.web.blueprint import api
from searchsvc.web.http import revalidate
from searchsvc.web.language import spoken
from searchsvc.web.opened import archive
from searchsvc.web.parameters import Filters
from searchsvc.web.parameters.kinds import FacetName, example
from searchsvc.web.turning import turn

_MONTHS = 60  # bars that fit; over a longer time the bars are years


class TrendParameters(Filters):
    """A search whose hits are counted by period."""

    interval: Interval = Field("month", description="What is counted by; weeks are those of ISO 8601.")
    by: FacetName | None = Field(
        None,
        description="Each of the values of this facet that have most hits apart.",
        json_schema_extra=example("city"),
    )
    facet_size: int = Field(VALUES, ge=1, le=MAX_FACET_SIZE, description="Values of `by`.")


class TrendRow(Answered):
    """A period, from its first to its last day: its hits, all its articles, the hits' part of them, the search."""

    period: str
    from_: str = Field(alias="from")
    to: str
    hits: int
    articles: int
    share: float | None
    url: str


class Undated(Answered):
    """What has no date."""

    hits: int
    articles: int


class Series(Answered):
    """Periods without a gap; `total` counts the undated hits too."""

    total: int
    undated: Undated
    rows: list[TrendRow]


class TrendGroup(Series):
    """The hits, and the articles, that have a value."""

    value: str


class TrendAnswer(Series):
    """The hits of a search by period."""

    query: Understood
    interval: Interval
    by: str | None
    groups: list[TrendGroup]
    links: Links


@api.get("/trends", responses={200: TrendAnswer})
def get_trends(query: TrendParameters) -> Response:
    """The hits of a search by week, month or year, out of all articles of that time; for values of a facet too."""
    revalidate(archive())
    return jsonify(answer(trends(archive(), query.asked(), query.interval, query.by), spoken(), query.beside()))


@dataclass(frozen=True, slots=True)
class Bar:
    """A period of the timeline: `height` is in percent of the highest; `turn` asks for its hits."""

    name: str
    hits: int
    height: float
    turn: str


def timeline(archive: Archive, asked: Search) -> tuple[Bar, ...]:
    """Return the hits of a search by month, or over a long time by year.

    Nothing where they lie in one period, or where counting them would take too long.
    """
    try:
        rows = _between(trends(archive, asked, "month").whole.rows)
        if len(rows) > _MONTHS:
            rows = _between(trends(archive, asked, "year").whole.rows)
    except OutOfTime:
        return ()
    most = max((row.hits for row in rows), default=0)
    bars = (Bar(row.period.name, row.hits, 100 * row.hits / most, _turn(asked, row.period)) for row in rows)
    return tuple(bars) if len(rows) > 1 else ()


def _turn(asked: Search, period: Period) -> str:
    within = narrowed(asked, period)
    return "&".join(turn(name, str(day)) for name, day in (("from", within.first), ("to", within.last)))


def _between(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return the periods from the first to the last with hits."""
    places = [place for place, row in enumerate(rows) if row.hits]
    return rows[places[0] : places[-1] + 1] if places else ()
