"""What holds of every query, whatever is typed."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from searchsvc.analysis import fold, holds
from searchsvc.articles import Article, Paragraph
from searchsvc.engines.matching import matches
from searchsvc.query import parse
from searchsvc.query.aliases import Aliases
from searchsvc.query.grammar import LIMIT, QUOTES
from searchsvc.query.nodes import And, Everything, Not, Or, Same, Text, Wild
from searchsvc.schema import document
from searchsvc.service.lowering import lower

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
    "大同*区",
    "投？率",
    "V300*",
    "谁",
    "A",
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
    "投资",
    "总投资",
    "增速",
    "gdp",
    ">",
    "＝",
    "10亿元",
    "5亿..20",
    "7%",
    "-5％",
    "100 MW",
    "同句",
    "同句(",
    "-同段（",
    "~20",
    "～３",
]
ODD = ["。", "？", "?", "*", "＊", "~", ".", "'", "%", "@", "\x00", "\ud800", "\ufeff", "\n"]
QUERIES = st.one_of(
    st.lists(st.sampled_from(WORDS + SIGNS + QUOTATION + FIELDS + ODD), max_size=16).map("".join), st.text()
)


def bare(node):
    """Return a tree without the places of its pieces."""
    match node:
        case And() | Or():
            return type(node)(tuple(bare(clause) for clause in node.clauses))
        case Not() | Same():
            return replace(node, clause=bare(node.clause))
        case Everything():
            return node
        case _:
            return replace(node, span=(0, 0))


def pieces(node):
    match node:
        case And() | Or():
            return [piece for clause in node.clauses for piece in pieces(clause)]
        case Not() | Same():
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
    st.lists(
        st.sampled_from(["(", "（", ")", "a 或 ", "非 ", "5G项目 ", "大同 ", "标题:(", "同句("]), max_size=120
    ).map("".join)
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
    for piece in pieces(parse(text, today=TODAY).root):
        match piece:
            case Text():
                assert fold(piece.text).text
            case Wild():
                assert all(fold(string).text for string in piece.texts)


PROSE = st.text(st.sampled_from("大同新能源5G1.,，。？?*~％%A+（）《》：— ㎡２"), min_size=1, max_size=40)


@given(PROSE, st.data())
def test_a_piece_of_prose_finds_the_prose_it_was_copied_from(prose, data):
    """As a query it matches the article, runs of letters and digits whole, unless one was cut there."""
    start = data.draw(st.integers(0, len(prose) - 1))
    copied = prose[start : data.draw(st.integers(start + 1, len(prose)))]
    if not holds(fold(prose), fold(copied)):
        return
    article = document(Article(id="a", paragraphs=(Paragraph(prose),)))
    assert matches(lower(parse(copied, today=TODAY, aliases=Aliases({})).root), article)
