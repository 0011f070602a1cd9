"""Several machines over one archive: each has an index of its own, which follows what any of them writes."""

import threading

import pytest

from searchsvc.config import Settings
from searchsvc.engines.base import Request
from searchsvc.ingest import FILES, catch_up, spool, take
from searchsvc.service.archive import open_archive
from searchsvc.service.following import Follower, look
from searchsvc.store.base import Incoming
from tests.service.conftest import ARTICLES


@pytest.fixture
def machine(postgresql_address, tmp_path):
    """Open the archive as on a machine of this name."""
    opened = []

    def open_on(name):
        opened.append(open_archive(Settings(index=tmp_path / name, store=postgresql_address), create=True))
        return opened[-1]

    yield open_on
    for archive in opened:
        archive.close()


def write(archive, *articles):
    with archive.store.writing():
        archive.store.save(map(Incoming, articles))
        catch_up(archive.store, archive.engine)


def found(archive):
    return {hit.id for hit in archive.search(Request(size=100)).hits}


def test_what_one_machine_wrote_the_other_finds_after_a_look(machine):
    here, there = machine("here"), machine("there")
    write(here, *ARTICLES[:2])
    assert (found(there), look(there), found(there)) == (set(), True, {"jincheng", "lvliang"})
    write(there, ARTICLES[2])
    assert (look(here), found(here)) == (True, {"jincheng", "lvliang", "linfen"})


def test_a_machine_that_comes_later_makes_its_index_when_it_opens_the_archive(machine):
    write(machine("here"), *ARTICLES)
    assert len(found(machine("there"))) == len(ARTICLES)


def test_while_another_machine_writes_what_was_before_is_followed(machine):
    here, there = machine("here"), machine("there")
    write(here, *ARTICLES[:2])
    with here.store.writing():
        here.store.save([Incoming(ARTICLES[2])])
        assert look(there)
        assert {"jincheng", "lvliang"} <= found(there)


def test_two_processes_of_a_machine_share_its_index(machine):
    here, same, there = machine("here"), machine("here"), machine("there")
    write(there, *ARTICLES)
    assert look(here)
    assert found(same) == {article.id for article in ARTICLES}


def test_a_follower_looks_by_itself(machine):
    here, there = machine("here"), machine("there")
    seen = threading.Event()
    apply = there.engine.apply

    def told(*given):
        apply(*given)
        seen.set()

    there.engine.apply = told
    follower = Follower(there, every=0.01)
    write(here, *ARTICLES)
    assert seen.wait(60)
    follower.stop()
    assert found(there) == found(here)


def test_pages_that_two_machines_watch_are_taken_once(machine, tmp_path):
    (tmp_path / "spool").mkdir()
    (tmp_path / "spool" / "wire.jsonl").write_text('{"id": "a1", "title": "大同新能源装机过半"}\n', encoding="utf-8")
    outcomes = []
    for archive in (machine("here"), machine("there")):
        with spool(tmp_path / "spool", archive.settings.index, archive.store.sequence, 0) as arriving:
            arrived = arriving.arrived()[:FILES]
            taken = take(
                archive.store, archive.engine, arriving, arrived, on_skip=outcomes.append, on_warning=outcomes.append
            )
            outcomes += [dict(each.outcomes) for each in taken]
    assert outcomes == [{"new": 1}, {"unchanged": 1}]
