"""Days, months, years, ranges of them, and words that count from today."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchsvc.query.dates import Range, days

TODAY = date(2025, 2, 24)  # a Monday


@pytest.mark.parametrize(
    "text",
    [
        "2025-02-10",
        "2025-2-10",
        "2025/2/10",
        "2025.02.10",
        "2025年2月10日",
        "2025年2月10号",
        "20250210",
        "２０２５－０２－１０",
    ],
)
def test_a_day_as_people_write_it(text):
    assert days(text, "", TODAY) == (date(2025, 2, 10), date(2025, 2, 10), False)


@pytest.mark.parametrize("text", ["2024-02", "2024年2月", "2024/2", "2024.02"])
def test_a_month_has_all_its_days(text):
    assert days(text, "", TODAY) == (date(2024, 2, 1), date(2024, 2, 29), False)


@pytest.mark.parametrize("text", ["2025", "2025年"])
def test_a_year(text):
    assert days(text, "", TODAY) == (date(2025, 1, 1), date(2025, 12, 31), False)


@pytest.mark.parametrize("text", ["2025-02-01..2025-02-14", "2025-02-01。。2025-02-14", "2025年2月1日至2025年2月14日"])
def test_a_range_has_both_its_ends(text):
    assert days(text, "", TODAY) == (date(2025, 2, 1), date(2025, 2, 14), False)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025-02..", date(2025, 2, 1), None),
        ("..2025-02", None, date(2025, 2, 28)),
        ("2024..2025-01", date(2024, 1, 1), date(2025, 1, 31)),
    ],
)
def test_a_range_may_be_open_and_of_longer_periods(text, first, last):
    assert days(text, "", TODAY) == (first, last, False)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("近三天", date(2025, 2, 22), TODAY),
        ("近十五天", date(2025, 2, 10), TODAY),
        ("最近一周", date(2025, 2, 18), TODAY),
        ("近两个星期", date(2025, 2, 11), TODAY),
        ("近半个月", date(2025, 2, 10), TODAY),
        ("近1个月", date(2025, 1, 25), TODAY),
        ("近三个月", date(2024, 11, 25), TODAY),
        ("近半年", date(2024, 8, 25), TODAY),
        ("近一年", date(2024, 2, 25), TODAY),
        ("前天", date(2025, 2, 22), date(2025, 2, 22)),
        ("上个月", date(2025, 1, 1), date(2025, 1, 31)),
        ("上季度", date(2024, 10, 1), date(2024, 12, 31)),
        ("前年", date(2023, 1, 1), date(2023, 12, 31)),
        ("上半年", date(2025, 1, 1), date(2025, 6, 30)),
        ("这个星期", date(2025, 2, 24), date(2025, 3, 2)),
        ("本年上半年", date(2025, 1, 1), date(2025, 6, 30)),
        ("去年下半年", date(2024, 7, 1), date(2024, 12, 31)),
        ("2025年第一季度", date(2025, 1, 1), date(2025, 3, 31)),
        ("2024年四季度", date(2024, 10, 1), date(2024, 12, 31)),
        ("2024Q3", date(2024, 7, 1), date(2024, 9, 30)),
    ],
)
def test_stretches_of_time_as_people_say_them(text, first, last):
    assert days(text, "", TODAY) == (first, last, False)


@pytest.mark.parametrize("text", ["近日", "近十", "近一二天", "二十年", "近9999年", "五季度", "近零天"])
def test_what_says_no_stretch_of_time_is_no_date(text):
    assert days(text, "", TODAY) is None


def test_a_month_back_from_its_last_day_begins_with_the_next_month():
    assert days("近一个月", "", date(2025, 3, 31)) == (date(2025, 3, 1), date(2025, 3, 31), False)


def test_a_range_the_wrong_way_round_is_swapped_whole():
    assert days("2025-03..2025-02", "", TODAY) == (date(2025, 2, 1), date(2025, 3, 31), True)


@pytest.mark.parametrize(
    ("comparison", "first", "last"),
    [
        (">", date(2025, 3, 1), None),
        (">=", date(2025, 2, 1), None),
        ("<", None, date(2025, 1, 31)),
        ("<=", None, date(2025, 2, 28)),
    ],
)
def test_a_comparison_with_a_month_leaves_it_out_or_in_whole(comparison, first, last):
    assert days("2025-02", comparison, TODAY) == (first, last, False)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("今天", date(2025, 2, 24), date(2025, 2, 24)),
        ("昨天", date(2025, 2, 23), date(2025, 2, 23)),
        ("近1天", date(2025, 2, 24), date(2025, 2, 24)),
        ("近7天", date(2025, 2, 18), date(2025, 2, 24)),
        ("最近30日", date(2025, 1, 26), date(2025, 2, 24)),
        ("本周", date(2025, 2, 24), date(2025, 3, 2)),
        ("上周", date(2025, 2, 17), date(2025, 2, 23)),
        ("本月", date(2025, 2, 1), date(2025, 2, 28)),
        ("上月", date(2025, 1, 1), date(2025, 1, 31)),
        ("今年", date(2025, 1, 1), date(2025, 12, 31)),
        ("去年", date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_relative_words_count_from_today(text, first, last):
    assert days(text, "", TODAY) == (first, last, False)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "..",
        "大同",
        "2025-13",
        "2025-02-30",
        "0000",
        "2025年2月30日",
        "近0天",
        "202502",
        "2025-02-01..大同",
        "近9999999天",
    ],
)
def test_what_is_no_date(text):
    assert days(text, "", TODAY) is None


@pytest.mark.parametrize(("text", "comparison"), [("9999", ">"), ("0001", "<"), ("2025..2026", ">")])
def test_what_no_day_can_be(text, comparison):
    assert days(text, comparison, TODAY) is None


@pytest.mark.parametrize("word", ["昨天", "上周", "上月", "去年", "近7天"])
def test_before_the_first_day_there_is_none(word):
    assert days(word, "", date.min) is None


@given(st.dates(), st.dates())
def test_a_printed_range_reads_back_in_order(one, other):
    first, last = sorted((one, other))
    assert days(f"{first}..{last}", "", TODAY) == Range(first, last)
