"""How well the articles of seeds/ are filed: the steps against what their author says is right."""

import json
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from searchsvc.articles import Article, Paragraph
from searchsvc.enrich import enrich

ROOT = Path(__file__).parents[2]
FIGURE = ("metric", "value", "unit", "amount", "amount_max", "bound", "stage", "city")


def records(path):
    return [json.loads(line) for line in (ROOT / path).read_text(encoding="utf-8").splitlines()]


def as_article(key, record, body, source):
    heads = {name: record.get(name) for name in ("title", "kicker", "subtitle")}
    return Article(id=key, source=source, paragraphs=tuple(map(Paragraph, body.split("\n"))), **heads)


@pytest.fixture(scope="module")
def filed():
    """Every article of seeds/ by its id, cut as its gold says and enriched."""
    found = {}
    for row in records("seeds/wire.jsonl"):
        found[row["id"]] = enrich(as_article(row["id"], row, row.get("body") or row["content"], row.get("source")))
    for path in sorted((ROOT / "tests/pages/gold").glob("*.json")):
        page = json.loads(path.read_text(encoding="utf-8"))
        for place, row in enumerate(page["articles"], 1):
            key = f"{path.stem}#{place}"
            found[key] = enrich(as_article(key, row, "\n".join(row["paragraphs"]), page.get("source")))
    return found


@pytest.mark.parametrize(("facet", "goal"), [("city", 0.97), ("zone", 0.97), ("industry", 0.85)])
def test_the_articles_of_the_sample_are_filed_where_they_belong(filed, facet, goal):
    hit = said = true = 0
    for row in records("tests/enrich/gold/facets.jsonl"):
        want = set(row[facet])
        found = set(getattr(filed[row["id"]], facet)) - (set(row[f"{facet}_optional"]) - want)
        hit, said, true = hit + len(found & want), said + len(found), true + len(want)
    assert 2 * hit / (said + true) >= goal


def test_every_figure_of_the_sample_is_right_in_everything(filed):
    rows = records("tests/enrich/gold/figures.jsonl")
    wanted = Counter((row["id"], *figure_of(item)) for row in rows for item in row["figures"] if is_demanded(item))
    told = Counter((key, *figure_of(vars_of(item))) for key, article in filed.items() for item in article.figures)
    assert wanted.total() == 418
    assert wanted - told == Counter()


def is_demanded(row):
    return row["metric"] != "other"


def vars_of(figure):
    return {name: getattr(figure, name) for name in FIGURE}


def figure_of(row):
    """Return a figure as its gold has it: the unit folded, amounts to six digits (an acre is an endless fraction)."""
    short = {name: None if row[name] is None else float(f"{row[name]:.6g}") for name in ("amount", "amount_max")}
    return tuple((row | short | {"unit": unicodedata.normalize("NFKC", row["unit"])})[name] for name in FIGURE)
