"""Days in the text are resolved against the day of publication, and never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchsvc.articles import Article, Paragraph
from searchsvc.enrich import dates
from searchsvc.enrich.reading import reading


def events(text, published=None):
    return dates.events(reading(Article(published=published, paragraphs=(Paragraph(text),)))).values


@pytest.mark.parametrize(
    ("text", "published", "days"),
    [
        ("2 月 6 日，推进会举行。", "2025-02-10", ("2025-02-06",)),
        ("2 月 6 日，推进会举行。", None, ()),
        ("2024年12月28日投产。", None, ("2024-12-28",)),
        ("12 月 28 日投产。", "2025-01-03", ("2024-12-28",)),
        ("1 月 5 日将开幕。", "2024-12-20", ("2025-01-05",)),
        ("本月 22 日开标。", "2025-06-08", ("2025-06-22",)),
        ("6 月 21 日至 22 日举办。", "2025-06-08", ("2025-06-21", "2025-06-22")),
        ("1月30日至2月2日放假。", "2025-01-20", ("2025-01-30", "2025-02-02")),
        ("２月６日签约，2月6日开工。", "2025-02-10", ("2025-02-06",)),
        ("2 月 30 日、13 月 1 日。", "2025-02-10", ()),
        ("2 月底前、2 月份。", "2025-02-10", ()),
    ],
)
def test_days_are_resolved(text, published, days):
    assert events(text, published) == days


@given(st.text(alphabet="0123456789年月日号至本 ", max_size=30), st.dates().map(str))
def test_every_event_is_a_day(text, published):
    assert all(len(day) == 10 for day in events(text, published))


def test_a_day_in_traditional_characters_and_wide_digits_is_found():
    assert events("２ 月 ６ 號簽約。", "2025-02-10") == ("2025-02-06",)
