"""The PostgreSQL store heals after its server was gone, has one writer on all machines, and keeps every character."""

import signal
import subprocess
import sys
from dataclasses import replace

import pytest

from searchsvc.articles import Paragraph
from searchsvc.errors import BadRequest, IndexDamaged, IndexLocked, IndexOutdated, StoreUnavailable
from searchsvc.store import open_store
from searchsvc.store.base import Incoming
from searchsvc.store.postgresql.migrations import STEPS
from tests.store.examples import DATONG, JINCHENG

HOLDER = """
import sys
from pathlib import Path
from searchsvc.store import open_store

store = open_store(sys.argv[1], Path(sys.argv[2]))
with store.writing(), store.transaction() as connection:
    connection.execute("UPDATE articles SET path = 'half'")
    print("holding", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def address(postgresql_address):
    return postgresql_address


@pytest.fixture
def store(address, tmp_path):
    store = open_store(address, tmp_path / "index", create=True)
    yield store
    store.close()


@pytest.fixture
def holder(address, store, tmp_path):
    """Another process, as on another machine, that writes and does not end."""
    store.save([Incoming(DATONG)])
    started = subprocess.Popen(
        [sys.executable, "-c", HOLDER, address, str(tmp_path / "elsewhere")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert started.stdout.readline() == "holding\n"
    yield started
    started.kill()
    started.communicate()


def test_who_writes_on_another_machine_is_told_and_reading_goes_on(store, holder):
    with pytest.raises(IndexLocked) as error, store.writing(wait=0):
        pass
    assert f"process {holder.pid} on " in error.value.said("en")
    assert store.get("a1").article == DATONG


def test_a_writer_that_is_killed_leaves_what_was_acknowledged_and_no_lock(store, holder):
    holder.send_signal(signal.SIGKILL)
    holder.communicate()
    with store.writing(wait=10):
        assert store.get("a1").article == DATONG
        assert store.save([Incoming(JINCHENG)]) == ["new"]


def test_the_index_of_a_folder_is_written_by_one_process_whoever_writes_the_archive(store, address, tmp_path):
    same, other = (open_store(address, tmp_path / name) for name in ("index", "elsewhere"))
    with store.indexing():
        with pytest.raises(IndexLocked), same.indexing(wait=0):
            pass
        with other.indexing(wait=0), other.writing(wait=0):
            pass
    same.close()
    other.close()


def test_a_text_may_hold_what_postgresql_has_no_character_for(store):
    odd = replace(DATONG, title="大\0同\ufdd0", paragraphs=(Paragraph("\ufdd00装机\ufdd0\0"),))
    store.save([Incoming(odd, "/pages/\0.txt")])
    assert [entry.article for entry in store.of_origin("/pages/\0.txt")] == [odd]


def test_an_archive_of_a_newer_version_is_refused(store, address, tmp_path):
    with store.transaction() as connection:
        connection.execute("UPDATE version SET steps = ?", (len(STEPS) + 1,))
    with pytest.raises(IndexOutdated, match="newer searchsvc"):
        open_store(address, tmp_path / "index")


def test_tables_that_are_not_ours_are_told_as_damaged(store):
    with store.transaction() as connection:
        connection.execute("DROP TABLE figures")
    with pytest.raises(IndexDamaged, match="does not exist"):
        store.save([Incoming(DATONG)])


def test_an_article_that_is_not_as_it_was_written_is_a_fault(store):
    store.save([Incoming(DATONG), Incoming(JINCHENG)])
    assert list(store.faults()) == []
    with store.transaction() as connection:
        connection.execute("UPDATE articles SET path = '/elsewhere' WHERE id = 'a1'")
        connection.execute("DELETE FROM figures")
    assert {fault.en.partition(": ")[2] for fault in store.faults()} == {"article a1 is not as it was written."}


def test_a_commit_is_on_disk_also_where_the_server_is_set_otherwise(postgresql, address, tmp_path):
    store = open_store(f"{address}%20-csynchronous_commit%3Doff", tmp_path / "index", create=True)
    with store.transaction() as connection:
        assert connection.execute("SHOW synchronous_commit").fetchone() == ("on",)
    store.close()


def test_a_server_that_is_not_there_is_told_without_the_password(tmp_path):
    with pytest.raises(StoreUnavailable) as error:
        open_store("postgresql://press:geheim@127.0.0.1:9/news", tmp_path / "index")
    assert "postgresql://127.0.0.1:9/news" in error.value.said("en")
    assert "geheim" not in error.value.said("en") + error.value.said("zh")


def test_who_writes_is_told_without_the_passwords_of_its_command_line(store, address, tmp_path, monkeypatch):
    monkeypatch.setattr("sys.argv", ["searchsvc", "migrate", "--to", "postgresql://press:geheim@db/news"])
    other = open_store(address, tmp_path / "elsewhere")
    with store.writing(), pytest.raises(IndexLocked, match=r"press:\*\*\*@db/news") as error, other.writing(wait=0):
        pass
    assert "geheim" not in error.value.said("zh")
    other.close()


def test_an_address_that_is_none_is_refused(tmp_path):
    with pytest.raises(BadRequest, match="address of the store is wrong"):
        open_store("postgresql://host:port:other/news?nonsense", tmp_path / "index")


def test_a_database_is_copied_by_its_own_tools(store, tmp_path):
    with pytest.raises(BadRequest) as error:
        store.backup(tmp_path / "kept")
    assert "pg_dump" in error.value.said("en")


class TestRestarted:
    """What was acknowledged is there, what was not is not, and nobody has to do anything."""

    @pytest.fixture
    def address(self, mortal):
        with mortal.place() as address:
            yield address

    def test_readers_and_writers_need_not_know(self, mortal, store):
        store.save([Incoming(DATONG)])
        mortal.do("restart")
        assert store.get("a1").article == DATONG
        assert store.save([Incoming(JINCHENG)]) == ["new"]

    def test_a_transaction_that_it_cut_off_is_undone_and_the_lock_with_it(self, mortal, store, address, tmp_path):
        other = open_store(address, tmp_path / "elsewhere")

        def broken():
            with store.transaction() as connection:
                connection.execute("INSERT INTO tokens VALUES ('half', ?, '')", (b"",))
                mortal.do("restart")
                assert other.save([Incoming(JINCHENG)]) == ["new"]

        with pytest.raises(StoreUnavailable):
            broken()
        assert (store.tokens(), store.sequence) == ([], 1)
        other.close()

    def test_who_held_the_lock_writes_no_more_until_it_is_taken_anew(self, mortal, store):
        def interrupted():
            with store.writing():
                mortal.do("restart")
                store.save([Incoming(DATONG)])

        with pytest.raises(StoreUnavailable):
            interrupted()
        assert store.count() == 0
        assert store.save([Incoming(DATONG)]) == ["new"]

    def test_while_it_is_gone_that_is_told_and_after_it_nothing(self, mortal, store):
        store.save([Incoming(DATONG)])
        mortal.do("stop")
        with pytest.raises(StoreUnavailable, match="does not answer"):
            store.get("a1")
        mortal.do("resume")
        assert store.get("a1").article == DATONG
