"""Where nothing was published on the days that are asked for, the nearest day with what else is asked is told."""

from datetime import date

import pytest

from searchsvc.engines.base import Choice
from searchsvc.service.asking import Search
from searchsvc.service.search import Term, search


def ways(archive, asked):
    """Return the ways out whose days are others, as told, with the query, its days and what it finds."""
    found = search(archive, asked).ways_out
    return [(way.change.zh, way.search.q, way.search.first, way.total) for way in found if "一天" in way.change.zh]


@pytest.mark.parametrize(
    ("q", "offered"),
    [
        ("日期:今天", [("此前最近的一天 2025-02-24", "日期：2025-02-24", None, 1)]),
        ("日期:2026..", [("此前最近的一天 2025-02-24", "日期：2025-02-24", None, 1)]),
        ("日期:2024", [("此后最早的一天 2025-02-10", "日期：2025-02-10", None, 2)]),
        ("日期:..2024", [("此后最早的一天 2025-02-10", "日期：2025-02-10", None, 2)]),
        ("吕梁 日期:近7天", [("此前最近的一天 2025-02-10", "吕梁 且 日期：2025-02-10", None, 1)]),
        ("日期:近7天 苏州", []),
        ("日期:近7天 没有这样的词", []),
        ("日期:2025-02-24", []),
        ("日期:0001..9999 苏州", []),
    ],
)
def test_the_last_day_before_or_else_the_first_one_after_is_offered(archive, q, offered):
    assert ways(archive, Search(q=q)) == offered


def test_days_beside_the_query_are_moved_there_and_the_other_filters_stay(archive):
    lvliang = {"city": Choice(only=frozenset({"吕梁"}))}
    asked = Search(q="新能源", first=date(2025, 3, 1), choices=lvliang)
    assert ways(archive, asked) == [("此前最近的一天 2025-02-10", "新能源", date(2025, 2, 10), 1)]
    assert ways(archive, Search(last=date(2025, 1, 1))) == [("此后最早的一天 2025-02-10", "", date(2025, 2, 10), 2)]


def test_days_tell_their_hits_as_words_do(archive):
    told = search(archive, Search(q="日期:2024 吕梁")).terms
    assert told == (Term("日期：2024-01-01..2024-12-31", 0), Term("吕梁", 1))
