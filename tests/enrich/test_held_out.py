"""Sentences and short stories from all over China are read as an editor would."""

import json
from pathlib import Path

import pytest

from searchsvc.articles import Article, Paragraph
from searchsvc.enrich import enrich

UNREAD = {  # what the rules don't see yet: counts by kind in a paragraph of their own, an industry told in passing
    "一季度全市开工重大项目133个": {("projects", 28, "个"), ("projects", 35, "个"), ("projects", 19, "个")},
    "深圳前海落地首批跨境数据清单": {"交通物流", "生物医药", "金融"},
    "小山核桃敲开大市场": {"食品饮料"},
    "氢车跑上“山海线”": {"交通物流"},
    "水库“变身”充电宝": {"储能电池", "公用设施"},
    "丹东：一颗草莓的全产业链": {"食品饮料"},
    "三门峡：黄金小镇的铜箔故事": {"电子信息"},
    "衡水湖畔“云上花市”开张": {"商贸服务"},
    "朝阳区数字文化产业园开园": {"数字经济"},
}
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


@pytest.mark.parametrize("row", rows("stories.jsonl"), ids=lambda row: row["title"])
def test_a_report_is_filed_and_its_figures_are_told(row):
    published, paragraphs = row.get("published"), tuple(map(Paragraph, row["paragraphs"]))
    report = enrich(Article(title=row["title"], published=published, paragraphs=paragraphs))
    assert report.events == tuple(row.get("events", ()))
    told = {(figure.metric, figure.value, figure.unit) for figure in report.figures if figure.metric != "other"}
    wanted, free = ({tuple(figure) for figure in row[key]} for key in ("figures", "figures_optional"))
    differ = (told ^ wanted) - {one for one in told if any(one[1:] == other[1:] for other in free)}
    for facet in ("city", "zone", "industry"):
        differ |= (set(getattr(report, facet)) ^ set(row[facet])) - set(row[facet + "_optional"])
    assert differ == UNREAD.get(row["title"], set())
