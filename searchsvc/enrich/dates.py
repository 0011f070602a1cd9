"""The days that the text of an article names, resolved against the day it was published."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from searchsvc.articles import Article
from searchsvc.enrich.passages import Passage, passages
from searchsvc.enrich.reading import Derived, Reading

_DAY = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d)\s*年\s*)?(?:(?P<month>\d{1,2})\s*月|(?P<this>本月|当月))\s*"
    r"(?P<day>\d{1,2})\s*[日号](?:\s*(?:至|到|[-—–~～]{1,2})\s*(?:(?P<last_month>\d{1,2})\s*月\s*)?(?P<last>\d{1,2})\s*[日号])?"
)
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def events(reading: Reading) -> Derived:
    """Return the days that an article names."""
    return Derived(days_of(reading.texts, reading.published))


def named_days(article: Article) -> tuple[str, ...]:
    """Return the days that an article names, read by its day of publication."""
    return days_of(passages(article), article.published)


def days_of(texts: Iterable[Passage], published: str | None) -> tuple[str, ...]:
    """Return the days that sentences name as ISO dates, each once, in their order.

    A day without a year is resolved only where the day of publication is known: to the nearest such day.

    >>> days_of(passages(Article(title="12 月 28 日开工，2 月 6 日至 7 日签约")), "2025-01-03")
    ('2024-12-28', '2025-02-06', '2025-02-07')
    """
    printed = _valid(*map(int, said.groups())) if (said := _ISO.fullmatch(published or "")) else None
    days = (day for passage in texts for day in _days(passage.subject, printed))
    return tuple(dict.fromkeys(day.isoformat() for day in days))


def _days(text: str, published: date | None) -> Iterator[date]:
    for match in _DAY.finditer(text) if "日" in text or "号" in text else ():
        first = _first(match, published)
        if first:
            yield first
            last = _valid(first.year, int(match["last_month"] or first.month), int(match["last"] or 0))
            if last and last > first:
                yield last


def _first(match: re.Match[str], published: date | None) -> date | None:
    day = int(match["day"])
    if match["year"]:
        return _valid(int(match["year"]), int(match["month"] or 0), day)
    if published is None:
        return None
    if match["this"]:
        return _valid(published.year, published.month, day)
    years = (published.year + offset for offset in (-1, 0, 1))
    near = [found for year in years if (found := _valid(year, int(match["month"]), day))]
    return min(near, key=lambda found: abs(found - published), default=None)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None  # 2 月 30 日 is a slip of the page; nothing is guessed from it
