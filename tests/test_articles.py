"""An article goes to JSON and back whole, and what was derived can be taken off what was read."""

import json

import pytest

from searchsvc.articles import (
    Article,
    Evidence,
    Figure,
    Paragraph,
    from_record,
    spanned,
    to_record,
    without_derived,
)

ARTICLE = Article(
    id="8f14e45fceea167a",
    title="大同经开区：新能源装机增长",
    kicker="大同经济技术开发区",
    authors=("王小波", "李青"),
    source="三晋开发区报",
    published="2025-02-10",
    page="A2",
    dateline="本报讯",
    paragraphs=(Paragraph("总投资 5.1 亿元。", (12, 14)), Paragraph("", None), Paragraph("其间，观摩。", (15, 15))),
    subheads=("一张蓝图",),
    captions=("智慧园区。",),
    continued_from="A1",
    path="seeds/01.txt",
    lines=(12, 15),
    city=("大同",),
    zone=("大同经济技术开发区",),
    evidence=(Evidence(facet="city", value="大同", rule="title", quote="大同经开区", lines=None),),
    figures=(
        Figure(metric="investment", label="总投资", value=5.1, unit="亿元", amount=5.1e8, quote="总投资 5.1 亿元。"),
    ),
    confidence=0.9,
)


def test_an_article_goes_to_json_and_back_whole():
    assert from_record(json.loads(json.dumps(to_record(ARTICLE)))) == ARTICLE


def test_an_empty_article_goes_to_json_and_back():
    assert from_record(json.loads(json.dumps(to_record(Article())))) == Article()


def test_a_record_has_the_body_in_one_string_and_the_lines_of_its_paragraphs():
    record = to_record(ARTICLE)
    assert record["body"] == "总投资 5.1 亿元。\n\n其间，观摩。"
    assert record["paragraph_lines"] == [[12, 14], None, [15, 15]]


def test_what_was_derived_can_be_taken_off():
    bare = without_derived(ARTICLE)
    assert (bare.city, bare.zone, bare.evidence, bare.figures) == ((), (), (), ())
    assert bare.title == ARTICLE.title


def test_what_the_source_itself_gave_stays():
    given = Evidence(facet="industry", value="新能源", rule="given")
    article = Article(industry=("新能源", "电力"), city=("大同",), evidence=(given,))
    assert without_derived(article) == Article(industry=("新能源",), evidence=(given,))


def test_the_lines_of_a_body_span_its_paragraphs():
    assert spanned(ARTICLE.paragraphs) == (12, 15)
    assert spanned([Paragraph("没有行号")]) is None


def test_a_paragraph_with_a_line_feed_is_refused_as_its_article_would_not_come_back_from_json():
    with pytest.raises(ValueError, match="make two of it: '签约。\\\\n开工。'"):
        Paragraph("签约。\n开工。")
