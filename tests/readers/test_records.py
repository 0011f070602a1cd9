"""Ready articles, one JSON object a line."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchsvc.articles import Article, Evidence, Figure, Paragraph, Skipped, Unfit, to_record
from searchsvc.readers import Read, read_bytes
from searchsvc.readers.dates import iso_date


def rows(*records: object) -> list[Read]:
    lines = [record if isinstance(record, str) else json.dumps(record, ensure_ascii=False) for record in records]
    return list(read_bytes("wire.jsonl", "\n".join(lines).encode(), ".jsonl"))


def reason(record: object) -> str:
    (found,) = rows(record)
    assert isinstance(found, Skipped)
    assert found.line == 1
    return found.reason.en


def test_a_record_is_kept_as_given() -> None:
    """Title and body lose nothing; the body is parted at line feeds only."""
    (article,) = rows(
        {"title": " 大同 ", "body": "第一段。 \n\n第二段。", "author": "李明 王强", "date": "2025年2月10日"}
    )
    assert article == Article(
        title=" 大同 ",
        authors=("李明", "王强"),
        published="2025-02-10",
        paragraphs=(Paragraph("第一段。 ", (1, 1)), Paragraph("", (1, 1)), Paragraph("第二段。", (1, 1))),
        path="wire.jsonl",
        lines=(1, 1),
    )


@pytest.mark.parametrize(
    ("key", "name", "value"),
    [
        ("headline", "title", "签约"),
        ("标题", "title", "签约"),
        ("引题", "kicker", "晋城经开区"),
        ("副题", "subtitle", "光机电产业扩链"),
        ("来源", "source", "科学导报"),
        ("版", "page", "A2"),
        ("page_no", "page", "A2"),
        ("pubdate", "published", "2025-02-10"),
        ("datePublished", "published", "2025-02-10"),
        ("time", "published", "2025-02-10"),
    ],
)
def test_keys_go_by_many_names(key: str, name: str, value: str) -> None:
    """English and Chinese aliases mean the same."""
    (article,) = rows({"content": "正文。", key: value})
    assert getattr(article, name) == value


@pytest.mark.parametrize("key", ["text", "articleBody", "maintext", "正文", "内容", "全文"])
def test_bodies_go_by_many_names(key: str) -> None:
    """Those of agencies, of schema.org and of collections of news."""
    (article,) = rows({"title": "签约", key: "总投资5亿元。"})
    assert isinstance(article, Article)
    assert article.body == "总投资5亿元。"


def test_a_text_under_an_unknown_name_is_told_where_there_is_no_body() -> None:
    """It is not read, and not passed over in silence."""
    text = "大同光伏项目2月6日开工，总投资5亿元，占地1000亩。"
    article, told = rows({"title": "开工", "Inhalt": text, "url": "https://example.org/" + "a" * 99})
    assert isinstance(article, Article)
    assert isinstance(told, Unfit)
    assert told.reason.en == "It has no body, and 28 characters under “Inhalt” were not read; call that key body."
    assert len(rows({"title": "开工", "body": "开工。", "Inhalt": text})) == 1


def test_given_facets_come_with_their_evidence() -> None:
    """City, zone and industry that the record brings along are marked as given."""
    (article,) = rows({"title": "签约", "城市": "大同、太原", "zone": ["大同经济技术开发区"]})
    assert isinstance(article, Article)
    assert (article.city, article.zone, article.industry) == (("大同", "太原"), ("大同经济技术开发区",), ())
    values = [("city", "大同"), ("city", "太原"), ("zone", "大同经济技术开发区")]
    expected = [Evidence(facet=facet, value=value, rule="given", lines=(1, 1)) for facet, value in values]
    assert list(article.evidence) == expected


@pytest.mark.parametrize("label", ["总投资", None])
def test_given_figures_are_kept_as_parse_prints_them(label: str | None) -> None:
    """Figures in the form that records have are taken over."""
    figure = Figure(metric="investment", label=label, value=48.51, unit="亿元", amount=4.851e9)
    record = to_record(Article(title="吕梁", figures=(figure,)))
    (article,) = rows(record)
    assert isinstance(article, Article)
    assert article.figures == (figure,)
    said = [(item.facet, item.value, item.rule) for item in article.evidence]
    nothing = [(name, "", "given") for name in ("city", "zone", "industry")]
    assert said == [*nothing, ("figures", "1", "given"), ("events", "0", "given")]


def test_an_empty_list_says_that_there_is_none() -> None:
    """A facet, figures or days given as an empty list are given; null and an empty text say nothing of them."""
    (article,) = rows({"title": "签约", "city": [], "zone": None, "industry": "", "figures": [], "events": []})
    assert isinstance(article, Article)
    said = [(item.facet, item.value, item.rule) for item in article.evidence]
    assert said == [("city", "", "given"), ("figures", "0", "given"), ("events", "0", "given")]


@pytest.mark.parametrize("value", [["2025-02-06", "2025-02-07", "2025-02-06"], "2025-02-06；2025-02-07"])
def test_given_days_are_kept_once_each(value: object) -> None:
    """The days of an article may be a list or one text."""
    (article,) = rows({"title": "签约", "events": value})
    assert isinstance(article, Article)
    assert article.events == ("2025-02-06", "2025-02-07")


def test_days_that_are_none_are_left_out_and_said() -> None:
    """Events that are no days cost no article, and count as not given."""
    article, said = rows({"title": "签约", "events": ["2025-02-30"]})
    assert isinstance(article, Article)
    assert (article.events, article.evidence) == ((), ())
    assert isinstance(said, Skipped)
    assert said.reason.en == (
        "Its events are left out ('2025-02-30' is no day such as 2025-02-06); write them as parse prints them."
    )


def test_what_is_not_understood_is_left_out_and_said() -> None:
    """A date that is none and figures that are none don't cost the article."""
    kept, date, figures = rows({"title": "签约", "date": "2025-02-30", "figures": [{"metric": "luck"}]})
    assert isinstance(kept, Article)
    assert (kept.published, kept.figures) == (None, ())
    assert isinstance(date, Skipped)
    assert date.reason.en == "The date '2025-02-30' is none; the article is kept without it. Write it as 2025-02-10."
    assert isinstance(figures, Skipped)
    assert figures.reason.en == "Its figures are left out (a figure has no value); write them as parse prints them."


@pytest.mark.parametrize("value", ["a b", "a/b", "a?", "a#", "x" * 201, "\u200b", ["a"], True])
def test_an_id_that_breaks_the_rule_refuses_the_line(value: object) -> None:
    """Ids have 1 to 200 printable characters without white space, /, ? and #."""
    assert reason({"id": value, "title": "签约"}).startswith("Its id is not 1 to 200 printable characters")


@pytest.mark.parametrize("value", ["a-1", "晋城-2025", 7])
def test_a_given_id_is_kept(value: object) -> None:
    """An id of our own making or another's, a number too."""
    (article,) = rows({"id": value, "title": "签约"})
    assert isinstance(article, Article)
    assert article.id == str(value)


@pytest.mark.parametrize(
    ("record", "begins"),
    [
        ("[1]", "It is no JSON object"),
        ('{"title": ', "It is no valid JSON"),
        ('{"title": NaN}', "It is no valid JSON"),
        ("[" * 40, "Its brackets are nested more than 32 deep"),
        ('{"title": "' + "[" * 40, "It is no valid JSON"),
        ('{"title": "' + "[" * 40 + "\\", "It is no valid JSON"),
        ({"city": "大同"}, "It has neither title nor body"),
        ({"title": " ", "body": "\n"}, "It has neither title nor body"),
        ('{"title": "\\ud800"}', "Its title has half of a character"),
        ({"title": ["签约"]}, "Its title is no text"),
        ({"title": "签约", "city": {"a": 1}}, "Its city is neither a text nor a list"),
        ({"title": "签" * 2001}, "Its title is longer than 2,000 characters"),
    ],
)
def test_a_line_that_is_no_article_is_skipped(record: object, begins: str) -> None:
    """Each with its reason."""
    assert reason(record).startswith(begins)


def test_a_bad_line_costs_only_itself() -> None:
    """The lines around it are read, and its number is told; blank lines count."""
    found = rows({"title": "一"}, "", "nonsense", {"title": "二"})
    assert [item.line if isinstance(item, Skipped) else item.path for item in found] == ["wire.jsonl", 3, "wire.jsonl"]


@given(
    st.dictionaries(
        st.sampled_from(["title", "body", "id", "date", "city", "authors", "figures", "x"]),
        st.recursive(
            st.none() | st.booleans() | st.floats() | st.text(max_size=9),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
            max_leaves=5,
        ),
    )
)
def test_any_record_is_an_article_or_a_reason(record: dict[str, Any]) -> None:
    """Whatever a line holds, nothing is raised and nothing goes by in silence."""
    found = list(read_bytes("wire.jsonl", json.dumps(record).encode(), ".jsonl"))
    assert found
    assert all(isinstance(item, Article | Skipped) for item in found)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2025年2月10日", "2025-02-10"),
        ("2025/2/10", "2025-02-10"),
        ("2025.02.10 08:00", "2025-02-10"),
        ("20250210", "2025-02-10"),
        ("2025-02-10T08:00:00+08:00", "2025-02-10"),
        ("2024-02-29", "2024-02-29"),
        ("2025-02-29", None),
        ("2月10日", None),
        ("yesterday", None),
    ],
)
def test_dates_are_made_iso(text: str, date: str | None) -> None:
    """A day is read from the usual ways of writing it; without a year there is none."""
    assert iso_date(text) == date
