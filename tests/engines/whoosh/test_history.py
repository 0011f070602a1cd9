"""Replaced states on disk: asked by any process, after a restart too, and swept away when their time is over."""

import os
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from searchsvc.engines.base import KEPT, Request
from searchsvc.engines.whoosh import WhooshEngine, history
from searchsvc.errors import Expired
from tests.engines.examples import changes, document, fill

FIRST = Request(size=1, hold=True)


def _walked(folder, page) -> list[str]:
    """Return what a process that has just begun finds behind a page."""
    with closing(WhooshEngine(folder)) as engine:
        found = engine.search(Request(after=page.hits[-1].place, generation=page.generation))
        return [hit.id for hit in found.hits]


@pytest.fixture
def engine(tmp_path):
    with closing(WhooshEngine(tmp_path)) as engine:
        fill(engine, document("a", "光伏"), document("b", "光伏"), document("c", "光伏"))
        yield engine


def test_a_process_that_begins_later_goes_on_with_a_walk(engine, tmp_path):
    page = engine.search(FIRST)
    for number in range(20):  # enough that segments are merged
        fill(engine, document(f"d{number}", "煤炭"), document("b", "煤炭"))
    engine.close()
    assert _walked(tmp_path, page) == ["b", "c"]
    with closing(WhooshEngine(tmp_path)) as other:
        other.rebuild(changes(document("z", "氢能")), 99)
    assert _walked(tmp_path, page) == ["b", "c"]


def test_what_is_no_longer_held_is_swept_away_with_the_next_commit(engine, tmp_path, monkeypatch):
    page, now = engine.search(FIRST), time.time()
    engine.apply([], 4)
    engine.search(FIRST)
    engine.rebuild(changes(document("z", "氢能")), 5)
    engine.apply([], 6)
    assert len(list(tmp_path.rglob("manifest*.json"))) == 3
    monkeypatch.setattr(time, "time", lambda: now + KEPT + 5)
    engine.rebuild(changes(document("z", "氢能")), 7)
    assert [path.name for path in tmp_path.rglob("*-*")] == []
    assert len(list(tmp_path.rglob("manifest.json"))) == 1
    with pytest.raises(Expired):
        _walked(tmp_path, page)


def test_a_search_that_no_walk_begins_with_leaves_nothing_on_disk(engine, tmp_path):
    before = sorted(tmp_path.rglob("*"))
    engine.search(Request())
    assert sorted(tmp_path.rglob("*")) == before


def test_a_state_replaced_before_it_was_held_is_asked_anew(engine, tmp_path, monkeypatch):
    """Another process commits between the look at the state and the hold on it."""
    hold, other = history.hold, WhooshEngine(tmp_path)

    def late(folder, commit):
        if other.sequence == 3:
            fill(other, document("d", "煤炭"))
        hold(folder, commit)

    monkeypatch.setattr(history, "hold", late)
    page = engine.search(FIRST)
    assert (page.total, page.generation) == (4, other.generation)
    other.close()


def test_who_may_not_write_walks_while_the_state_is_the_newest(engine, tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "touch", _refused)
    page = engine.search(FIRST)
    assert _walked(tmp_path, page) == ["b", "c"]
    fill(engine, document("d", "煤炭"))
    with pytest.raises(Expired):
        _walked(tmp_path, page)


def _refused(*_path):
    raise PermissionError(13, "read-only")


def test_a_kept_manifest_that_is_damaged_is_not_asked_and_hinders_no_writer(engine, tmp_path):
    page = engine.search(FIRST)
    fill(engine, document("d", "煤炭"))
    (kept,) = tmp_path.rglob("manifest-*.json")
    kept.write_text("{")
    os.utime(kept)
    with pytest.raises(Expired):
        _walked(tmp_path, page)
    fill(engine, document("e", "煤炭"))
    assert engine.search(Request()).total == 5


def test_segments_of_a_kept_state_that_are_gone_end_the_walk(engine, tmp_path):
    page = engine.search(FIRST)
    engine.rebuild(changes(document("z", "氢能")), 9)
    folder = tmp_path / "generations" / page.generation.rpartition("-")[0]
    for path in folder.glob("*.arrays"):
        path.unlink()
    with pytest.raises(Expired):
        _walked(tmp_path, page)


def test_several_walks_through_several_states_go_on_side_by_side(engine):
    pages = []
    for number in range(6):
        pages.append(engine.search(FIRST))
        fill(engine, document(f"n{number}", "煤炭"))
    for _ in range(2):
        for number, page in enumerate(pages):
            asked = replace(FIRST, size=99, after=page.hits[-1].place, generation=page.generation)
            assert len(engine.search(asked).hits) == 2 + number
