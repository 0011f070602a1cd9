"""What seems to be missing: issues on the usual days of a newspaper, pages between two pages of an issue."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchsvc.service.gaps import missing_issues, missing_pages

MONDAY = date(2025, 2, 3)


def weeks(*weekdays, count=8):
    """Return the days of a newspaper that appears on these weekdays, Monday being 0."""
    return {MONDAY + timedelta(7 * week + day) for week in range(count) for day in weekdays}


def test_a_newspaper_that_appears_as_always_misses_nothing():
    assert missing_issues(weeks(0, 2, 4)) == []


def test_a_day_on_which_it_usually_appears_is_missed():
    lost = {date(2025, 2, 12), date(2025, 3, 10)}
    assert missing_issues(weeks(0, 2, 4) - lost) == sorted(lost)


def test_what_it_skips_regularly_is_not_missed():
    assert missing_issues(weeks(0, 1, 2, 3, 4)) == []  # no issue on a week-end
    assert missing_issues(weeks(0) | {MONDAY + timedelta(14 * week + 3) for week in range(4)}) == []


def test_of_a_few_issues_nobody_can_tell_what_is_usual():
    assert missing_issues(set()) == []
    assert missing_issues(weeks(0, count=4) - {date(2025, 2, 10), date(2025, 2, 17)}) == []


@pytest.mark.parametrize(
    ("pages", "missing"),
    [
        ({"A1", "A2", "A3"}, []),
        ({"A1", "A4"}, ["A2", "A3"]),
        ({"A1", "A3", "B2", "B4"}, ["A2", "B3"]),
        ({"第一版", "03"}, ["2"]),
        ({"A2"}, []),  # who keeps one page of each issue misses none
        ({"特刊", "要闻"}, []),
        (set(), []),
    ],
)
def test_pages_are_missed_between_the_first_and_the_last_of_a_section(pages, missing):
    assert missing_pages(pages) == missing


@given(st.sets(st.dates(date(2024, 1, 1), date(2024, 6, 1))))
def test_what_is_missing_is_never_there_and_never_outside(days):
    missing = missing_issues(days)
    assert not days & set(missing)
    assert all(min(days) < day < max(days) for day in missing)
