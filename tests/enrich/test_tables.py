"""The tables of facts: whole, without doubles, each row with its source."""

import re
from collections import Counter

import pytest

from searchsvc.enrich.lexicon import Lexicon, fingerprint, rows

INDUSTRIES = set(
    re.findall(
        r"\w+",
        "煤炭 油气 电力 新能源 储能电池 化工 钢铁冶金 装备制造 汽车 航空航天 电子信息 数字经济 新材料 生物医药 食品饮料"
        " 轻工纺织 农业 节能环保 建筑地产 交通物流 公用设施 商贸服务 金融 文化旅游 教育科研",
    )
)


def cities():
    return {row["city"] for row in rows("places.tsv") if row["kind"] in ("省", "市") and " " not in row["city"]} - {""}


@pytest.mark.parametrize("table", ["places.tsv", "zones.tsv", "industries.tsv"])
def test_every_row_names_its_source(table):
    assert [row for row in rows(table) if not row["source"] or None in row.values()] == []


def test_the_gazetteer_has_every_prefecture_and_the_counties_under_it():
    official = [row for row in rows("places.tsv") if row["source"] == "NBS 2023"]
    assert [row["name"] for row in official if not re.fullmatch(r"\d{6}", row["code"])] == []
    assert Counter(row["kind"] for row in official if row["kind"] in ("省", "市")) == {"省": 34, "市": 333}
    assert len([row for row in official if row["kind"] in ("县", "区")]) > 2800
    assert {row["city"] for row in official} - cities() == {""}


def test_a_county_that_a_province_runs_has_no_city():
    found = {row["name"]: row["city"] for row in rows("places.tsv")}
    assert [found[name] for name in ("琼海市", "仙桃市", "石河子市", "济源市", "高平市")] == ["", "", "", "", "晋城"]


def test_every_zone_stands_once_and_lies_in_known_cities():
    zones = rows("zones.tsv")
    assert [name for name, count in Counter(row["name"] for row in zones).items() if count > 1] == []
    assert {city for row in zones for city in row["city"].split()} - cities() == set()


def test_no_two_zones_share_an_alias():
    aliases = Counter(alias for row in rows("zones.tsv") for alias in row["aliases"].split())
    assert [alias for alias, count in aliases.items() if count > 1] == []


def test_every_word_speaks_for_an_industry_of_the_closed_list_or_for_none():
    words = rows("industries.tsv")
    assert {row["industry"] for row in words} == INDUSTRIES | {""}
    assert {row["weight"] for row in words if row["industry"]} == {"1", "2", "3"}
    assert [pair for pair, count in Counter((row["word"], row["industry"]) for row in words).items() if count > 1] == []


def test_a_lexicon_finds_the_longest_word_from_left_to_right():
    lexicon = Lexicon({"山西": 1, "西安": 2, "西安市": 3, "西安市政府": 4})
    assert [tuple(hit) for hit in lexicon.hits("山西安排西安市场，西安市")] == [(0, 2, 1), (4, 7, 3), (9, 12, 3)]
    assert (lexicon.get("西安"), lexicon.get("安市")) == (2, None)


def test_the_fingerprint_tells_versions_and_tables_apart():
    assert fingerprint("1", ["zones.tsv"]) == fingerprint("1", ["zones.tsv"])
    assert (
        len({fingerprint("1", ["zones.tsv"]), fingerprint("2", ["zones.tsv"]), fingerprint("1", ["places.tsv"])}) == 3
    )
