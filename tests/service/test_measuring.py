"""Figures in a question: found by amount, shown in their sentence, sorted, and told what is wrong."""

import pytest

from searchsvc.articles import Article, Paragraph
from searchsvc.engines.expressions import HasFigure, Limit
from searchsvc.enrich import enrich
from searchsvc.errors import BadRequest
from searchsvc.ingest import catch_up
from searchsvc.service.asking import Search
from searchsvc.service.measuring import figure
from searchsvc.service.search import Term, search
from searchsvc.store.base import Incoming

TEXTS = {
    "power": ("大同新建光伏电站。项目总投资超10亿元，装机120兆瓦。", "据悉，当地增速达8%。"),
    "steel": ("太原的钢铁项目总投资25亿元，年产值30亿元。",),
    "coal": ("煤炭产值下降5%，项目数54个。",),
}


@pytest.fixture
def news(archive):
    written = (Article(id=name, paragraphs=tuple(map(Paragraph, texts))) for name, texts in TEXTS.items())
    archive.store.save(Incoming(enrich(article)) for article in written)
    catch_up(archive.store, archive.engine)
    return archive


def ids(archive, q="", **asked):
    return [hit.article.id for hit in search(archive, Search(q=q, **asked)).hits]


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("投资>10亿元", ["power", "steel"]),
        ("总投资:5亿..20亿 城市:大同", ["power"]),
        ("装机>100MW", ["power"]),
        ("增速<0%", ["coal"]),
        ("项目数>=40个", ["linfen", "coal"]),
        ("同句(光伏 总投资>1亿)", []),
        ("同段(光伏 总投资>1亿)", ["power"]),
        ("同句(太原 投资=25亿元)", ["steel"]),
        ("“大同 光伏”~2 -投资>20亿", ["power"]),
        ("太*项目", ["steel"]),
    ],
)
def test_what_is_asked_is_found(news, q, found):
    assert ids(news, q) == found


def test_the_passage_is_the_figures_sentence_with_the_amount_marked(news):
    [hit, _] = search(news, Search(q="投资>10亿元", snippets=1)).hits
    [snippet] = hit.snippets
    assert snippet.text == TEXTS["power"][0]
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["10亿元"]


def test_figures_and_wildcards_are_terms_with_their_hits(news):
    answer = search(news, Search(q="大同 投资>20亿元 太*项目"))
    assert answer.terms == (Term("大同", 1), Term("投资>20亿元", 1), Term("太*项目", 1))
    assert answer.total == 0


def test_metric_min_and_max_narrow_like_the_query(news):
    assert ids(news, metric="investment", least="1000000000") == ["power", "steel"]
    assert ids(news, "大同", metric="总投资", least="1亿元", most="20亿元") == ["power"]
    [hit] = search(news, Search(metric="产值", least="30亿")).hits
    assert [hit.snippets[0].text[start:end] for start, end in hit.snippets[0].marks] == ["30亿元"]


def test_the_sort_by_figure_is_by_the_greatest_of_the_metric(news):
    hits = search(news, Search(metric="investment", sort="figure")).hits
    assert [(hit.article.id, hit.score) for hit in hits] == [("steel", 2.5e9), ("power", 1e9), ("lvliang", 5e8)]


def test_a_way_out_is_to_let_the_figures_go(news):
    answer = search(news, Search(q="煤炭", metric="investment", sort="figure"))
    assert [(way.change.zh, way.total, way.search) for way in answer.ways_out] == [
        ("不限数值", 1, Search(q="煤炭")),
    ]


@pytest.mark.parametrize(
    ("asked", "parameter"),
    [
        ({"sort": "figure"}, "metric"),
        ({"least": "1亿"}, "metric"),
        ({"metric": "大同"}, "metric"),
        ({"metric": "investment", "least": "很多"}, "min"),
        ({"metric": "investment", "most": "10%"}, "max"),
        ({"metric": "investment", "least": "1亿元", "most": "1亿美元"}, "min"),
    ],
)
def test_what_is_no_figure_is_refused(news, asked, parameter):
    with pytest.raises(BadRequest) as raised:
        search(news, Search(**asked))
    assert raised.value.parameter == parameter


def test_a_figure_without_limits_is_in_the_unit_that_is_beyond_doubt():
    assert figure("投资") == HasFigure("investment", "元")
    assert figure("产能", most="5万吨") == HasFigure("capacity", "吨", None, Limit(50_000))
