"""The use case of telling how often something is reported: hits by week, month or year, out of all articles there."""

from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Literal

from searchsvc.engines.base import Choice, FacetCounts, Request
from searchsvc.engines.expressions import And, Expression, HasValue
from searchsvc.query import nodes
from searchsvc.service.archive import Archive
from searchsvc.service.asking import Search, check, known_facet, request_of, understand

Interval = Literal["week", "month", "year"]
VALUES = 5  # of a facet, unless another number is asked for
_ALL_VALUES = 10**9
Days = tuple[tuple[int | None, int], ...]  # as Results.dates


@dataclass(frozen=True, slots=True)
class Period:
    """A week (ISO 8601), month or year: its name, its first and its last day."""

    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Row:
    """A period with its hits and with all articles that were published in it."""

    period: Period
    hits: int
    articles: int

    @property
    def share(self) -> float | None:
        """The part of the articles that are hits; None where there are no articles to be a part of."""
        return self.hits / self.articles if self.articles else None


@dataclass(frozen=True, slots=True)
class Series:
    """The periods from the first to the last that has articles, without a gap; undated hits and articles apart.

    With a `value` hits and articles are those that have it; `total` counts all hits, the undated too.
    """

    value: str | None
    rows: tuple[Row, ...]
    total: int
    undated: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Trends:
    """The answer: all hits, and the hits of those values of the facet `by` that have most."""

    search: Search
    query: nodes.Query
    interval: Interval
    by: str | None
    whole: Series
    groups: tuple[Series, ...]


def trends(archive: Archive, asked: Search, interval: Interval = "month", by: str | None = None) -> Trends:
    """Count the hits of a search by period, and of `asked.facet_size` values of a facet each for itself.

    Raises BadRequest for what is out of range, BadQuery where `strict` refuses the query.
    """
    check(asked)
    query = understand(archive, asked.q, strict=asked.strict)
    request = request_of(asked, query.root)
    hits = And((request.match, request.chosen()))
    counted = Request(match=hits, size=1, dates=True, facets={known_facet(by): _ALL_VALUES} if by else {})
    results = archive.search(counted)

    def series(value: str | None, dates: Days, having: Expression) -> Series:
        every = archive.search(Request(match=having, size=1, dates=True)).dates
        return _series(value, interval, dates, every, asked)

    groups = [
        series(value, _dates(archive, And((hits, having))), having)
        for value, having in (_most(asked, by, results.facets[by]) if by else ())
    ]
    return Trends(asked, query, interval, by, series(None, results.dates, And(())), tuple(groups))


def _most(asked: Search, by: str, counts: FacetCounts) -> Iterator[tuple[str, HasValue]]:
    """Yield the values with most hits, of those that are chosen where some are."""
    only = asked.choices.get(by, Choice()).only
    values = (value for value, _ in counts.values if not only or value in only)
    return ((value, HasValue(by, frozenset({value}))) for value in islice(values, asked.facet_size))


def _dates(archive: Archive, match: Expression) -> Days:
    return archive.search(Request(match=match, size=1, dates=True)).dates


def _series(value: str | None, interval: Interval, hits: Days, articles: Days, asked: Search) -> Series:
    """Return a series over the days that are asked for, as far as there are articles."""
    least, most = (day.toordinal() if day else None for day in (asked.first, asked.last))
    there = [
        (day, count)
        for day, count in articles
        if day and (least is None or least <= day) and (most is None or day <= most)
    ]
    period = _PERIODS[interval]
    found, every = (_counted(period, days) for days in (hits, there))
    span = _span(period, there[0][0], there[-1][0]) if there else ()
    rows = tuple(Row(each, found[each], every[each]) for each in span)
    undated = dict(hits).get(None, 0), dict(articles).get(None, 0)
    return Series(value, rows, sum(count for _, count in hits), undated)


def _counted(period: Callable[[date], Period], days: Iterable[tuple[int | None, int]]) -> Counter[Period]:
    counts = Counter[Period]()
    for day, count in days:
        if day:
            counts[period(date.fromordinal(day))] += count
    return counts


def _span(period: Callable[[date], Period], first: int, last: int) -> Iterator[Period]:
    """Yield the periods from that of one day to that of another."""
    each = period(date.fromordinal(first))
    while True:
        yield each
        if each.last.toordinal() >= last:
            return
        each = period(each.last + timedelta(days=1))


def _week(day: date) -> Period:
    year, week, weekday = day.isocalendar()
    first = date.fromordinal(max(day.toordinal() - weekday + 1, 1))
    return Period(f"{year:04}-W{week:02}", first, date.fromordinal(min(first.toordinal() + 6, date.max.toordinal())))


def _month(day: date) -> Period:
    last = monthrange(day.year, day.month)[1]
    return Period(f"{day.year:04}-{day.month:02}", day.replace(day=1), day.replace(day=last))


def _year(day: date) -> Period:
    return Period(f"{day.year:04}", date(day.year, 1, 1), date(day.year, 12, 31))


_PERIODS: Mapping[Interval, Callable[[date], Period]] = {"week": _week, "month": _month, "year": _year}
