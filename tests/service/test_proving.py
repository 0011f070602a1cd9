"""A service proves the files of its index while it runs."""

import shutil
import threading

import pytest

from searchsvc.engines.base import Request
from searchsvc.service.following import Follower, look, prove


@pytest.fixture
def damaged(archive):
    """The archive, opened and searched, a bit of each file of whose index flipped afterwards."""
    found = archive.search(Request(size=9)).hits
    for path in (archive.settings.index / "generations").glob("*/*.arrays"):
        with path.open("r+b") as file:
            byte = file.read()[-1]
            file.seek(-1, 2)
            file.write(bytes((byte ^ 1,)))
    assert len(list(archive.engine.faults())) == 1
    return archive, found


def test_an_index_whose_open_file_was_damaged_is_made_anew(damaged):
    archive, found = damaged
    assert prove(archive)
    assert list(archive.engine.faults()) == []
    assert archive.search(Request(size=9)).hits == found


def test_a_sound_index_stays_as_it_is(archive):
    before = archive.engine.generation
    assert prove(archive)
    assert archive.engine.generation == before


def test_files_that_a_commit_took_away_meanwhile_are_no_damage(damaged, monkeypatch):
    archive, _ = damaged
    faults = archive.engine.faults

    def late():
        found = list(faults())
        archive.engine.apply((), archive.engine.sequence + 1)
        yield from found

    monkeypatch.setattr(archive.engine, "faults", late)
    monkeypatch.setattr(archive.engine, "rebuild", None)
    assert prove(archive)


def test_an_index_deleted_while_a_service_runs_answers_until_it_is_made_anew(archive):
    found = archive.search(Request(size=9)).hits
    shutil.rmtree(archive.settings.index / "generations")
    assert archive.search(Request(size=9)).hits == found
    assert look(archive)
    assert archive.engine.sequence == archive.store.sequence
    assert archive.search(Request(size=9)).hits == found


def test_what_can_not_be_proven_now_is_told_and_tried_again(archive, caplog):
    generations = archive.settings.index / "generations"
    (generations / "current").write_text("../elsewhere")
    assert not prove(archive)
    assert "the index can't be proven" in caplog.text


def test_a_follower_proves_by_itself(damaged):
    archive, _ = damaged
    made = threading.Event()
    rebuild = archive.engine.rebuild

    def told(*given):
        rebuild(*given)
        made.set()

    archive.engine.rebuild = told
    follower = Follower(archive, every=0.01, proven=0.01)
    assert made.wait(60)
    follower.stop()
    assert list(archive.engine.faults()) == []
