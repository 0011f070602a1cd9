"""Facets: counts over all hits, choices of several values, exclusion, and articles without a value."""

import pytest

from searchsvc.engines.base import Choice, FacetCounts, Request
from searchsvc.engines.expressions import And, Not
from tests.engines.examples import contains, document, fill, found, has, never, only


def _articles() -> list:
    return [
        document("a", "光伏项目签约", city=("大同", "朔州"), industry=("新能源",), source="科学导报"),
        document("b", "光伏项目开工", city=("大同",), industry=("新能源", "装备制造"), source="科学导报"),
        document("c", "光伏产业园", city=("太原",), industry=("新能源",)),
        document("d", "文旅节庆", city=("太原",), industry=("文旅",), source="山西日报"),
        document("e", "光伏与文旅", industry=("文旅",)),
    ]


class TestFaceting:
    @pytest.fixture(autouse=True)
    def _filed(self, engine):
        fill(engine, *_articles())

    def _counts(self, engine, facet="city", size=10, **request) -> FacetCounts:
        return engine.search(Request(size=1, facets={facet: size}, **request)).facets[facet]

    def test_counts_are_over_all_hits_most_first_then_by_value(self, engine):
        assert self._counts(engine, match=contains("光伏")) == FacetCounts(
            (("大同", 2), ("太原", 1), ("朔州", 1)), 0, 1
        )

    def test_what_the_size_cuts_off_is_summed(self, engine):
        assert self._counts(engine, size=1) == FacetCounts((("大同", 2),), 3, 1)
        assert self._counts(engine, size=0) == FacetCounts((), 5, 1)

    def test_values_of_one_facet_are_alternatives_and_facets_narrow_each_other(self, engine):
        choices = {"city": only("大同", "太原"), "industry": only("新能源")}
        assert found(engine, And(()), choices=choices) == ["a", "b", "c"]

    def test_a_choice_narrows_the_other_facets_and_not_its_own(self, engine):
        choices = {"city": only("大同")}
        facets = engine.search(Request(choices=choices, facets={"city": 9, "industry": 9, "source": 9})).facets
        assert facets == {
            "city": FacetCounts((("大同", 2), ("太原", 2), ("朔州", 1)), 0, 1),
            "industry": FacetCounts((("新能源", 2), ("装备制造", 1)), 0, 0),
            "source": FacetCounts((("科学导报", 2),), 0, 0),
        }

    def test_a_chosen_value_is_counted_though_the_size_cuts_it_off(self, engine):
        found = engine.search(Request(choices={"city": only("朔州", "忻州")}, facets={"city": 1})).facets
        assert found == {"city": FacetCounts((("大同", 2), ("朔州", 1)), 2, 1)}

    def test_each_of_two_choices_narrows_the_other(self, engine):
        choices = {"city": only("大同", "朔州"), "industry": only("文旅")}
        results = engine.search(Request(choices=choices, facets={"city": 9, "industry": 9}))
        assert results.total == 0
        assert results.facets == {
            "city": FacetCounts((("太原", 1),), 0, 1),
            "industry": FacetCounts((("新能源", 2), ("装备制造", 1)), 0, 0),
        }

    def test_a_value_can_be_excluded(self, engine):
        assert found(engine, And(()), choices={"city": never("大同")}) == ["c", "d", "e"]
        both = Choice(only=frozenset({"大同"}), never=frozenset({"朔州"}))
        assert found(engine, And(()), choices={"city": both}) == ["b"]

    def test_an_exclusion_narrows_not_its_own_counts(self, engine):
        assert self._counts(engine, choices={"city": never("大同")}) == self._counts(engine)

    def test_no_value_is_a_value(self, engine):
        """None chooses articles without a value, alone, beside others, or to be left out."""
        assert found(engine, And(()), choices={"city": only(None)}) == ["e"]
        assert found(engine, And(()), choices={"city": only(None, "朔州")}) == ["a", "e"]
        assert found(engine, And(()), choices={"city": never(None)}) == ["a", "b", "c", "d"]
        assert found(engine, has("source", None, "山西日报")) == ["c", "d", "e"]
        assert found(engine, Not(has("source", None))) == ["a", "b", "d"]

    def test_an_unknown_or_no_value_matches_nothing(self, engine):
        assert found(engine, has("city", "晋城")) == []
        assert found(engine, has("city")) == []
        assert found(engine, has("city", "大")) == []

    def test_an_empty_choice_changes_nothing(self, engine):
        assert engine.search(Request(choices={"city": Choice()})).total == 5

    def test_a_value_twice_in_an_article_counts_once(self, engine):
        fill(engine, document("f", "重复", city=("晋城", "晋城")))
        assert dict(self._counts(engine).values)["晋城"] == 1

    @pytest.mark.parametrize(
        "value", ["太原,大同", "a|b", "甲 乙", "null", '"', "\\", "\0", "\x1f", "😀", "大同\n", "-"]
    )
    def test_a_value_may_hold_any_character(self, engine, value):
        fill(engine, document("odd", "奇怪的值", city=(value, "大同"), source=value))
        assert found(engine, has("city", value)) == ["odd"]
        assert found(engine, has("source", value)) == ["odd"]
        assert dict(self._counts(engine).values) == {"大同": 3, "太原": 2, "朔州": 1, value: 1}

    def test_no_hits_no_values(self, engine):
        assert self._counts(engine, match=contains("煤")) == FacetCounts((), 0, 0)
