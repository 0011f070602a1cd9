"""What holds for every article and every step."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchsvc.articles import Article, Evidence, Paragraph
from searchsvc.enrich import RULES, STEPS, enrich

TERMS = re.findall(
    r"\S+",
    "晋城 高平市 城区 岚县 山西省 朝阳区 海南 吉林市 中国（浙江） 经开区 开发区 高新技术产业开发区 综改示范区"
    " 自贸试验区 合肥片区 产业园 工业园区 新能源 煤炭 、 ， 。 ； “ ” （ ） 等领域 项目 总投资 5亿元 有限公司"
    " 大学 在 位于 来自 记者 2月6日电 领域有",
)
PIECES = [*TERMS, " ", "\n"]
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=40).map("".join)


@st.composite
def articles(draw):
    title, body = draw(st.none() | texts), draw(texts)
    paragraphs = tuple(Paragraph(text, (n, n + 1)) for n, text in enumerate(body.split("\n"), 1))
    return Article(
        id="a1", title=title, kicker=draw(st.none() | texts), source=draw(st.none() | texts), paragraphs=paragraphs
    )


@given(articles())
def test_every_value_has_evidence_that_stands_in_the_article(article):
    found = enrich(article)
    heads = [(head, None) for head in (article.kicker, article.title) if head]
    places = heads + [(paragraph.text, paragraph.lines) for paragraph in article.paragraphs]
    said = [item for item in found.evidence if item.facet in ("city", "zone", "industry")]
    assert sorted((item.facet, item.value) for item in said) == sorted(
        [("city", value) for value in found.city]
        + [("zone", value) for value in found.zone]
        + [("industry", value) for value in found.industry]
    )
    for item in said:
        assert any(item.quote in text and item.lines == lines for text, lines in places)


@given(articles())
def test_enriching_again_changes_nothing(article):
    assert enrich(enrich(article)) == enrich(article)


@given(articles())
def test_the_text_of_an_article_stays_as_it_is(article):
    found = enrich(article)
    assert (found.title, found.body, found.source) == (article.title, article.body, article.source)


@pytest.mark.parametrize("rule", ["given", "corrected"])
def test_what_the_source_or_a_correction_gave_is_not_derived_again(rule):
    given_city = Evidence(facet="city", value="太原", rule=rule)
    article = Article(id="a1", title="晋城：光伏项目开工", city=("太原",), evidence=(given_city,))
    found = enrich(article)
    assert (found.city, found.industry) == (("太原",), ("新能源",))
    assert [item for item in found.evidence if item.facet == "city"] == [given_city]


def test_what_was_given_as_none_stays_none():
    text = (Paragraph("2月6日，晋城光伏项目开工，总投资5亿元。"),)
    names = ("city", "zone", "industry", "figures", "events")
    said = tuple(Evidence(facet=name, value="0" if name in names[3:] else "", rule="given") for name in names)
    article = Article(id="a1", published="2025-02-10", paragraphs=text, evidence=said)
    assert enrich(article) == article
    assert enrich(replace(article, evidence=())).events == ("2025-02-06",)


def test_a_derived_value_does_not_outlive_the_words_it_stood_on():
    found = enrich(Article(id="a1", title="晋城：光伏项目开工"))
    assert enrich(replace(found, title="大同：光伏项目开工")).city == ("大同",)


def test_an_inferred_title_is_no_head():
    body = (Paragraph("大同的光伏项目并网。", (3, 3)),)
    found = enrich(Article(id="a1", title="晋城", title_inferred=True, paragraphs=body))
    assert found.city == ("大同",)
    assert found.evidence[0] == Evidence(
        facet="city", value="大同", rule="named", quote="大同的光伏项目并网。", lines=(3, 3)
    )


def test_the_steps_stand_in_order_and_their_rules_have_a_fingerprint():
    assert list(STEPS)[:3] == ["city", "zone", "industry"]
    assert len(RULES) == 12
    assert int(RULES, 16) >= 0
