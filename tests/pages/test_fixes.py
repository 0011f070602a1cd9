"""The split holds to what somebody said of it: which lines are one article, and what lines are."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchsvc.articles import Article, Fix, Lines, Page, Role
from searchsvc.pages import split
from searchsvc.readers import read
from tests.pages.test_properties import PIECES, bare, everything

SEED = Path(__file__).parents[2] / "seeds" / "01-headline-after.txt"
PROSE = (
    *("大同市新能源的装机", "占比超过一半，光伏", "企业开足马力。"),
    *("晋城光机电产业已经", "聚集，八家企业当天", "签约。"),
)


@pytest.fixture
def seed() -> Page:
    (found,) = read(SEED)
    assert isinstance(found, Page)
    return found


def sure(articles: Iterable[Article]) -> list[Article]:
    """Return the articles without what is said of how sure they are: next to a border that was said they are surer."""
    return [replace(article, confidence=1.0) for article in articles]


def test_lines_said_to_be_one_article_are_not_parted(seed: Page) -> None:
    """Two articles said to be one are one, the others stay as they were, and nobody need look at it again."""
    before = split(seed)
    joined, *others = split(replace(seed, fix=Fix((((1, 106),),))))
    assert (joined.lines, joined.confidence) == ((1, 100), 1.0)
    assert joined.body.startswith(before[0].body)
    assert sure(others) == sure(before[2:])


def test_an_article_ends_where_it_is_said_to(seed: Page) -> None:
    """Lines within an article said to be one of their own part it from what is left."""
    first, second, *others = split(replace(seed, fix=Fix((((1, 24),),))))
    assert (first.lines, first.title_inferred) == ((1, 24), True)
    assert second.title == "光机电产业园二期五条产线同日通电"
    assert second.body.startswith("园区没有把通电当作终点。")
    assert sure(others) == sure(split(seed)[1:])


def test_what_was_cut_rightly_may_be_said_too(seed: Page) -> None:
    """To say what the cut finds anyway changes nothing but that it is sure."""
    said = split(replace(seed, fix=Fix((((1, 51),), ((54, 107),)))))
    assert [article.confidence for article in said[:2]] == [1.0, 1.0]
    assert sure(said) == sure(split(seed))


def test_pieces_of_an_article_that_stand_apart_are_put_together() -> None:
    """A headline far from its text, and a text in two pieces, are read in the order that was said."""
    page = Page("A2.txt", ("晋城八企签约", *PROSE[:3], *PROSE[3:]))
    jincheng, datong = split(replace(page, fix=Fix((((2, 4),), ((1, 1), (5, 7))))))
    assert (datong.body, datong.lines) == ("".join(PROSE[:3]), (2, 4))
    assert (jincheng.title, jincheng.body, jincheng.lines) == ("晋城八企签约", "".join(PROSE[3:]), (5, 7))


@pytest.mark.parametrize(
    ("role", "place", "found"),
    [
        ("kicker", 0, lambda article: article.kicker),
        ("title", 0, lambda article: article.title),
        ("subtitle", 1, lambda article: article.subtitle),
        ("body", 8, lambda article: article.body[-9:]),
        ("subhead", 5, lambda article: article.subheads[0]),
        ("caption", 8, lambda article: article.captions[0]),
    ],
)
def test_a_line_is_what_it_is_said_to_be(role: Role, place: int, found: Callable[[Article], str]) -> None:
    """Whatever a line looks like, it plays the part that somebody gave it."""
    around = ("晋城八企业签约", "光机电产业聚集", *PROSE)
    rows = (*around[:place], "记者看签约现场走笔", *around[place:])
    fix = Fix((((1, len(rows)),),), (((place + 1, place + 1), role),))
    (article,) = split(Page("A2.txt", rows, fix=fix))
    assert found(article) == "记者看签约现场走笔"


LONG = (
    "科学导报讯 晋城光机电产业",
    "聚集，八家企业当天签约。",
    "太原扩建机场，年内完工。",
    "大同装机过半。",
    "长治点亮灯珠。",
)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (((1, 5),), [(1, 5)]),
        (((3, 4),), [(1, 2), (3, 4), (5, 5)]),
        (((1, 1), (2, 4)), [(1, 1), (2, 4), (5, 5)]),
        (((3, 3), (5, 5)), [(1, 2), (3, 3), (4, 4), (5, 5)]),
    ],
)
def test_lines_said_to_be_one_paragraph_are_one(said: tuple[Lines, ...], found: list[Lines]) -> None:
    """Another one ends before them, another begins behind them, none within."""
    fix = Fix((((1, 5),),), (((1, 5), "body"),), said)
    (article,) = split(Page("A2.txt", LONG, fix=fix))
    assert [paragraph.lines for paragraph in article.paragraphs] == found


def test_a_caption_within_a_paragraph_stays_out_of_it() -> None:
    """What stands in the midst of the lines of a paragraph and is no text does not become text."""
    rows = (*LONG[:2], "机组人员调试设备。 新华社记者 孙钧 摄", *LONG[2:])
    fix = Fix((((1, 6),),), (((3, 3), "caption"),), ((1, 4),))
    (article,) = split(Page("A2.txt", rows, fix=fix))
    assert article.paragraphs[0].lines == (1, 4)
    assert article.captions == ("机组人员调试设备。",)


def test_furniture_belongs_to_no_article(seed: Page) -> None:
    """What is said to be furniture is in no article; the page is cut as if it were not there."""
    strange = replace(seed, lines=(*seed.lines[:25], "晋阳街十五号收发室代转", *seed.lines[25:]))
    fixed = split(replace(strange, fix=Fix(parts=(((26, 26), "furniture"),))))
    assert [article.body for article in fixed] == [article.body for article in split(seed)]


def test_furniture_still_tells_source_date_and_page() -> None:
    """A line that the cut took for text tells about the issue once it is said to be furniture."""
    page = Page("A2.txt", ("晋北经济报 2025年2月10日", "第3版", *PROSE), fix=Fix(parts=(((1, 2), "furniture"),)))
    assert {(each.source, each.published, each.page) for each in split(page)} == {("晋北经济报", "2025-02-10", "3")}


rows = st.lists(st.one_of(st.sampled_from(PIECES), st.sampled_from(PROSE)), min_size=6, max_size=30)
ROLES = ("kicker", "title", "subtitle", "author", "body", "row", "subhead", "caption", "furniture")


@st.composite
def fixed(draw: st.DrawFn) -> Page:
    """Return a page with any fix: its lines parted at random, the pieces given to articles, roles or nobody."""
    lines = tuple(draw(rows))
    edges = sorted(draw(st.sets(st.integers(2, len(lines)), max_size=6)))
    spans = list(zip([1, *edges], [*(edge - 1 for edge in edges), len(lines)], strict=True))
    owners = [draw(st.sampled_from([None, 0, 1])) for _ in spans]
    articles = [tuple(s for s, owner in zip(spans, owners, strict=True) if owner == n) for n in (0, 1)]
    said = draw(st.dictionaries(st.sampled_from(spans), st.sampled_from(ROLES), max_size=3))
    paragraphs = tuple(draw(st.lists(st.sampled_from(spans), max_size=3, unique=True)))
    told = [tuple(draw(st.permutations(article))) for article in articles if article]
    return Page("A2.txt", lines, fix=Fix(tuple(told), tuple(said.items()), paragraphs))


@given(fixed())
def test_no_fix_breaks_the_splitter_nor_loses_or_doubles_a_line(page: Page) -> None:
    """Whatever is said, no article says a character more often than the page does."""
    found: tuple[Article, ...] = split(page)
    printed = bare("".join(page.lines))
    told = "".join(everything(article) for article in found)
    assert all(told.count(char) <= printed.count(char) for char in set(told))


@given(fixed())
def test_articles_that_were_said_are_never_parted_nor_mixed(page: Page) -> None:
    """No two articles hold lines of one that was said, and none holds lines of two."""
    told = {n: place for place, spans in enumerate(page.fix.articles) for a, b in spans for n in range(a, b + 1)}
    owners: dict[int, int] = {}
    for number, article in enumerate(split(page)):
        mine = {told.get(paragraph.lines[0]) for paragraph in article.paragraphs if paragraph.lines}
        assert len(mine) <= 1
        for owner in mine - {None}:
            assert owners.setdefault(owner, number) == number
