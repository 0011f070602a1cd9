"""The gold of facets and figures belongs to the articles of seeds/ and quotes them word for word."""

import json
import re
import unicodedata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
METRICS = {"investment", "output", "finance", "trade", "projects", "area", "capacity", "growth", "other"}
BOUNDS = {"exact", "above", "at_least", "below", "at_most", "about"}


def records(path):
    return [json.loads(line) for line in (ROOT / path).read_text(encoding="utf-8").splitlines()]


def bodies():
    """The body of every article in seeds/ by its id, without white space."""
    texts = {row["id"]: row.get("body") or row["content"] for row in records("seeds/wire.jsonl")}
    for path in sorted((ROOT / "tests/pages/gold").glob("*.json")):
        for place, article in enumerate(json.loads(path.read_text(encoding="utf-8"))["articles"], 1):
            texts[f"{path.stem}#{place}"] = "".join(article["paragraphs"])
    return {key: re.sub(r"\s+", "", text) for key, text in texts.items()}


@pytest.mark.parametrize("name", ["facets", "figures"])
def test_every_article_has_its_row_once(name):
    ids = [row["id"] for row in records(f"tests/enrich/gold/{name}.jsonl")]
    assert sorted(ids) == sorted(bodies())


def test_industries_are_of_the_closed_list():
    table = (ROOT / "searchsvc/data/industries.tsv").read_text(encoding="utf-8")
    known = {line.split("\t")[1] for line in table.splitlines()[1:]}
    rows = records("tests/enrich/gold/facets.jsonl")
    assert {value for row in rows for value in row["industry"] + row["industry_optional"]} <= known


def test_what_is_demanded_is_not_optional_too():
    rows = records("tests/enrich/gold/facets.jsonl")
    twice = [
        row["id"] for row in rows for key in ("city", "zone", "industry") if {*row[key]} & {*row[f"{key}_optional"]}
    ]
    assert twice == []


def test_a_figure_stands_in_its_quote_and_its_quote_in_the_article():
    texts = bodies()
    for row in records("tests/enrich/gold/figures.jsonl"):
        for figure in row["figures"] + row["figures_optional"]:
            quote = re.sub(r"\s+", "", figure["quote"])
            printed = unicodedata.normalize("NFKC", quote)
            assert quote in texts[row["id"]]
            assert f"{figure['value']}" in printed
            assert figure["unit"] in printed


def test_figures_use_the_words_of_the_house():
    rows = records("tests/enrich/gold/figures.jsonl")
    figures = [figure for row in rows for figure in row["figures"] + row["figures_optional"]]
    assert {figure["metric"] for figure in figures} <= METRICS
    assert {figure["bound"] for figure in figures} <= BOUNDS
    assert {figure["stage"] for figure in figures} == {"签约", "开工", "投产", None}
