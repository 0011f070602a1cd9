"""Sentences and short stories from all over China are read as an editor would."""

import json
from pathlib import Path

import pytest

from searchsvc.articles import Article, Paragraph
from searchsvc.enrich import enrich

GOLD = Path(__file__).parent / "gold"
FIGURE = ("metric", "label", "value", "unit", "amount", "amount_max", "bound", "stage", "city")


def rows(name):
    return [json.loads(line) for line in (GOLD / name).read_text(encoding="utf-8").splitlines()]


def filed(text):
    return enrich(Article(paragraphs=(Paragraph(text),)))


@pytest.mark.parametrize("row", rows("sentences.jsonl"), ids=lambda row: row["text"][:16])
def test_a_sentence_tells_these_figures_and_no_others(row):
    told = [figure for figure in filed(row["text"]).figures if figure.metric != "other"]
    assert [tuple(getattr(figure, name) for name in FIGURE) for figure in told] == [
        tuple(pytest.approx(figure[name]) if name == "amount" else figure[name] for name in FIGURE)
        for figure in row["figures"]
    ]


@pytest.mark.parametrize("row", rows("scenes.jsonl"), ids=lambda row: row["text"][:16])
def test_a_story_is_filed_where_it_happens(row):
    story = filed(row["text"])
    assert (set(story.city), set(story.zone)) == (set(row["city"]), set(row["zone"]))
    assert set(story.industry) - set(row["industry_optional"]) == set(row["industry"])
