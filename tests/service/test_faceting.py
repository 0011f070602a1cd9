"""Facets as people ask for them, on every engine: a hierarchy, the rest, the missing, what is excluded."""

import pytest

from searchsvc.articles import Article, Evidence, Paragraph
from searchsvc.config import Settings
from searchsvc.engines.base import Choice, FacetCounts
from searchsvc.ingest import catch_up
from searchsvc.output import records
from searchsvc.service.archive import open_archive
from searchsvc.service.asking import Search
from searchsvc.service.search import search
from searchsvc.store.base import Incoming


def _article(number: int, *city: str, zone: str | None = None) -> Article:
    evidence = tuple(Evidence(facet="city", value=each, rule="given") for each in city)
    return Article(
        id=f"n{number}",
        paragraphs=(Paragraph("光伏项目开工。"),),
        city=city,
        zone=(zone,) if zone else (),
        evidence=evidence,
    )


@pytest.fixture
def archive(engine_setting, tmp_path):
    archive = open_archive(Settings(index=tmp_path, engine=engine_setting), create=True)
    articles = [
        _article(1, "大同", zone="大同经济技术开发区"),
        _article(2, "大同", "太原"),
        _article(3, "太原", zone="山西转型综合改革示范区"),
        _article(4, "苏州", zone="苏州工业园区"),
        _article(5, "大同", "苏州"),
        _article(6),
    ]
    archive.store.save(map(Incoming, articles))
    catch_up(archive.store, archive.engine)
    yield archive
    archive.close()


def _ids(archive, **asked) -> list[str]:
    return sorted(hit.article.id for hit in search(archive, Search(**asked)).hits)


def _only(*values: str | None) -> Choice:
    return Choice(only=frozenset(values))


def test_a_province_counts_each_article_of_its_cities_once(archive):
    counts = search(archive, Search(facets=("province",))).facets["province"]
    assert counts == FacetCounts((("山西", 4), ("江苏", 2)), 0, 1)


def test_choosing_a_province_narrows_cities_and_zones_and_not_the_provinces(archive):
    asked = Search(choices={"province": _only("江苏")}, facets=("province", "city", "zone"))
    answer = search(archive, asked)
    assert answer.total == 2
    assert answer.facets == {
        "province": FacetCounts((("山西", 4), ("江苏", 2)), 0, 1),
        "city": FacetCounts((("苏州", 2), ("大同", 1)), 0, 0),
        "zone": FacetCounts((("苏州工业园区", 1),), 0, 1),
    }


def test_province_city_and_zone_narrow_each_other(archive):
    choices = {"province": _only("山西"), "city": _only("大同", "太原"), "zone": _only("大同经济技术开发区")}
    assert _ids(archive, choices=choices) == ["n1"]
    assert _ids(archive, choices={"province": _only("江苏"), "city": _only("太原")}) == []


def test_other_adds_what_the_size_cuts_off_and_missing_counts_what_has_no_value(archive):
    counts = search(archive, Search(facets=("city",), facet_size=1)).facets["city"]
    assert counts == FacetCounts((("大同", 3),), 4, 1)


def test_articles_without_a_value_can_be_chosen_and_left_out(archive):
    assert _ids(archive, choices={"city": _only(None)}) == ["n6"]
    assert _ids(archive, choices={"city": _only(None, "苏州")}) == ["n4", "n5", "n6"]
    assert _ids(archive, choices={"province": _only(None)}) == ["n6"]
    assert _ids(archive, choices={"city": Choice(never=frozenset({None}))}) == ["n1", "n2", "n3", "n4", "n5"]


def test_a_value_that_is_left_out_still_counts_among_its_own(archive):
    answer = search(archive, Search(choices={"city": Choice(never=frozenset({"大同"}))}, facets=("city", "province")))
    assert answer.total == 3
    assert answer.facets["city"] == FacetCounts((("大同", 3), ("太原", 2), ("苏州", 2)), 0, 1)
    assert answer.facets["province"] == FacetCounts((("山西", 1), ("江苏", 1)), 0, 1)


def test_chosen_and_left_out_go_together(archive):
    both = Choice(only=frozenset({"大同"}), never=frozenset({"苏州"}))
    assert _ids(archive, choices={"city": both}) == ["n1", "n2"]


def test_the_record_leads_to_the_values(archive):
    record = records.answer(search(archive, Search(facets=("province",), facet_size=1)), "zh")
    (value,) = record["facets"]["province"]["values"]
    assert (value["value"], value["count"], value["selected"]) == ("山西", 4, False)
    assert value["url"].startswith("/api/v1/search?province=%E5%B1%B1%E8%A5%BF")
    assert (record["facets"]["province"]["other"], record["facets"]["province"]["missing"]) == (2, 1)
