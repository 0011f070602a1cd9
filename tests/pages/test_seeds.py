"""The sample pages come apart as their gold says, however they are printed."""

import codecs
from collections.abc import Callable
from typing import Any

import pytest

from searchsvc.articles import Article, Page
from searchsvc.pages import split
from searchsvc.readers import READERS, Source


def bare(text: str | None) -> str:
    return "".join((text or "").split())


def heads(article: Article) -> tuple[object, ...]:
    title = None if article.title_inferred else article.title
    texts = (article.kicker, title, article.subtitle, article.dateline)
    return (*map(bare, texts), set(article.authors), article.continued_from, article.continues_on)


def told(article: Article) -> tuple[object, ...]:
    return (*heads(article), [bare(paragraph.text) for paragraph in article.paragraphs])


def gold_heads(article: dict[str, Any]) -> tuple[object, ...]:
    texts = (article["kicker"], article["title"], article["subtitle"], article["dateline"])
    return (*map(bare, texts), set(article["authors"]), article["continued_from"], article["continues_on"])


def test_every_article_is_found_with_its_headline_authors_and_dateline(gold: dict[str, Any], page: Page) -> None:
    """Kicker, title, subtitle, dateline, authors and continuations of every article are those of the gold."""
    assert [heads(article) for article in split(page)] == [gold_heads(article) for article in gold["articles"]]


def test_captions_pull_quotes_and_subheads_stand_apart_from_the_body(gold: dict[str, Any], page: Page) -> None:
    """What a picture, a quote or a subhead says is told apart from the running text."""
    for article, expected in zip(split(page), gold["articles"], strict=True):
        apart = [bare(text).strip("。") for text in article.captions]
        assert apart == [bare(text).strip("。") for text in (*expected["captions"], *expected["pullquotes"])]
        for text in expected["subheads"]:
            assert bare(text) in map(bare, article.subheads)


def test_issue_is_read_from_the_furniture(gold: dict[str, Any], page: Page) -> None:
    """Source, date and page are those that the page prints."""
    for article, expected in zip(split(page), gold["articles"], strict=True):
        printed = (gold["issue"]["source"], gold["issue"]["published"])
        assert (article.source, article.published) == printed
        assert (article.page or "").lstrip("0") == (expected["page"] or "").lstrip("0")


def test_no_furniture_is_in_a_body(gold: dict[str, Any], page: Page) -> None:
    """Editors, telephones and prices belong to no article."""
    bodies = bare("".join(article.body for article in split(page)))
    assert [line for line in gold["furniture"] if len(bare(line)) > 5 and bare(line) in bodies] == []


def test_paragraphs_are_mended(gold: dict[str, Any], page: Page) -> None:
    """Nearly every paragraph begins where the gold has it begin; nothing of the running text is lost."""
    found = {bare(paragraph.text)[:8] for article in split(page) for paragraph in article.paragraphs}
    expected = {bare(text)[:8] for article in gold["articles"] for text in article["paragraphs"]}
    assert len(expected - found) <= 0.06 * len(expected)


@pytest.mark.parametrize("joint", ["\r\n", "\n\n", "\r\n\r\n"])
def test_line_ends_and_blank_lines_change_nothing(gold: dict[str, Any], page: Page, joint: str) -> None:
    """Windows line ends and a blank line between all lines give the same articles."""
    source = Source(page.path, joint.join(line for line in page.lines if line.strip()).encode())
    (again,) = READERS[".txt"](source)
    assert isinstance(again, Page)
    assert [told(article) for article in split(again)] == [told(article) for article in split(page)]


def test_no_blank_lines_change_nothing(gold: dict[str, Any], page: Page) -> None:
    """Without blank lines the articles are the same."""
    again = Page(page.path, tuple(line for line in page.lines if line.strip()))
    assert [told(article) for article in split(again)] == [told(article) for article in split(page)]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_encoding_changes_nothing(page: Page, encoding: str) -> None:
    """A page in any encoding is the same page."""
    (again,) = READERS[".txt"](Source(page.path, codecs.encode("\n".join(page.lines) + "\n", encoding)))
    assert again == page


@pytest.mark.parametrize("columns", [15, 18, 22, 27])
@pytest.mark.parametrize("late", [False, True])
def test_width_and_place_of_the_headline_change_nothing(
    gold: dict[str, Any], typeset: Callable[..., Page], columns: int, late: bool
) -> None:
    """Set anew at another width, the headline before or after the body, a page gives the same articles."""
    articles = [article for article in gold["articles"] if article["title"]]
    found = split(typeset(articles, columns, late=late))
    titles = [(bare(article.kicker), bare(article.title), bare(article.subtitle)) for article in found]
    assert titles == [(bare(one["kicker"]), bare(one["title"]), bare(one["subtitle"])) for one in articles]
    assert [set(article.authors) for article in found] == [set(one["authors"]) for one in articles]
    assert [bare(article.body) for article in found] == [bare("".join(one["paragraphs"])) for one in articles]


@pytest.mark.parametrize("columns", [15, 18, 22, 27])
def test_indented_paragraphs_are_mended_exactly(
    gold: dict[str, Any], typeset: Callable[..., Page], columns: int
) -> None:
    """Where paragraphs are indented their ends are certain."""
    articles = [article for article in gold["articles"] if article["title"]]
    found = split(typeset(articles, columns, late=False, blank="articles", indent="　　"))
    mended = [[bare(paragraph.text) for paragraph in article.paragraphs] for article in found]
    assert mended == [[bare(text) for text in one["paragraphs"]] for one in articles]
