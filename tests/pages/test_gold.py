"""The gold of the sample pages says what stands on them: words, lines and encodings."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GOLD = sorted((ROOT / "tests/pages/gold").glob("*.json"))
ROW = re.compile(r"^\| (\S+\.\w+) \| (\S+) \|", re.MULTILINE)
ENCODINGS = dict(ROW.findall((ROOT / "docs/seeds.md").read_text(encoding="utf-8")))


def bare(text):
    return re.sub(r"\s+", "", text)


@pytest.fixture(params=GOLD, ids=lambda path: path.stem)
def gold(request):
    return json.loads(request.param.read_text(encoding="utf-8"))


@pytest.fixture
def lines(gold):
    text = (ROOT / "seeds" / gold["page"]).read_bytes().decode(ENCODINGS[gold["page"]])
    return [line.removesuffix("\r") for line in text.split("\n")]


def test_every_page_has_its_gold_and_its_row_in_the_table():
    files = {path.name for path in (ROOT / "seeds").iterdir()}
    assert files == set(ENCODINGS)
    assert {name for name in files if name.endswith(".txt")} == {f"{path.stem}.txt" for path in GOLD}


def test_the_lines_of_a_body_hold_its_paragraphs_in_order_and_nothing_but_dateline_and_byline(gold, lines):
    for article in gold["articles"]:
        span = range(article["first_line"], article["last_line"] + 1)
        body = bare("".join(lines[number - 1] for number in span if number not in article["optional_lines"]))
        before, after = body.split(bare("".join(article["paragraphs"])))
        assert before.startswith(bare(article["dateline"] or ""))
        assert len(before) <= 30
        names = re.sub("[（）、]|下转A3版|本报|本報|记者|記者", "", after)
        assert names in ("", "".join(article["authors"]))


def test_the_names_of_the_authors_stand_in_or_beside_the_article(gold, lines):
    for article in gold["articles"]:
        near = bare("".join(lines[max(article["first_line"] - 4, 0) : article["last_line"]]))
        assert [name for name in article["authors"] if name not in near] == []


def test_optional_lines_are_what_the_article_says_they_are(gold, lines):
    for article in gold["articles"]:
        parts = [*article["subheads"], *article["captions"], *article["pullquotes"], *(article["box"] or [])]
        optional = bare("".join(lines[number - 1] for number in article["optional_lines"]))
        assert [part for part in parts if bare(part) not in optional] == []


def test_no_line_belongs_to_two_articles(gold):
    for one, next_one in zip(gold["articles"], gold["articles"][1:], strict=False):
        assert one["first_line"] <= one["last_line"] < next_one["first_line"]


def test_every_line_outside_the_bodies_is_a_headline_furniture_or_optional(gold, lines):
    taken = {number for article in gold["articles"] for number in article["optional_lines"]}
    for article in gold["articles"]:
        taken |= set(range(article["first_line"], article["last_line"] + 1))
    heads = "\n".join(
        bare(article[key] or "") for article in gold["articles"] for key in ("kicker", "title", "subtitle")
    )
    furniture = {bare(line) for line in gold["furniture"]}
    rest = [bare(line) for number, line in enumerate(lines, 1) if number not in taken and line.strip()]
    left = [line for line in rest if line.removeprefix("\ufeff") not in furniture]
    assert [line for line in left if line.removeprefix("——") not in heads] == []
    assert len(rest) - len(left) == len(gold["furniture"])


def test_articles_are_as_long_as_a_newspaper_prints_them(gold):
    for article in gold["articles"]:
        assert 100 <= len(bare("".join(article["paragraphs"]))) <= 700
