"""Ranking, sorts, ties and pages."""

import math
from datetime import date

import pytest

from searchsvc.engines import ranking
from searchsvc.engines.base import Request
from searchsvc.engines.expressions import Everything
from tests.engines.examples import contains, document, fill, found

EVERY = Everything()
MEETING = "会议召开，" * 30  # longer than a lead


class TestOrdering:
    def test_a_word_in_the_title_outweighs_one_in_the_lead_and_that_one_in_the_body(self, engine):
        fill(
            engine,
            document("body", MEETING, "光伏", title="会议"),
            document("lead", "光伏", MEETING, title="会议"),
            document("title", "会议", MEETING, title="光伏"),
        )
        assert found(engine, contains("光伏"), words=("光伏",)) == ["title", "lead", "body"]

    def test_more_of_a_word_and_a_rarer_word_score_higher(self, engine):
        fill(
            engine,
            document("once", "光伏和煤炭和会议"),
            document("twice", "光伏和光伏和会议"),
            document("rare", "光伏和氢能和会议"),
            document("other", "煤炭和煤炭和会议"),
        )
        assert found(engine, EVERY, words=("光伏", "氢能"))[:3] == ["rare", "twice", "once"]

    def test_neighbours_across_words_count_where_the_words_stand_together(self, engine):
        fill(engine, document("apart", "能源，山西新"), document("together", "山西，新能源"))
        assert found(engine, EVERY, words=("新能",)) == ["together", "apart"]

    def test_a_character_counts_inside_any_word(self, engine):
        fill(engine, document("other", "法国军队"), document("russia", "俄罗斯军队"))
        assert found(engine, EVERY, words=("俄",)) == ["russia", "other"]

    def test_a_longer_text_dilutes_a_word(self, engine):
        fill(engine, document("long", "光伏" + "项目建设稳步推进" * 20), document("short", "光伏项目"))
        assert found(engine, EVERY, words=("光伏",)) == ["short", "long"]

    def test_a_match_without_the_words_scores_nothing_and_comes_last(self, engine):
        fill(engine, document("none", "工业园区"), document("word", "开发区"))
        hits = engine.search(Request(match=contains("区"), words=("开发区",))).hits
        assert [(hit.id, hit.score > 0) for hit in hits] == [("word", True), ("none", False)]

    def test_a_word_asked_twice_counts_once(self, engine):
        fill(engine, document("a", "光伏"), document("b", "煤炭"))
        once, twice = (engine.search(Request(words=words)).hits for words in (("光伏",), ("光伏", "光伏")))
        assert once == twice

    def test_a_score_is_by_the_formula(self, engine):
        """Two leads of one word: in two views idf ln(2 / 2) + 1, frequency 3 as a lead counts, the average length."""
        fill(engine, document("a", "光伏"), document("b", "煤炭"))
        hits = engine.search(Request(match=contains("光伏"), words=("光伏",), recency=False)).hits
        assert [(hit.id, hit.score) for hit in hits] == [("a", pytest.approx(2 * 3 * 2.2 / (3 + 1.2)))]

    def test_age_takes_at_most_a_tenth_counted_from_the_newest_article(self, engine):
        fill(
            engine,
            document("undated", "光伏"),
            document("year", "光伏", published="2024-02-10"),
            document("newest", "光伏", published="2025-02-09"),
        )
        hits = engine.search(Request(words=("光伏",))).hits
        newest, year, undated = (hit.score for hit in hits)
        assert [hit.id for hit in hits] == ["newest", "year", "undated"]
        assert (year / newest, undated / newest) == (pytest.approx(0.95), pytest.approx(0.9))
        level = engine.search(Request(words=("光伏",), recency=False)).hits
        assert {hit.score for hit in level} == {newest}

    def test_a_character_is_scored_as_a_unit_which_weighs_two_words_whatever_the_cut(self, engine):
        fill(engine, document("alone", "煤"), document("inside", "煤层气"))
        hits = engine.search(Request(words=("煤",), recency=False)).hits
        idf, average = math.log(2 / 3) + 1, (3 + 9) / 2
        expected = [2 * idf * 3 * 2.2 / (3 + 1.2 * (0.25 + 0.75 * length / average)) for length in (3, 9)]
        assert [hit.score for hit in hits] == pytest.approx(expected)

    def test_a_headline_finds_the_number_that_it_rounds(self, engine):
        fill(engine, document("other", "确诊30123456例"), document("same", "确诊29737453例"))
        assert found(engine, EVERY, words=("2973万",)) == ["same", "other"]
        assert found(engine, EVERY, words=("3013万",)) == ["other", "same"]

    def test_a_number_with_its_neighbour_counts_as_a_word_of_as_many_characters(self, engine):
        fill(engine, document("same", "新增44例"), document("other", "新增病例"))
        hits = engine.search(Request(match=contains("新增"), words=("44例",), recency=False)).hits
        assert [hit.score for hit in hits] == pytest.approx([3 * 3 * 2.2 / (3 + 1.2), 0])

    def test_units_that_a_symbol_joins_count_where_they_stand_as_they_were_typed(self, engine):
        fill(engine, document("apart", "9月的11日，经济的1和3"), document("joined", "9·11后，经济的1/3"))
        assert found(engine, EVERY, words=("9·11",)) == ["joined", "apart"]
        assert found(engine, EVERY, words=("1/3",)) == ["joined", "apart"]

    def test_equal_scores_come_newest_first_then_by_sequence_and_undated_ones_last(self, engine):
        fill(
            engine,
            document("undated", "光伏"),
            document("old", "光伏", published="2025-01-01"),
            document("first", "光伏", published="2025-02-10"),
            document("second", "光伏", published="2025-02-10"),
        )
        assert found(engine, EVERY, words=("光伏",), recency=False) == ["first", "second", "old", "undated"]

    def test_sorts_by_date_have_undated_articles_last_both_ways_and_no_scores(self, engine):
        fill(
            engine,
            document("undated", "光伏"),
            document("old", "光伏", published="2025-01-01"),
            document("new", "光伏", published="2025-02-10"),
            document("new2", "光伏", published="2025-02-10"),
        )
        assert found(engine, EVERY, sort="newest") == ["new", "new2", "old", "undated"]
        assert found(engine, EVERY, sort="oldest") == ["old", "new", "new2", "undated"]
        assert {hit.score for hit in engine.search(Request(words=("光伏",), sort="newest")).hits} == {0.0}

    def test_an_undated_article_stands_at_the_same_place_in_every_engine_and_is_as_old_as_the_oldest(self, engine):
        fill(engine, document("undated", "光伏"), document("new", "煤炭", published="2025-02-10"))
        asked = {sort: Request(match=contains("光伏"), words=("光伏",), sort=sort) for sort in ("newest", "oldest")}
        places = {sort: [hit.place for hit in engine.search(request).hits] for sort, request in asked.items()}
        assert places == {"newest": [(0.0, 0, 1)], "oldest": [(0.0, math.inf, 1)]}
        (hit,) = engine.search(Request(match=contains("光伏"), words=("光伏",), recency=True, explain=True)).hits
        assert hit.explanation.recency == ranking.aged(1.0, None, date(2025, 2, 10).toordinal())

    def test_pages_follow_each_other_and_one_past_the_end_is_empty(self, engine):
        fill(engine, *(document(f"n{number}", "光伏") for number in range(7)))
        pages = [engine.search(Request(words=("光伏",), start=start, size=3)) for start in (0, 3, 6, 9, 300)]
        assert [hit.id for page in pages for hit in page.hits] == [f"n{number}" for number in range(7)]
        assert [len(page.hits) for page in pages] == [3, 3, 1, 0, 0]
        assert {page.total for page in pages} == {7}

    def test_a_page_of_no_size_still_counts(self, engine):
        fill(engine, document("a", "光伏"))
        results = engine.search(Request(size=0))
        assert (results.hits, results.total) == ((), 1)
