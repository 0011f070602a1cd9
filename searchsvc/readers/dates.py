"""Dates as people and programs write them, to ISO."""

import re
from datetime import date

_DATE = re.compile(r"^\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?!\d)")
_COMPACT = re.compile(r"^\s*(\d{4})(\d{2})(\d{2})(?!\d)")


def iso_date(text: str) -> str | None:
    """Return the day that a text begins with, None where it names no day of the calendar.

    >>> iso_date("2025年2月10日"), iso_date("2025-02-10T08:00+08:00"), iso_date("2025-02-30")
    ('2025-02-10', '2025-02-10', None)
    """
    match = _DATE.match(text) or _COMPACT.match(text)
    if match is None:
        return None
    try:
        return date(*(int(part) for part in match.groups())).isoformat()
    except ValueError:
        return None
