"""What holds of every query, whatever is typed."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from searchsvc.analysis import Folded, fold, holds, tokens
from searchsvc.query import parse
from searchsvc.query.aliases import Aliases
from searchsvc.query.grammar import LIMIT, QUOTES
from searchsvc.query.nodes import And, Everything, Not, Or, Text

TODAY = date(2025, 2, 24)
WORDS = [
    "大同",
    "晋城经开区",
    "推动襄垣高新区建设",
    "5G",
    "AI",
    "综改区",
    "且末",
    "1,100.9亿",
    "A+轮",
    "㎡",
    "5",
    "２",
    "，３",
    "-大同",
]
SIGNS = [
    " ",
    " ",
    " ",
    "且",
    "或",
    "非",
    "不含",
    "与",
    "AND",
    "OR",
    "NOT",
    "-",
    "－",
    "!",
    "|",
    "&",
    "\\",
    "＼",
    "(",
    ")",
    "（",
    "）",
]
QUOTATION = [*QUOTES, *QUOTES.values()]
FIELDS = [
    "城市",
    "开发区",
    "标题",
    "日期",
    "编号",
    "年",
    "page_no",
    "citty",
    ":",
    "：",
    ">=",
    "≤",
    "<",
    ",",
    "、",
    "..",
    "。。",
    "2025-02",
    "近7天",
    "上月",
]
ODD = ["。", "？", "*", "~", ".", "'", "%", "@", "\x00", "\ud800", "\ufeff", "\n"]
QUERIES = st.one_of(
    st.lists(st.sampled_from(WORDS + SIGNS + QUOTATION + FIELDS + ODD), max_size=16).map("".join), st.text()
)


def bare(node):
    """Return a tree without the places of its pieces."""
    match node:
        case And() | Or():
            return type(node)(tuple(bare(clause) for clause in node.clauses))
        case Not():
            return Not(bare(node.clause))
        case Everything():
            return node
        case _:
            return replace(node, span=(0, 0))


def pieces(node):
    match node:
        case And() | Or():
            return [piece for clause in node.clauses for piece in pieces(clause)]
        case Not():
            return pieces(node.clause)
        case Everything():
            return []
        case _:
            return [node]


@given(QUERIES)
def test_the_echo_of_anything_parses_to_the_same_tree_and_echo_without_a_warning(text):
    query = parse(text, today=TODAY)
    again = parse(query.parsed, today=TODAY)
    assert (bare(again.root), again.parsed, again.warnings) == (bare(query.root), query.parsed, ())


@given(
    st.lists(st.sampled_from(["(", "（", ")", "a 或 ", "非 ", "5G项目 ", "大同 ", "标题:("]), max_size=120).map("".join)
)
def test_however_deep_the_brackets_are(text):
    query = parse(text, today=TODAY)
    assert bare(parse(query.parsed, today=TODAY).root) == bare(query.root)


@given(QUERIES, st.integers(1, 200))
def test_however_long_it_is(text, times):
    query = parse(text * times, today=TODAY)
    assert len(query.parsed) <= LIMIT
    assert bare(parse(query.parsed, today=TODAY).root) == bare(query.root)


@given(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=50), st.sampled_from(list(QUOTES.items()))
)
def test_a_quoted_run_is_exactly_that_run(text, quotes):
    opening, closing = quotes
    inside = text.replace(closing, "")
    expected = Text(inside, exact=True, span=(1, 1 + len(inside))) if fold(inside).text else Everything()
    assert parse(opening + inside + closing, today=TODAY).root == expected


@given(QUERIES)
def test_every_piece_tells_where_it_stands(text):
    query = parse(text, today=TODAY)
    assert all(0 <= start < end <= len(text) for start, end in (piece.span for piece in pieces(query.root)))


@given(QUERIES)
def test_warnings_stand_in_order_inside_the_query(text):
    places = [warned.position for warned in parse(text, today=TODAY).warnings]
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)


@given(QUERIES)
def test_every_text_that_is_left_holds_something_to_search(text):
    left = [piece for piece in pieces(parse(text, today=TODAY).root) if isinstance(piece, Text)]
    assert [piece for piece in left if not fold(piece.text).text] == []


PROSE = st.text(st.sampled_from("大同新能源5G1.,，。％%A+（）《》：— ㎡２"), min_size=1, max_size=40)


@given(PROSE, st.data())
def test_a_piece_of_prose_finds_the_prose_it_was_copied_from(prose, data):
    """Each word of the copy is in the prose as a string, runs of letters and digits whole, unless it was cut there."""
    start = data.draw(st.integers(0, len(prose) - 1))
    copied = prose[start : data.draw(st.integers(start + 1, len(prose)))]
    if not holds(fold(prose), fold(copied)):
        return
    found = [piece for piece in pieces(parse(copied, today=TODAY, aliases=Aliases({})).root) if isinstance(piece, Text)]
    words = [Folded(t.text) for piece in found for t in tokens(fold(piece.text)) if t.word]
    assert [word.text for word in words if not holds(fold(prose), word)] == []
