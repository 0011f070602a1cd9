"""What every store promises of the searches that somebody keeps."""

from dataclasses import replace

from searchsvc.store.saved import INSTALLATION, SavedSearch


class TestSavedSearches:
    SAVED = SavedSearch("reader", "大同新能源", '{"q": "大同 新能源"}', 3, "2025-02-10T08:00:00+00:00")

    def test_they_are_kept_by_owner_in_the_order_of_saving_and_forgotten_by_name(self, store):
        other = replace(self.SAVED, name="光伏")
        own = replace(self.SAVED, owner=INSTALLATION)
        assert [store.saved.keep(each, 9) for each in (self.SAVED, other, own)] == ["kept"] * 3
        assert (store.saved.of("reader"), store.saved.of(INSTALLATION)) == ([self.SAVED, other], [own])
        assert [store.saved.forget("reader", "大同新能源") for _ in range(2)] == [True, False]
        assert (store.saved.of("reader"), store.saved.of(INSTALLATION)) == ([other], [own])

    def test_a_name_is_taken_once_and_an_owner_has_no_more_than_the_most(self, store):
        assert store.saved.keep(self.SAVED, 1) == "kept"
        assert store.saved.keep(self.SAVED, 2) == "taken"
        assert store.saved.keep(replace(self.SAVED, name="光伏"), 1) == "full"
        assert store.saved.keep(replace(self.SAVED, owner="another"), 1) == "kept"

    def test_a_reader_who_was_not_here_for_long_is_forgotten_the_installation_never(self, store):
        every = [replace(self.SAVED, owner=owner) for owner in ("reader", "gone", INSTALLATION)]
        for each in every:
            store.saved.keep(each, 9)
        store.saved.visited("nobody", "2026-03-20", "2025-02-18")
        assert store.saved.of("gone")
        store.saved.visited("reader", "2026-03-20", "2025-02-18")
        kept = {owner: bool(store.saved.of(owner)) for owner in ("reader", "gone", INSTALLATION)}
        assert kept == {"reader": True, "gone": False, INSTALLATION: True}

    def test_how_far_it_was_looked_at_is_noted(self, store):
        store.saved.keep(self.SAVED, 9)
        assert store.saved.see("reader", "大同新能源", 7)
        assert not store.saved.see("reader", "没有这个", 7)
        assert store.saved.of("reader") == [replace(self.SAVED, seen=7)]

    def test_they_are_written_while_another_process_writes_articles(self, store, opener, tmp_path):
        other = opener(tmp_path / "index", False)
        with other.writing():
            assert store.saved.keep(self.SAVED, 9) == "kept"
        other.close()
        assert store.sequence == 0
