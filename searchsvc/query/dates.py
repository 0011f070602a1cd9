"""Dates as people write them: days, months, years, ranges of them, and words relative to today."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from searchsvc.analysis import fold

Period = tuple[date, date]  # first and last day, both inclusive
Range = tuple[date | None, date | None]  # None is open

_DAY = timedelta(days=1)
_NUMBERS = re.compile(r"(\d{4})(?:年|(?:[-/.年](\d{1,2}))(?:月|[-/.月](\d{1,2})[日号]?)?)?|(\d{4})(\d{2})(\d{2})")
_RECENT = re.compile(r"最?近(\d{1,4})[天日]")
_BETWEEN = re.compile(r"\.{2,}|。{2,}|至")


def _week(day: date) -> Period:
    monday = day - day.weekday() * _DAY
    return monday, monday + 6 * _DAY


def _month(day: date) -> Period:
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def _year(day: date) -> Period:
    return day.replace(month=1, day=1), day.replace(month=12, day=31)


_RELATIVE: dict[str, Callable[[date], Period]] = {
    "今天": lambda today: (today, today),
    "昨天": lambda today: (today - _DAY, today - _DAY),
    "本周": _week,
    "上周": lambda today: _week(today - 7 * _DAY),
    "本月": _month,
    "上月": lambda today: _month(today.replace(day=1) - _DAY),
    "今年": _year,
    "去年": lambda today: _year(today.replace(month=1, day=1) - _DAY),
}
_COMPARED: dict[str, Callable[[Period], Range]] = {
    ">=": lambda period: (period[0], None),
    ">": lambda period: (period[1] + _DAY, None),
    "<=": lambda period: (None, period[1]),
    "<": lambda period: (None, period[0] - _DAY),
}


def days(text: str, comparison: str, today: date) -> Range | None:
    """Return the days that `日期` with this comparison ("" where there is none) means, None where it is no date.

    >>> days("2025-02", "", date(2025, 2, 24))
    (datetime.date(2025, 2, 1), datetime.date(2025, 2, 28))
    >>> days("近7天", "", date(2025, 2, 24))
    (datetime.date(2025, 2, 18), datetime.date(2025, 2, 24))
    """
    try:
        return _compared(fold(text).text, comparison, today)
    except (ValueError, OverflowError):  # 2025-02-30, the day after 9999-12-31
        return None


def _compared(text: str, comparison: str, today: date) -> Range | None:
    first, between, last = _split(text)
    if between:
        return None if comparison else _range(first, last, today)
    period = _period(text, today)
    return _COMPARED[comparison](period) if period and comparison else period


def _split(text: str) -> tuple[str, bool, str]:
    cut = _BETWEEN.split(text, maxsplit=1)
    return (cut[0], True, cut[1]) if len(cut) == 2 else (text, False, "")


def _range(first: str, last: str, today: date) -> Range | None:
    begin, end = _period(first, today), _period(last, today)
    if (first and not begin) or (last and not end) or not (begin or end):
        return None
    return begin[0] if begin else None, end[1] if end else None


def _period(text: str, today: date) -> Period | None:
    if text in _RELATIVE:
        return _RELATIVE[text](today)
    if recent := _RECENT.fullmatch(text):
        return today - (max(int(recent[1]), 1) - 1) * _DAY, today
    if numbers := _NUMBERS.fullmatch(text):
        return _numbered(*(int(part) for part in numbers.groups() if part))
    return None


def _numbered(year: int, month: int | None = None, day: int | None = None) -> Period:
    if month is None:
        return _year(date(year, 1, 1))
    return _month(date(year, month, 1)) if day is None else (date(year, month, day),) * 2
