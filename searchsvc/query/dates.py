"""Dates as people write them: days, months, years, ranges of them, and words relative to today."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from searchsvc.analysis import fold

Period = tuple[date, date]  # first and last day, both inclusive


class Range(NamedTuple):
    """First and last day, both inclusive, None where open; `swapped` where they were written the other way round."""

    first: date | None
    last: date | None
    swapped: bool = False


_DAY = timedelta(days=1)
_NUMBERS = re.compile(r"(\d{4})(?:年|(?:[-/.年](\d{1,2}))(?:月|[-/.月](\d{1,2})[日号]?)?)?|(\d{4})(\d{2})(\d{2})")
_RECENT = re.compile(r"最?近([1-9]\d{0,3})[天日]")
_BETWEEN = re.compile(r"\.{2,}|。{2,}|至")


def _week(day: date) -> Period:
    monday = day - day.weekday() * _DAY
    return monday, monday + 6 * _DAY


def _month(day: date) -> Period:
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def _year(day: date) -> Period:
    return day.replace(month=1, day=1), day.replace(month=12, day=31)


RELATIVE: dict[str, Callable[[date], Period]] = {
    "今天": lambda today: (today, today),
    "昨天": lambda today: (today - _DAY, today - _DAY),
    "本周": _week,
    "上周": lambda today: _week(today - 7 * _DAY),
    "本月": _month,
    "上月": lambda today: _month(today.replace(day=1) - _DAY),
    "今年": _year,
    "去年": lambda today: _year(today.replace(month=1, day=1) - _DAY),
}
COMPARED: dict[str, Callable[[Period], Range]] = {
    "": lambda period: Range(*period),
    "=": lambda period: Range(*period),
    ">=": lambda period: Range(period[0], None),
    ">": lambda period: Range(period[1] + _DAY, None),
    "≥": lambda period: Range(period[0], None),
    "<=": lambda period: Range(None, period[1]),
    "≤": lambda period: Range(None, period[1]),
    "<": lambda period: Range(None, period[0] - _DAY),
}


def days(text: str, comparison: str, today: date) -> Range | None:
    """Return the days that `日期` with this comparison ("" where there is none) means, None where it is no date.

    >>> days("2025-02", "", date(2025, 2, 24))
    Range(first=datetime.date(2025, 2, 1), last=datetime.date(2025, 2, 28), swapped=False)
    >>> days("上月", ">", date(2025, 2, 24))
    Range(first=datetime.date(2025, 2, 1), last=None, swapped=False)
    """
    try:
        return _read(fold(text).text, comparison, today)
    except (ValueError, OverflowError):  # 2025-02-30, the day after 9999-12-31
        return None


def _read(text: str, comparison: str, today: date) -> Range | None:
    first, *between = _BETWEEN.split(text, maxsplit=1)
    if between:
        return None if comparison else _range(first, between[0], today)
    period = _period(text, today)
    return COMPARED[comparison](period) if period else None


def _range(first: str, last: str, today: date) -> Range | None:
    begin, end = _period(first, today), _period(last, today)
    if (first and not begin) or (last and not end) or not (begin or end):
        return None
    if begin and end and begin > end:
        return Range(end[0], begin[1], swapped=True)
    return Range(begin[0] if begin else None, end[1] if end else None)


def _period(text: str, today: date) -> Period | None:
    if text in RELATIVE:
        return RELATIVE[text](today)
    if recent := _RECENT.fullmatch(text):
        return today - (int(recent[1]) - 1) * _DAY, today
    if numbers := _NUMBERS.fullmatch(text):
        return _numbered(*(int(part) for part in numbers.groups() if part))
    return None


def _numbered(year: int, month: int | None = None, day: int | None = None) -> Period:
    if month is None:
        return _year(date(year, 1, 1))
    return _month(date(year, month, 1)) if day is None else (date(year, month, day),) * 2
