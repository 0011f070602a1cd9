"""What is pasted finds the article it was copied from, or the search for it as it stands is offered."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchsvc.analysis import fold, holds
from searchsvc.articles import Article, Paragraph
from searchsvc.engines.matching import matches
from searchsvc.ingest import catch_up
from searchsvc.query import parse
from searchsvc.query.grammar import quotable, quoted
from searchsvc.schema import document
from searchsvc.service.asking import Search
from searchsvc.service.lowering import lower
from searchsvc.service.search import search
from searchsvc.service.ways import verbatim
from searchsvc.store.base import Incoming

TODAY = date(2025, 2, 24)
TEXT = ["大同", "新能源", "项目", "5G", "1.5", "48.51亿元", "3,000", "A+轮", "V300", "２㎡", "％", "2025年2月", "忻洲~"]
SIGNS = ["，", "。", "？", "?", "*", "～", "（", "）", "(", "《", "：", ":", "—", "、", "..", "/", "的", " ", "\\"]
MARKS = ["“", "”", '"', "「", "」", "『", "』", "＂", "‘"]
OPERATORS = ["且", "或", "非", "与", "不含", "AND", "OR", "NOT", "-", "－", "!", "|", "｜", "&", " 或 ", " - ", " | "]
FIELDS = ["来源：", "城市:", "日期：", "投资>", "增速", "≥", "同句（", "近7天"]
PROSE = st.lists(st.sampled_from(TEXT + SIGNS + MARKS + OPERATORS + FIELDS), min_size=1, max_size=14).map("".join)


@st.composite
def copied(draw):
    """Return a text, and a piece of it whose runs of letters and digits are whole."""
    prose = draw(PROSE)
    start = draw(st.integers(0, len(prose) - 1))
    piece = prose[start : draw(st.integers(start + 1, len(prose)))]
    return prose, piece if holds(fold(prose), fold(piece)) else prose


def finds(node, prose):
    return matches(lower(node), document(Article(id="a", paragraphs=(Paragraph(prose),))))


@given(copied())
def test_in_quotes_any_run_finds_its_article(pasted):
    prose, piece = pasted
    if quotable(piece):
        assert finds(parse(quoted(piece), today=TODAY).root, prose)


@given(copied())
def test_bare_it_does_too_unless_it_holds_an_operator_and_then_as_it_stands(pasted):
    prose, piece = pasted
    query = parse(piece, today=TODAY)
    if quotable(piece) and not finds(query.root, prose):
        assert query.operators
        assert [finds(text, prose) for text in verbatim(query)] == [True]


@pytest.mark.parametrize(
    ("typed", "operators"),
    [
        ("大同 或 太原 -煤", ("或", "-")),
        ("独家V观 | 总书记最关心", ("|",)),
        ("煤 来源：科学导报 标题:(签约 项目)", ("来源：科学导报", "标题:(")),
        ("标题：房价 正文:“签约” 标题:(5?亿)", ("标题：房价", "正文:“签约”", "标题:(", "5?亿")),
        ("同句(光伏 大同) 投资>10亿元", ("同句(", "投资>10亿元")),
        ("大同*区 “大同 光伏”~3", ("大同*区", "“大同 光伏”~3")),
        ("大同 或", ()),
        ("快讯｜晋城：签约", ()),
        ("煤从哪来？往哪去", ()),
        ("晋城经开区（二期） “三个一批”", ()),
    ],
)
def test_what_is_taken_for_an_operator_is_known_as_typed(typed, operators):
    assert parse(typed, today=TODAY).operators == operators


PASTED = ("a", "独家 | 投资或减半"), ("b", "来源：长治日报。"), ("c", "市场 -尤其是风电 反应平静。")


@pytest.fixture
def pasted(archive):
    archive.store.save(Incoming(Article(id=name, paragraphs=(Paragraph(text),))) for name, text in PASTED)
    catch_up(archive.store, archive.engine)
    return archive


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("独家 | 投资或减半", [("“|”按检索符号理解了；改按原文查找", '"独家 | 投资或减半"', "a")]),
        ("来源：长治日报", [("“来源：长治日报”按检索符号理解了；改按原文查找", '"来源：长治日报"', "b")]),
        ("市场 -尤其是风电", [("“-”按检索符号理解了；改按原文查找", '"市场 -尤其是风电"', "c")]),
        ("独家 或 吕梁", []),
        ("城市：吕梁", []),
    ],
)
def test_the_search_for_it_as_it_stands_is_offered_where_an_article_says_so(pasted, typed, offered):
    ways = [way for way in search(pasted, Search(q=typed)).ways_out if way.change.zh.endswith("原文查找")]
    found = [[hit.article.id for hit in search(pasted, way.search).hits] for way in ways]
    assert [(way.change.zh, way.search.q, *ids) for way, ids in zip(ways, found, strict=True)] == offered
    assert [way.total for way in ways] == [1] * len(offered)
