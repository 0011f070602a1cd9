"""What every store of the table promises."""

import threading
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchsvc.articles import Article, Paragraph
from searchsvc.enrich.sketches import sketch
from searchsvc.errors import IndexMissing
from searchsvc.store.base import Incoming, Token
from tests.store.examples import ARTICLES, DATONG, JINCHENG, OTHER, PAGE


def living(store):
    return {entry.id: entry.article for entry in store.changes() if entry.article}


def _other(store, rules):
    return sum(entry.rules != rules for entry in store.changes())


class TestContract:
    def test_an_empty_archive_has_no_articles_and_stands_at_zero(self, store):
        assert (store.count(), store.sequence, list(store.changes()), store.get("a1")) == (0, 0, [], None)

    def test_what_was_saved_comes_back_whole(self, store):
        assert store.save([Incoming(DATONG, PAGE, "rules-1")]) == ["new"]
        entry = store.get("a1")
        assert (entry.article, entry.origin, entry.rules, entry.state) == (DATONG, PAGE, "rules-1", "living")
        assert store.many(["a1", "a9"]) == {"a1": DATONG}

    @settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(articles=st.lists(ARTICLES, max_size=4, unique_by=lambda article: article.id))
    def test_any_article_comes_back_whole(self, store, articles):
        store.save(map(Incoming, articles))
        assert store.many(article.id for article in articles) == {article.id: article for article in articles}
        assert set(store.save(map(Incoming, articles))) <= {"unchanged"}

    def test_it_is_there_when_the_archive_is_opened_again(self, store, opener, tmp_path):
        store.save([Incoming(DATONG)])
        again = opener(tmp_path / "index", False)
        assert living(again) == {"a1": DATONG}
        again.close()

    def test_a_folder_without_archive_is_told_with_the_command_to_run(self, opener, tmp_path):
        with pytest.raises(IndexMissing) as error:
            opener(tmp_path / "nowhere", False)
        assert f"searchsvc index PATH… --index {tmp_path / 'nowhere'}" in error.value.said("en")

    def test_it_counts_the_living_that_other_rules_derived(self, store):
        store.save(
            [Incoming(DATONG, PAGE, "rules-1"), Incoming(JINCHENG, PAGE, "rules-2"), Incoming(replace(DATONG, id="a3"))]
        )
        counted = {rules: store.derived_otherwise(rules) for rules in ("rules-1", "rules-2", "rules-3")}
        assert counted == {"rules-1": 2, "rules-2": 2, "rules-3": 3}
        store.delete(JINCHENG.id)
        assert store.derived_otherwise("rules-1") == 1
        assert all(store.derived_otherwise(rules) == _other(store, rules) for rules in counted)

    def test_it_tells_how_much_room_it_takes(self, store):
        before = store.size
        store.save(Incoming(replace(DATONG, id=f"b{number}")) for number in range(99))
        assert store.size > before > 0

    def test_saving_the_same_again_changes_nothing(self, store):
        store.save([Incoming(DATONG, PAGE), Incoming(JINCHENG)])
        assert store.save([Incoming(DATONG, PAGE), Incoming(JINCHENG)]) == ["unchanged", "unchanged"]
        assert store.sequence == 2

    def test_the_same_text_read_elsewhere_or_by_newer_rules_is_noted_without_a_change(self, store):
        store.save([Incoming(DATONG, PAGE, "rules-1")])
        moved = replace(DATONG, path=OTHER)
        assert store.save([Incoming(moved, OTHER, "rules-2")]) == ["unchanged"]
        entry = store.get("a1")
        assert (entry.sequence, entry.article, entry.origin, entry.rules) == (1, moved, OTHER, "rules-2")

    def test_the_same_words_on_other_lines_are_no_change(self, store):
        store.save([Incoming(DATONG)])
        lower = replace(DATONG, paragraphs=(Paragraph(DATONG.body, (13, 14)),), lines=(13, 14))
        assert store.save([Incoming(lower)]) == ["unchanged"]
        assert (store.sequence, store.get("a1").article) == (1, lower)

    def test_another_text_replaces_and_gets_a_higher_sequence(self, store):
        store.save([Incoming(DATONG), Incoming(JINCHENG)])
        corrected = replace(DATONG, title="大同新能源装机占六成")
        assert store.save([Incoming(corrected)]) == ["replaced"]
        assert [(entry.sequence, entry.id) for entry in store.changes()] == [(2, "a2"), (3, "a1")]
        assert store.get("a1").article == corrected

    def test_what_was_derived_counts_as_a_change_too(self, store):
        store.save([Incoming(DATONG)])
        assert store.save([Incoming(replace(DATONG, city=("大同", "太原")))]) == ["replaced"]

    def test_changes_after_a_sequence_hold_the_newest_state_of_each_id(self, store):
        store.save([Incoming(DATONG), Incoming(JINCHENG)])
        seen = store.sequence
        store.delete("a1", "撤稿")
        store.save([Incoming(replace(JINCHENG, page="A3"))])
        assert [(entry.id, entry.article is None) for entry in store.changes(seen)] == [("a1", True), ("a2", False)]
        assert list(store.changes(store.sequence)) == []

    def test_a_deleted_article_leaves_its_reason_and_stays_away(self, store):
        store.save([Incoming(DATONG)])
        assert store.delete("a1", "撤稿")
        entry = store.get("a1")
        assert (entry.article, entry.last, entry.state, entry.reason) == (None, DATONG, "deleted", "撤稿")
        assert store.save([Incoming(DATONG)]) == ["tombstoned"]
        assert (store.count(), store.many(["a1"]), living(store)) == (0, {}, {})

    def test_what_was_ever_read_is_held_though_it_is_gone(self, store):
        store.save([Incoming(DATONG), Incoming(JINCHENG)])
        store.delete("a1")
        assert store.held(["a1", "a2", "a9"]) == {"a1", "a2"}
        assert store.held([]) == frozenset()

    def test_a_restored_article_is_back_as_it_was(self, store):
        store.save([Incoming(DATONG)])
        store.delete("a1")
        assert store.restore("a1")
        assert living(store) == {"a1": DATONG}
        assert store.get("a1").reason is None

    def test_what_is_not_there_can_neither_be_deleted_nor_restored(self, store):
        store.save([Incoming(DATONG)])
        assert not store.delete("a9")
        assert not store.restore("a1")
        assert store.sequence == 1

    def test_a_page_file_knows_its_articles_in_order_the_deleted_included(self, store):
        store.save([Incoming(JINCHENG, PAGE), Incoming(DATONG, PAGE), Incoming(replace(DATONG, id="a3"), OTHER)])
        store.delete("a2")
        assert [entry.id for entry in store.of_origin(PAGE)] == ["a2", "a1"]

    def test_a_superseded_article_is_gone_until_a_page_brings_it_back(self, store):
        store.save([Incoming(DATONG, PAGE)])
        store.save([Incoming(JINCHENG, PAGE)], [(PAGE, "a1")])
        assert store.get("a1").state == "superseded"
        assert [entry.id for entry in store.of_origin(PAGE)] == ["a2"]
        assert store.save([Incoming(DATONG, PAGE)]) == ["new"]

    def test_an_article_that_another_file_holds_is_not_superseded(self, store):
        store.save([Incoming(DATONG, PAGE), Incoming(DATONG, OTHER)])
        store.save([], [(PAGE, "a1")])
        assert store.get("a1").state == "living"
        assert store.of_origin(PAGE) == []

    def test_an_article_that_came_ready_is_not_superseded(self, store):
        store.save([Incoming(DATONG), Incoming(DATONG, PAGE)])
        store.save([], [(PAGE, "a1")])
        assert store.get("a1").state == "living"

    def test_a_save_that_fails_half_way_leaves_nothing(self, store):
        broken = replace(JINCHENG, title="\ud800")
        with pytest.raises(UnicodeEncodeError):
            store.save([Incoming(DATONG), Incoming(broken)])
        assert (store.count(), store.sequence) == (0, 0)
        assert store.save([Incoming(DATONG)]) == ["new"]

    def test_threads_read_while_one_writes(self, store):
        faults, done = [], threading.Event()

        def read():
            while not done.is_set():
                found = list(living(store))
                if found != [f"b{number}" for number in range(len(found))]:
                    faults.append(found)

        threads = [threading.Thread(target=read) for _ in range(3)]
        for thread in threads:
            thread.start()
        for number in range(10):
            store.save([Incoming(replace(DATONG, id=f"b{number}"))])
        done.set()
        for thread in threads:
            thread.join()
        assert (faults, store.count()) == ([], 10)


class TestJoining:
    """Parts stay as they were read; who asks for articles is given the whole."""

    FIRST = replace(DATONG, continues_on="A3")
    LAST = replace(JINCHENG, source="科学导报", published="2025-02-10", page="A3", continued_from="A2")
    WHOLE = replace(FIRST, paragraphs=FIRST.paragraphs + LAST.paragraphs, continues_on=None, parts=("a1", "a2"))

    @pytest.fixture
    def issue(self, store):
        store.save([Incoming(self.FIRST, PAGE), Incoming(self.LAST, OTHER)])
        [issue] = store.unjoined()
        store.join(issue, [Incoming(self.WHOLE, PAGE)])
        return issue

    def test_parts_are_shown_as_the_whole_and_kept_as_they_were_read(self, store, issue):
        assert living(store) == store.many(["a1", "a2"]) == {"a1": self.WHOLE}
        assert store.get("a2") == store.get("a1")
        assert [store.as_read(name).article for name in ("a1", "a2")] == [self.FIRST, self.LAST]
        assert [entry.article for entry in store.readings()] == [self.FIRST, self.LAST]
        assert [entry.last for entry in store.of_origin(OTHER)] == [self.LAST]
        assert [entry.last for entry in store.parts(issue)] == [self.FIRST, self.LAST]
        assert (store.count(), store.unjoined(), store.as_read("a9")) == (1, [], None)

    def test_the_engine_is_told_that_the_later_part_went(self, store):
        store.save([Incoming(self.FIRST, PAGE), Incoming(self.LAST, OTHER)])
        seen = store.sequence
        store.join(store.unjoined()[0], [Incoming(self.WHOLE, PAGE)])
        assert {entry.id: entry.article for entry in store.changes(seen)} == {"a1": self.WHOLE, "a2": None}
        assert [(entry.state, entry.whole) for entry in store.changes(seen)] == [("living", "a1"), ("joined", "a1")]

    def test_joining_the_same_again_changes_nothing(self, store, issue):
        before = store.sequence
        store.join(issue, [Incoming(self.WHOLE, PAGE)])
        assert store.sequence == before

    def test_what_is_joined_no_more_is_told_as_it_was_read(self, store, issue):
        seen = store.sequence
        store.join(issue, [])
        assert {entry.id: entry.article for entry in store.changes(seen)} == {"a1": self.FIRST, "a2": self.LAST}

    def test_every_change_of_a_part_asks_for_joining_anew(self, store, issue):
        for change in (
            lambda: store.save([Incoming(replace(self.LAST, title="改"), OTHER)]),
            lambda: store.save([Incoming(replace(self.LAST, continued_from=None), OTHER)]),
            lambda: store.save([Incoming(self.LAST, OTHER)]),
            lambda: store.delete("a1"),
            lambda: store.restore("a1"),
            lambda: store.save([], [(OTHER, "a2")]),
        ):
            change()
            assert store.unjoined() == [issue]
            store.join(issue, [])
        store.save([Incoming(self.FIRST, PAGE)])
        assert store.unjoined() == []

    def test_a_deleted_whole_answers_under_the_id_of_every_part(self, store, issue):
        store.delete("a1", "撤稿")
        assert [(store.get(name).state, store.get(name).last) for name in ("a1", "a2")] == [("deleted", self.WHOLE)] * 2
        assert (store.count(), living(store)) == (0, {})


class TestComparing:
    """Sketches lead from each article to those that are alike."""

    def sketched(self, *bodies):
        return {f"c{number}": sketch(Article(paragraphs=(Paragraph(body),))) for number, body in enumerate(bodies)}

    def saved(self, store, sketches):
        store.save(Incoming(replace(JINCHENG, id=name)) for name in sketches)
        return sketches

    BODY = "晋城经开区引进光机电项目十二个，总投资四十亿元，其中三个来自上游供应商，年内全部投产。"

    def test_pairs_are_kept_with_how_far_it_was_compared(self, store):
        sketches = self.saved(store, self.sketched(self.BODY, "吕梁" + self.BODY, self.BODY[::-1]))
        assert (store.compared, store.duplicates(["c0"])) == (0, {"c0": ()})
        store.compare(sketches, store.sequence)
        assert (store.compared, store.duplicates(["c0", "c2"])) == (store.sequence, {"c0": ("c1",), "c2": ()})

    def test_a_new_sketch_takes_the_place_of_the_old_one(self, store):
        sketches = self.saved(store, self.sketched(self.BODY, self.BODY))
        store.compare(sketches, 1)
        store.compare(sketches, 1)
        assert store.duplicates(["c0", "c1"]) == {"c0": ("c1",), "c1": ("c0",)}
        store.compare({"c1": None}, 2)
        assert store.duplicates(["c0", "c1"]) == {"c0": (), "c1": ()}

    def test_tokens_are_kept_by_name_and_forgotten(self, store):
        tokens = [Token("采编部", b"1", "2025-02-10T08:00:00+00:00"), Token("a", b"2", "2025-02-11T08:00:00+00:00")]
        assert [store.add_token(token) for token in tokens] == [True, True]
        assert not store.add_token(Token("a", b"3", "2025-02-12T08:00:00+00:00"))
        assert store.tokens() == [tokens[1], tokens[0]]
        assert [store.remove_token("a"), store.remove_token("a")] == [True, False]
        assert store.tokens() == [tokens[0]]


def test_compacting_changes_nothing_that_is_held(store):
    store.save([Incoming(DATONG), Incoming(JINCHENG)])
    store.delete(DATONG.id)
    before = (store.sequence, list(store.changes(1)), store.count())
    store.compact()
    assert ((store.sequence, list(store.changes(1)), store.count()), list(store.faults())) == (before, [])
