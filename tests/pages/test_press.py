"""Whatever the manner in which a page is set, its articles are found."""

from random import Random

import pytest

from searchsvc.articles import Article, Page
from searchsvc.pages import split
from tests.pages.manners import MANNERS, own_stories
from tests.pages.press import press

SEED, PAGES = 20250210, 3
SHARE = 0.65  # of the articles of a style that are told wholly right, whatever the lot
JOINTS = ("\r", " ", "　")


def bare(text: str | None) -> str:
    return "".join((text or "").split())


def told(article: Article) -> tuple[object, ...]:
    """Return what an article says; a headline that it has not is not told."""
    title = "" if article.title_inferred else bare(article.title)
    return title, bare(article.dateline), frozenset(article.authors), bare(article.body)


@pytest.mark.parametrize("style", MANNERS)
def test_articles_are_found_in_every_manner(style: str) -> None:
    """Title, dateline, authors and the whole body are right for most articles of a style, drawn by lot."""
    random = Random(SEED)
    stories = own_stories()
    right = printed = 0
    for _ in range(PAGES):
        sheet = press(random.sample(stories, 6), MANNERS[style], random)
        found = {told(article) for article in split(Page("page.txt", tuple(sheet.lines)))}
        expected = {
            (
                bare(one["title"]),
                bare(one["dateline"]),
                frozenset(one["authors"]),
                bare("".join((*one["paragraphs"][:-1], *(one["box"] or ()), one["paragraphs"][-1]))),
            )
            for one in sheet.articles
        }
        right, printed = right + len(found & expected), printed + len(expected)
    assert right >= SHARE * printed


@pytest.mark.parametrize("style", MANNERS)
@pytest.mark.parametrize("end", JOINTS)
def test_what_stands_behind_the_lines_changes_nothing(style: str, end: str) -> None:
    """Windows line ends and white space behind the lines give the same articles in every manner."""
    random = Random(SEED)
    lines = tuple(press(random.sample(own_stories(), 6), MANNERS[style], random).lines)
    plain = split(Page("page.txt", lines))
    assert split(Page("page.txt", tuple(line + end for line in lines))) == plain


@pytest.mark.parametrize("style", [name for name, manner in MANNERS.items() if manner.blank == "all"])
def test_no_article_hangs_on_blank_lines_alone(style: str) -> None:
    """Where a blank line stands between all lines, leaving them out loses hardly an article."""
    random = Random(SEED)
    sheet = press(random.sample(own_stories(), 6), MANNERS[style], random)
    found = [
        {bare(one.body) for one in split(Page("page.txt", lines))}
        for lines in (tuple(sheet.lines), tuple(filter(None, sheet.lines)))
    ]
    assert len(found[0] & found[1]) >= len(sheet.articles) - 2
