"""Parts are linked where the marks of both agree and nothing else comes near; the rest is left in doubt."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchsvc.articles import Article, Paragraph
from searchsvc.ingest.linking import chains


def part(body, title=None, page="A1", **marks):
    paragraphs = (Paragraph(body),)
    return Article(
        title=title, paragraphs=paragraphs, source="三晋经济观察报", published="2025-05-12", page=page, **marks
    )


def begun(body, title=None, **more):
    return part(body, title, continues_on="A3", **more)


def continued(body, title=None, **more):
    return part(body, title, **{"page": "A3", "continued_from": "A1"} | more)


DISTILLERS = begun("汾阳杏花村的酒厂每年春天都为酒糟发愁，酒糟堆在厂门口。")
DISTILLERS_ON = continued("汾阳的种粮大户说，酒糟回到地里，酒厂的收购价涨了三分。")
MIRRORS = begun("晋城光机电产业园的镜头生产线投产，镜头远销海外。")
MIRRORS_ON = continued("光机电产业链招商引来镜头检测企业，晋城计划扩建产业园。")


def found(*parts, late=()):
    return chains(parts, [number in late for number in range(len(parts))])


def test_the_only_two_whose_marks_agree_are_one_article_whatever_they_say():
    assert found(continued("掌声响起。"), begun("签约仪式开始。")) == ([[1, 0]], [])


def test_of_several_each_goes_with_the_one_that_shares_its_rare_words():
    assert found(DISTILLERS, MIRRORS, MIRRORS_ON, DISTILLERS_ON) == ([[0, 3], [1, 2]], [])


def test_a_repeated_headline_decides():
    first, other = begun("签约。", "一线见闻"), begun("开工。", "园区手记")
    assert found(first, other, continued("投产。", "园区手记")) == ([[1, 2]], [])


def test_what_could_go_with_either_is_left_in_doubt():
    assert found(begun("签约。"), begun("开工。"), continued("投产。")) == ([], [0, 1, 2])


def test_when_all_others_are_sure_the_last_two_belong_together():
    last, last_on = begun("会议开幕。"), continued("掌声响起。")
    assert found(DISTILLERS, last, DISTILLERS_ON, last_on) == ([[0, 2], [1, 3]], [])


def test_an_article_may_run_over_three_pages():
    middle = continued("中段。", continues_on="A4")
    assert found(continued("末段。", page="A4", continued_from="A3"), middle, begun("首段。")) == ([[2, 1, 0]], [])


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (begun("签约。"), continued("投产。", continued_from="A2")),
        (begun("签约。"), continued("投产。", page="A4")),
        (begun("签约。"), part("投产。", page="A3")),
    ],
    ids=["it began elsewhere", "it stands elsewhere", "no mark"],
)
def test_marks_that_do_not_agree_join_nothing(start, end):
    assert found(start, end) == ([], [])


def test_pages_are_the_same_however_they_are_written():
    start = replace(begun("签约。"), page="01", continues_on="十二")
    assert found(start, continued("投产。", page="第12版", continued_from="一")) == ([[0, 1]], [])


def test_where_newspaper_or_page_is_unknown_the_text_must_agree():
    assert found(replace(DISTILLERS, page=None), DISTILLERS_ON) == ([[0, 1]], [])
    assert found(replace(DISTILLERS, page=None), MIRRORS_ON) == ([], [0, 1])


def test_a_deleted_article_takes_its_continuation_along_but_does_not_come_back_as_one():
    assert found(DISTILLERS, DISTILLERS_ON, late={0}) == ([[0, 1]], [])
    assert found(DISTILLERS, DISTILLERS_ON, late={1}) == ([], [])


def test_two_that_claim_to_continue_each_other_stay_apart():
    assert found(begun("甲。", continued_from="A3"), continued("乙。", continues_on="A1"))[0] == []


PARTS = st.sampled_from([DISTILLERS, DISTILLERS_ON, MIRRORS, MIRRORS_ON, begun("签约。"), continued("投产。")])


@given(st.lists(PARTS, max_size=6))
def test_no_part_is_in_two_articles_and_none_both_joined_as_continuation_and_in_doubt(parts):
    joined, doubtful = found(*parts)
    members = [number for numbers in joined for number in numbers]
    assert len(members) == len(set(members))
    assert all(len(numbers) > 1 for numbers in joined)
    assert set(members).isdisjoint(doubtful)


@given(st.permutations([DISTILLERS, DISTILLERS_ON, MIRRORS, MIRRORS_ON]))
def test_the_order_of_reading_does_not_matter(parts):
    joined, _ = found(*parts)
    made = {tuple(parts[number].body for number in numbers) for numbers in joined}
    assert made == {(DISTILLERS.body, DISTILLERS_ON.body), (MIRRORS.body, MIRRORS_ON.body)}
