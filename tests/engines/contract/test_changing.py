"""Changes: what is applied is found at once, replaces what was there, and may be applied again."""

import pytest

from searchsvc.engines.base import Change, FacetCounts, Request
from searchsvc.engines.expressions import Everything
from tests.engines.examples import changes, contains, document, fill, found, has

EVERY = Everything()


class TestChanging:
    def test_an_engine_over_nothing_is_at_the_beginning_and_finds_nothing(self, engine):
        results = engine.search(Request(words=("光伏",), facets={"city": 3}, counts=(EVERY,)))
        assert (engine.sequence, results.sequence, results.total, results.hits) == (0, 0, 0, ())
        assert (results.facets, results.counts) == ({"city": FacetCounts((), 0, 0)}, (0,))

    def test_what_is_applied_is_found_at_once(self, engine):
        engine.apply(changes(document("a", "光伏项目")), 1)
        assert (engine.sequence, found(engine, contains("光伏"))) == (1, ["a"])
        engine.apply(changes(document("b", "光伏产业"), after=1), 2)
        assert (engine.sequence, found(engine, contains("光伏"))) == (2, ["a", "b"])
        assert engine.search(Request()).sequence == 2

    def test_each_state_has_a_name_of_its_own(self, engine):
        names = [engine.generation]
        for number in (1, 2):
            engine.apply([Change(number, "a", document("a", "光伏"))], number)
            names.append(engine.generation)
        engine.rebuild([], 2)
        names.append(engine.generation)
        assert len(set(names)) == 4
        assert engine.generation == names[-1]

    def test_a_change_replaces_what_its_id_had(self, engine):
        fill(engine, document("a", "光伏项目", city=("大同",), published="2025-02-10"), document("b", "煤炭"))
        fill(engine, document("a", "氢能项目", city=("太原",)))
        assert found(engine, contains("光伏")) == found(engine, has("city", "大同")) == []
        assert found(engine, contains("氢能")) == found(engine, has("city", "太原")) == ["a"]
        assert found(engine, EVERY) == ["b", "a"]

    def test_the_last_change_of_an_id_in_a_batch_holds(self, engine):
        first, second = document("a", "光伏"), document("a", "氢能")
        engine.apply([Change(1, "a", first), Change(2, "a", second), Change(3, "b", first), Change(4, "b", None)], 4)
        assert found(engine, EVERY) == found(engine, contains("氢能")) == ["a"]

    def test_what_was_deleted_and_came_again_in_a_batch_is_there_once(self, engine):
        fill(engine, document("a", "光伏"))
        engine.apply([Change(2, "a", None), Change(3, "a", document("a", "氢能"))], 3)
        assert found(engine, EVERY) == found(engine, contains("氢能")) == ["a"]

    def test_what_is_deleted_is_gone_from_hits_facets_and_counts(self, engine):
        fill(engine, document("a", "光伏", city=("大同",)), document("b", "光伏", city=("太原",)))
        engine.apply([Change(3, "a", None)], 3)
        results = engine.search(Request(match=contains("光伏"), facets={"city": 9}, counts=(contains("光伏"),)))
        assert (results.total, [hit.id for hit in results.hits], results.counts) == (1, ["b"], (1,))
        assert results.facets == {"city": FacetCounts((("太原", 1),), 0, 0)}

    def test_scores_are_those_of_the_articles_that_are_there(self, engine):
        """An index that lost articles ranks as one that never had them."""
        kept = (document("a", "光伏和煤炭", published="2025-01-01"), document("b", "煤炭和煤炭和光伏和会议"))
        fill(engine, *kept)
        before = engine.search(Request(words=("光伏", "煤炭")))
        fill(engine, document("x", "光伏" * 30, title="光伏", published="2025-06-01"), document("y", "煤炭"))
        engine.apply([Change(5, "x", None), Change(6, "y", None)], 6)
        after = engine.search(Request(words=("光伏", "煤炭")))
        assert [(hit.id, pytest.approx(hit.score)) for hit in after.hits] == [
            (hit.id, hit.score) for hit in before.hits
        ]

    def test_deleting_what_is_not_there_changes_nothing(self, engine):
        fill(engine, document("a", "光伏"))
        engine.apply([Change(2, "nobody", None)], 2)
        assert (engine.sequence, found(engine, EVERY)) == (2, ["a"])

    def test_the_same_changes_again_give_the_same(self, engine):
        batch = changes(document("a", "光伏"), document("b", "煤炭"))
        for _ in range(3):
            engine.apply(batch, 2)
        assert (engine.sequence, found(engine, EVERY)) == (2, ["a", "b"])

    def test_no_changes_move_the_sequence(self, engine):
        engine.apply([], 7)
        assert (engine.sequence, engine.search(Request()).sequence) == (7, 7)

    def test_a_rebuild_leaves_nothing_of_what_was(self, engine):
        fill(engine, document("a", "光伏"), document("b", "煤炭"))
        engine.rebuild(iter(changes(document("c", "氢能"), after=2)), 3)
        assert (engine.sequence, found(engine, EVERY)) == (3, ["c"])
        fill(engine, document("d", "光伏"))
        assert found(engine, EVERY) == ["c", "d"]

    def test_it_says_which_archive_it_is_a_copy_of_until_another_one_takes_its_place(self, engine):
        told = [engine.origin]
        engine.apply(changes(document("a", "光伏")), 1)
        told.append(engine.origin)
        engine.apply([], 2, "太原")
        engine.apply(changes(document("b", "煤炭"), after=2), 3)
        engine.optimize()
        told.append(engine.origin)
        engine.rebuild([], 3, "大同")
        assert [*told, engine.origin] == ["", "", "太原", "大同"]

    def test_a_rebuild_of_nothing_is_empty(self, engine):
        fill(engine, document("a", "光伏"))
        engine.rebuild([], 1)
        assert (engine.sequence, engine.search(Request()).total) == (1, 0)

    def test_a_batch_that_fails_changes_nothing_and_the_next_one_works(self, engine):
        fill(engine, document("a", "光伏"))

        def broken():
            yield Change(2, "b", document("b", "煤炭"))
            raise RuntimeError("the archive broke off")

        for attempt in (engine.apply, engine.rebuild):
            with pytest.raises(RuntimeError, match="broke off"):
                attempt(broken(), 3)
            assert (engine.sequence, found(engine, EVERY)) == (1, ["a"])
        fill(engine, document("c", "氢能"))
        assert found(engine, EVERY) == ["a", "c"]

    def test_optimizing_changes_nothing_that_is_found(self, engine):
        for number in range(6):
            fill(engine, document("a", f"光伏{number}期"), document(f"b{number}", "光伏", published="2025-02-10"))
        engine.apply([Change(engine.sequence + 1, "b0", None)], engine.sequence + 1)
        asked = Request(match=contains("光伏"), facets={"year": 10})
        before, reached = engine.search(asked), engine.sequence
        engine.optimize()
        after = engine.search(asked)
        assert (before.hits, before.facets, reached) == (after.hits, after.facets, engine.sequence)
        fill(engine, document("c", "光伏"))
        assert engine.search(asked).total == before.total + 1
