"""What an archive seems to lack: issues of a newspaper on its usual days, and pages within an issue."""

import re
from collections.abc import Iterator, Mapping, Set
from datetime import date, timedelta

from searchsvc.ingest.linking import page_name

LEAST = 4  # times that a weekday must have come before it can be usual
USUAL = 0.75  # of these times the newspaper appeared
_PAGE = re.compile(r"([A-Z]?)(\d{1,3})")


def missing_issues(days: Set[date]) -> list[date]:
    """Return the days on which a newspaper usually appears and did not, between its first and its last.

    Usual is a weekday that came at least LEAST times and on which it appeared USUAL of these times, so what it skips
    regularly is not missed; a holiday is.

    >>> mondays = {date(2025, 2, 3) + timedelta(7 * week) for week in range(8)}
    >>> missing_issues(mondays - {date(2025, 2, 17)})
    [datetime.date(2025, 2, 17)]
    """
    if not days:
        return []
    first = min(days)
    every = [first + timedelta(number) for number in range((max(days) - first).days + 1)]
    usual = {weekday for weekday in range(7) if _is_usual([day in days for day in every if day.weekday() == weekday])}
    return [day for day in every if day.weekday() in usual and day not in days]


def missing_pages(pages: Set[str]) -> list[str]:
    """Return the pages between the first and the last of an issue, in each of its sections, that are not there.

    >>> missing_pages({"A1", "A04", "B2", "A2"})
    ['A3']
    """
    sections: dict[str, set[int]] = {}
    for page in pages:
        if match := _PAGE.fullmatch(page_name(page)):
            sections.setdefault(match[1], set()).add(int(match[2]))
    return [f"{section}{number}" for section, number in _between(sections)]


def _is_usual(appeared: list[bool]) -> bool:
    return len(appeared) >= LEAST and sum(appeared) >= USUAL * len(appeared)


def _between(sections: Mapping[str, Set[int]]) -> Iterator[tuple[str, int]]:
    for section, numbers in sorted(sections.items()):
        yield from ((section, number) for number in range(min(numbers), max(numbers)) if number not in numbers)
