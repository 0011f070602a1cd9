"""An article is known by what it prints: source, date, page and headline; its text tells corrected ones."""

from dataclasses import replace
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchsvc.articles import Article, Paragraph
from searchsvc.enrich.signatures import digest, further, overlap, own_name, pairs, same, shingles, signature


def article(title, body="大同市新能源装机占比超过一半，较上年提高六个百分点。", **more):
    more = {"source": "科学导报", "published": "2025-02-10", "page": "A2"} | more
    return Article(title=title, paragraphs=tuple(map(Paragraph, body.split("\n"))), **more)


def names(articles, seen=None):
    seen = {} if seen is None else seen
    return [own_name(signature(each), digest(each), seen) for each in articles]


PLAIN = article("大同新能源装机过半")


def test_the_id_is_a_hash_over_source_date_page_and_headline():
    """The value is fixed: ids that were cited must not change with a release."""
    assert signature(PLAIN) == "7b541f3a440ab4d9"


@pytest.mark.parametrize(
    "other",
    [
        article("大同新能源装机过半 "),
        article("大同新能源 装机過半"),
        replace(PLAIN, kicker="加快转型"),
        replace(PLAIN, path="/elsewhere/A2.txt", lines=(7, 9)),
        article("大同新能源装机过半", "正文改过了。"),
    ],
    ids=["white space", "traditional characters", "kicker", "file and lines", "body"],
)
def test_what_does_not_make_another_article(other):
    assert signature(other) == signature(PLAIN)


@pytest.mark.parametrize(
    "change",
    [{"source": "山西日报"}, {"published": "2025-02-11"}, {"page": "A3"}, {"title": "大同新能源装机占六成"}],
)
def test_what_makes_another_article(change):
    assert signature(replace(PLAIN, **change)) != signature(PLAIN)


def test_where_no_page_is_told_the_file_s_name_stands_for_it_not_its_folder():
    one, moved, other = (replace(PLAIN, page=None, path=path) for path in ("a/A2.txt", "b/A2.txt", "a/A3.txt"))
    assert signature(one) == signature(moved) != signature(other)


def test_without_a_printed_headline_the_first_40_characters_of_the_body_count():
    lead = "晋城经开区光机电产业园二期投产，五条产线同日通电，年产光学镜头三千万颗，产品供应"
    one, other = article(None, lead + "省内外。"), article(None, lead + "全国。")
    assert signature(one) == signature(other) == signature(replace(one, title="晋城经开区", title_inferred=True))
    assert signature(article(None, "吕梁" + lead)) != signature(one)


def test_the_same_article_twice_has_one_id_and_different_ones_are_numbered():
    other = article("大同新能源装机过半", "云州区黄花加工园开工。")
    ids = names([PLAIN, other, PLAIN, other, replace(other, page="A3")])
    first = signature(PLAIN)
    assert ids == [first, f"{first}-2", first, f"{first}-2", signature(replace(PLAIN, page="A3"))]


def test_what_was_given_out_is_carried_on():
    seen = {}
    [one] = names([PLAIN], seen)
    [other] = names([article("大同新能源装机过半", "云州区黄花加工园开工。")], seen)
    assert (one, other) == (signature(PLAIN), signature(PLAIN) + "-2")


def test_an_id_that_was_given_leads_nowhere_else():
    assert list(further(replace(PLAIN, id="wire-17"))) == ["wire-17"]


def test_an_id_made_here_leads_on_from_where_it_is():
    first = signature(PLAIN)
    assert list(islice(further(replace(PLAIN, id=f"{first}-2")), 2)) == [f"{first}-2", f"{first}-3"]


@given(st.lists(st.tuples(st.sampled_from("甲乙"), st.sampled_from(["一", "二", "三"])), max_size=8))
def test_ids_differ_exactly_where_headline_or_text_do(drawn):
    named = names(article(title, body) for title, body in drawn)
    assert len(set(named)) == len(set(drawn))
    assert dict(zip(drawn, named, strict=True)) == dict(reversed(list(zip(drawn, named, strict=True))))


def test_a_corrected_article_is_the_same_one_and_another_is_not():
    corrected = article("更正：装机占比", "大同市新能源装机占比超过一半，较上年提高七个百分点。")
    assert same(PLAIN, corrected)
    assert not same(PLAIN, article("大同新能源装机过半", "云州区黄花加工园开工。"))


def test_texts_shorter_than_a_shingle_are_compared_whole():
    one, other = shingles(article("简讯", "开工。")), shingles(article("简讯", "投产。"))
    assert (overlap(one, one), overlap(one, other), overlap(one, frozenset())) == (1.0, 0.0, 0.0)


def test_each_former_article_goes_to_the_one_that_shares_most_of_its_text():
    former = [article("甲", "晋城光机电产业园二期投产，总投资十二亿元。"), PLAIN]
    current = [
        article("乙", "大同市新能源装机占比超过一半。"),
        article("丙", "大同市新能源装机占比超过一半，较上年提高七个百分点。"),
        article("丁", "吕梁氢能重卡上路，一次加氢可行驶四百公里。"),
        article("戊", "晋城光机电产业园二期投产，总投资十二亿元。"),
    ]
    assert pairs(former, current) == {1: 1, 3: 0}
