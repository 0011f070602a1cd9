"""What every store promises of the pages that articles stand on, and of what arrived when."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchsvc.store.base import Incoming
from tests.store.examples import DATONG, JINCHENG, OTHER, PAGE


class TestPageTexts:
    LINES = ("A2 要闻", "", "大同市新能源装机占比", "超过一半。\t")

    def test_the_lines_of_a_page_are_kept_with_the_articles_that_stand_on_it(self, store):
        store.save([Incoming(DATONG, PAGE, text=self.LINES), Incoming(JINCHENG)])
        assert (store.page_text("a1"), store.page_text("a2"), store.page_text("a9")) == (self.LINES, None, None)

    @settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(lines=st.lists(st.text(), max_size=5).map(tuple))
    def test_any_lines_come_back_as_they_were(self, store, lines):
        store.save([Incoming(DATONG, PAGE, text=lines)])
        assert store.page_text("a1") == lines

    def test_lines_follow_the_page_when_it_is_read_again_though_no_word_of_the_article_changed(self, store):
        store.save([Incoming(DATONG, PAGE, text=self.LINES)])
        assert store.save([Incoming(DATONG, PAGE, text=("", *self.LINES))]) == ["unchanged"]
        assert store.page_text("a1") == ("", *self.LINES)

    def test_what_derives_anew_leaves_the_lines_and_another_source_has_none(self, store):
        store.save([Incoming(DATONG, PAGE, "rules-1", self.LINES)])
        store.save([Incoming(replace(DATONG, city=("太原",)), PAGE, "rules-2")])
        assert store.page_text("a1") == self.LINES
        store.save([Incoming(DATONG, None)])
        assert store.page_text("a1") is None

    def test_a_tombstone_keeps_the_lines_that_it_had(self, store):
        store.save([Incoming(DATONG, PAGE, text=self.LINES)])
        store.delete("a1")
        assert store.save([Incoming(DATONG, PAGE, text=("另一版",))]) == ["tombstoned"]
        store.restore("a1")
        assert store.page_text("a1") == self.LINES


class TestArrivals:
    def test_an_id_arrives_once_whatever_changes_of_it(self, store):
        store.save([Incoming(DATONG, PAGE)])
        seen = store.sequence
        store.save([Incoming(replace(DATONG, title="大同更正"), PAGE), Incoming(JINCHENG, OTHER)])
        assert (store.arrivals(0), store.arrivals(seen), store.arrivals(store.sequence)) == (["a1", "a2"], ["a2"], [])

    def test_what_went_is_no_arrival_and_what_a_page_brings_back_is_one(self, store):
        store.save([Incoming(DATONG, PAGE), Incoming(JINCHENG, OTHER)])
        store.delete("a2")
        store.save([], [(PAGE, "a1")])
        seen = store.sequence
        assert store.arrivals(0) == []
        store.save([Incoming(DATONG, PAGE)])
        store.restore("a2")
        assert (store.arrivals(seen), store.arrivals(0)) == (["a1"], ["a2", "a1"])
