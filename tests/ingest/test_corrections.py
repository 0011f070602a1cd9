"""A correction by hand belongs to the article that somebody saw: a whole, whichever of its parts is read again."""

from dataclasses import replace

import pytest

from searchsvc.articles import Article, Figure, Paragraph
from searchsvc.engines.base import Request
from searchsvc.errors import BadRequest, NotFound
from searchsvc.ingest import correct, ingest
from searchsvc.ingest.deriving import derive
from searchsvc.store.base import Incoming

HEAD = {"source": "三晋经济观察报", "date": "2025-05-12"}
FIRST = HEAD | {"id": "p1", "page": "A1", "continues_on": "A3", "title": "汾阳酒糟变饲料", "body": "酒糟总投资 4"}
LAST = HEAD | {"id": "p3", "page": "A3", "continued_from": "A1", "body": ".9 亿元的项目投产。\n汾阳的地也肥了。"}
NONE = {"values": {}, "figures": {}, "by": "资料室"}


@pytest.fixture
def joined(store, engine, wire):
    ingest(store, engine, [wire(FIRST, LAST)])
    assert store.get("p3").id == "p1"
    return store


@pytest.mark.parametrize("name", ["p1", "p3"])
def test_the_id_of_any_part_corrects_the_whole(joined, engine, name):
    correct(joined, engine, name, **NONE | {"values": {"title": "酒糟养牛"}})
    assert joined.get("p1").article.title == "酒糟养牛"
    assert joined.as_read("p1").last.title == "汾阳酒糟变饲料"


def test_a_part_that_is_read_again_leaves_the_whole_corrected(joined, engine, wire):
    correct(joined, engine, "p1", **NONE | {"values": {"city": ("吕梁", "晋中")}})
    ingest(joined, engine, [wire(LAST | {"body": ".9 亿元的项目开工。\n汾阳的地也肥了。"})])
    derive(joined)
    article = joined.get("p1").article
    assert (article.city, article.body) == (("吕梁", "晋中"), "酒糟总投资 4.9 亿元的项目开工。\n汾阳的地也肥了。")


def test_the_engine_finds_the_article_by_what_was_said(joined, engine):
    correct(joined, engine, "p1", **NONE | {"values": {"city": ("晋中",)}})
    assert engine.sequence == joined.sequence
    facets = engine.search(Request(facets={"city": 10})).facets
    assert facets["city"].values == (("晋中", 1),)


def test_a_figure_is_numbered_as_the_article_shows_it(store, engine):
    quote = "总投资5亿元，占地40亩。"
    money = Figure(metric="investment", label="总投资", value=5, unit="亿元", amount=5e8, quote=quote, start=3, end=6)
    area = Figure(metric="area", label="占地", value=40, unit="亩", amount=26_666.67, quote=quote, start=9, end=12)
    store.save([Incoming(Article(id="a1", title="签约", paragraphs=(Paragraph(quote),), figures=(money, area)))])
    correct(store, engine, "a1", **NONE | {"figures": {1: None}})
    assert store.get("a1").article.figures == (area,)
    correct(store, engine, "a1", **NONE | {"figures": {1: "约50亩"}})
    (shown,) = store.get("a1").article.figures
    assert shown == replace(area, value=50.0, unit="亩", amount=pytest.approx(33_333.33, abs=1), bound="about")
    correct(store, engine, "a1", **NONE | {"named": {(1, "label"): "占地面积"}})
    assert store.get("a1").article.figures == (replace(shown, label="占地面积"),)
    correct(store, engine, "a1", **NONE | {"figures": {1: "约50亩"}})
    assert store.get("a1").article.figures == (replace(shown, label="占地面积"),)
    correct(store, engine, "a1", **NONE | {"undone": ["figure"]})
    assert store.get("a1").article.figures == (money, area)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"values": {"published": "2025-02-30"}}, BadRequest),
        ({"values": {"authors": ("王\ud800",)}}, BadRequest),
        ({"values": {"title": "大" * 2001}}, BadRequest),
        ({"figures": {0: None}}, BadRequest),
        ({"figures": {3: "5亿元"}}, BadRequest),
        ({"named": {(3, "label"): "占地"}}, BadRequest),
        ({"named": {(1, "label"): "占地\n面积"}}, BadRequest),
        ({"named": {(1, "stage"): "落地"}}, BadRequest),
        ({"named": {(1, "city"): "高平"}}, BadRequest),
        ({"named": {(1, "zone"): "大同"}}, BadRequest),
        ({"by": ""}, BadRequest),
    ],
)
def test_what_is_refused_leaves_no_trace(joined, engine, changes, error):
    before = joined.sequence
    with pytest.raises(error):
        correct(joined, engine, "p1", **NONE | {"values": {"kicker": "引题"}} | changes)
    assert (joined.sequence, joined.corrections("p1")) == (before, [])


def test_an_id_that_never_was_is_told(joined, engine):
    with pytest.raises(NotFound):
        correct(joined, engine, "p9", **NONE)
    assert joined.corrections("p9") == []
