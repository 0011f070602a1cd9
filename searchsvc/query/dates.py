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
_ONES = "[一二两三四五六七八九]"
_RECENT = re.compile(rf"最?近([1-9]\d{{0,3}}|{_ONES}?十{_ONES}?|{_ONES}|半)个?(天|日|周|星期|月|年)")
_PART = re.compile(r"(?:(\d{4})年?|([今本去前]年))?(?:([上下])半年|第?([一二三四1-4])季度?|q([1-4]))")
_COUNTS = {said: count for count, said in enumerate("零一二三四五六七八九")} | {"两": 2}
_DAYS = {"天": 1, "日": 1, "周": 7, "星期": 7, "月": 30}
_MONTHS = {"月": 1, "年": 12}
_BETWEEN = re.compile(r"\.{2,}|。{2,}|至")


def _week(day: date) -> Period:
    monday = day - day.weekday() * _DAY
    return monday, monday + 6 * _DAY


def _month(day: date) -> Period:
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def _year(day: date) -> Period:
    return day.replace(month=1, day=1), day.replace(month=12, day=31)


def _months(day: date, begin: int, count: int) -> Period:
    """Return so many whole months, the first one `begin` behind the month of a day."""
    first = _moved(day.replace(day=1), begin)
    return first, _month(_moved(first, count - 1))[1]


def _moved(day: date, months: int) -> date:
    """Return the day so many months behind, or the last one of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


RELATIVE: dict[str, Callable[[date], Period]] = {
    "今天": lambda today: (today, today),
    "昨天": lambda today: (today - _DAY, today - _DAY),
    "前天": lambda today: (today - 2 * _DAY, today - 2 * _DAY),
    "本周": _week,
    "上周": lambda today: _week(today - 7 * _DAY),
    "本月": _month,
    "上月": lambda today: _months(today, -1, 1),
    "本季度": lambda today: _months(today, -((today.month - 1) % 3), 3),
    "上季度": lambda today: _months(today, -((today.month - 1) % 3) - 3, 3),
    "今年": _year,
    "去年": lambda today: _year(_moved(today, -12)),
    "前年": lambda today: _year(_moved(today, -24)),
}
_OTHERS = {  # words that mean the same
    "今天": "今日",
    "昨天": "昨日",
    "本周": "这周 本星期 这个星期",
    "上周": "上星期 上个星期",
    "本月": "当月 这个月",
    "上月": "上个月",
    "本季度": "这个季度",
    "上季度": "上个季度",
    "今年": "本年",
}
_SAME = {other: word for word, others in _OTHERS.items() for other in others.split()}
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
    if relative := RELATIVE.get(_SAME.get(text, text)):
        return relative(today)
    if recent := _RECENT.fullmatch(text):
        return _since(_count(recent[1]), recent[2], today), today
    if part := _PART.fullmatch(text):
        year, spoken, half, *quarters = part.groups()
        january = date(int(year), 1, 1) if year else RELATIVE[_SAME.get(spoken, spoken) if spoken else "今年"](today)[0]
        return _months(january, *_parts(half, next(filter(None, quarters), "")))
    if numbers := _NUMBERS.fullmatch(text):
        return _numbered(*(int(part) for part in numbers.groups() if part))
    return None


def _parts(half: str | None, quarter: str) -> tuple[int, int]:
    """Return how many months of a year stand before a part of it, and how many it has."""
    if half:
        return (0 if half == "上" else 6), 6
    return 3 * (int(_count(quarter)) - 1), 3


def _since(count: float, unit: str, today: date) -> date:
    """Return the first of so many days, weeks, months or years of which today is the last day."""
    months = int(count * _MONTHS.get(unit, 0))
    if months:
        return _moved(today, -months) + _DAY
    return today - (max(int(count * _DAYS[unit]), 1) - 1) * _DAY


def _count(said: str) -> float:
    """Return a number of one or two digits as it is said; half of something is one too."""
    if said.isdecimal() or said == "半":
        return 0.5 if said == "半" else int(said)
    tens, ten, ones = said.rpartition("十")
    return (_COUNTS.get(tens, 1) * 10 if ten else 0) + _COUNTS.get(ones, 0)


def _numbered(year: int, month: int | None = None, day: int | None = None) -> Period:
    if month is None:
        return _year(date(year, 1, 1))
    return _month(date(year, month, 1)) if day is None else (date(year, month, day),) * 2
