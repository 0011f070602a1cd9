"""A query becomes strings that must be there, words that rank, and needles that are marked."""

import pytest

from searchsvc.analysis import fold
from searchsvc.engines.expressions import And, Contains, Everything, HasId, HasValue, Not, Or, Published
from searchsvc.query import nodes
from searchsvc.service.lowering import lower, needles, ranked
from searchsvc.snippets import Needle, marks


def contains(text, *fields):
    return Contains(fold(text), frozenset(fields) or None)


@pytest.mark.parametrize(
    ("node", "expression"),
    [
        (nodes.Everything(), Everything()),
        (nodes.Text("三个一批", exact=True), contains("三个一批")),
        (nodes.Text("晋城新能源项目"), And((contains("晋城"), contains("新能源"), contains("项目")))),
        (nodes.Text("晋城晋城"), contains("晋城")),
        (nodes.Text("A+轮"), And((contains("a+"), contains("轮")))),
        (nodes.Text("＋"), contains("+")),
        (nodes.Text("低空经济", field="title"), contains("低空经济", "title", "kicker", "subtitle")),
        (nodes.Values("city", ("大同", "太原")), HasValue("city", frozenset({"大同", "太原"}))),
        (nodes.Values("id", ("a1",)), HasId(frozenset({"a1"}))),
        (nodes.Dates("2025-02-01", None), Published(739283, None)),
        (
            nodes.Or((nodes.Text("煤", exact=True), nodes.Not(nodes.Text("气", exact=True)))),
            Or((contains("煤"), Not(contains("气")))),
        ),
    ],
)
def test_a_clause_is_lowered(node, expression):
    assert lower(node) == expression


def test_what_is_excluded_is_neither_marked_nor_ranked():
    tree = nodes.And((nodes.Text("新能源"), nodes.Not(nodes.Text("汽车"))))
    assert needles(tree) == [Needle(fold("新能源"))]
    assert ranked(tree) == ("能源", "新能源", "新能")


def test_what_a_symbol_joins_is_ranked_as_it_was_typed():
    assert ranked(nodes.Text("占1/3")) == ("占", "1", "3", "占1", "1/3")
    assert ranked(nodes.Text("比分3:1")) == ("比分", "3", "1", "分3", "3:1")


@pytest.mark.parametrize(
    ("run", "text", "marked"),
    [
        ("1/3", "占比1/3。1月3日", ["1/3", "1", "3"]),
        ("9·11后", "“9·11”袭击后", ["9·11", "后"]),
        ("400MW/800MWh储能", "储能400MW／800MWh项目", ["储能400MW／800MWh"]),
        ("A/B/C轮", "B/C、A/B轮", ["B/C", "A/B轮"]),
        ("-10℃", "气温-10℃，10日", ["-10℃", "10"]),
        ("#晋城", "#晋城，晋城", ["#晋城", "晋城"]),
        ("大同++太原", "大同++太原，+", ["大同++太原"]),
        ("哪些城市的房价上涨了", "城市的房价上涨，是哪些的？房价上涨了", ["城市的房价上涨", "房价上涨了"]),
        ("投资10亿元", "投资10亿元，10日，5亿元", ["投资10亿元", "10"]),
        ("2025年2月", "2025年3月", ["2025年"]),
        ("的", "好的", ["的"]),
        ("为什么", "为什么", ["为什么"]),
    ],
)
def test_what_says_nothing_by_itself_is_marked_with_what_it_was_typed_with(run, text, marked):
    spans = marks(text, needles(nodes.Text(run)), "body")
    assert [text[start:end] for start, end in spans] == marked


def test_a_bare_run_keeps_the_borders_that_white_space_made():
    assert lower(nodes.Text("5 G", exact=True)) == Contains(fold("5 G"))
    assert fold("5 G").breaks == frozenset({1})
