"""The SQLite store survives a kill and tells what is wrong with its file."""

import json
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from searchsvc.errors import IndexDamaged, IndexLocked, IndexMissing, IndexOutdated, SearchError
from searchsvc.store.base import Incoming
from searchsvc.store.figures import Selection
from searchsvc.store.records import record as rowed
from searchsvc.store.sqlite import FILE, SQLite
from searchsvc.store.sqlite.migrations import STEPS
from tests.store.examples import DATONG, JINCHENG

WRITER = """
import sys
from pathlib import Path
from searchsvc.articles import Article
from searchsvc.store.base import Incoming
from searchsvc.store.figures import Selection
from searchsvc.store.sqlite import SQLite

def endless():
    number = 0
    while True:
        yield Incoming(Article(id=f"half-{number}", title="写到一半"))
        number += 1
        if number == 500:
            print("writing", flush=True)
            sys.stdin.read()

store = SQLite(Path(sys.argv[1]), True)
store.save([Incoming(Article(id="whole", title="已确认"))])
"""


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "index"


@pytest.fixture
def store(folder):
    store = SQLite(folder, True)
    yield store
    store.close()


def rows(folder, select):
    with closing(sqlite3.connect(folder / FILE)) as connection:
        return connection.execute(select).fetchall()


def process(code, folder):
    return subprocess.Popen(
        [sys.executable, "-c", code, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def test_a_commit_is_on_disk_and_readers_don_t_wait(store):
    """Write-ahead log, synchronous FULL, foreign keys."""
    with store._lent() as connection:
        pragmas = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_read_and_derived_stand_apart(store, folder):
    store.save([Incoming(DATONG)])
    [(read, derived)] = rows(folder, "SELECT read, derived FROM articles")
    assert sorted(json.loads(derived)) == ["city", "events", "evidence", "figures", "industry", "zone"]
    assert json.loads(read)["title"] == "大同新能源装机过半"


def test_figures_are_a_table_of_the_living(store, folder):
    table = "SELECT article, metric, label, amount, city, first_line FROM figures"
    store.save([Incoming(DATONG), Incoming(JINCHENG)])
    assert rows(folder, table) == [("a1", "capacity", "装机", 100_000.0, None, None)]
    store.delete("a1")
    assert rows(folder, table) == []
    store.restore("a1")
    assert rows(folder, table) == [("a1", "capacity", "装机", 100_000.0, None, None)]


def test_a_process_killed_within_a_transaction_leaves_what_was_acknowledged_and_no_lock(folder):
    body = "with store.transaction() as connection:\n    from searchsvc.store.tables import writing\n"
    body += "    for each in endless():\n        writing.save(connection, [each])\n"
    writer = process(WRITER + body, folder)
    assert writer.stdout.readline() == "writing\n"
    writer.send_signal(signal.SIGKILL)
    writer.communicate()
    store = SQLite(folder)
    assert [entry.id for entry in store.changes()] == ["whole"]
    with store.writing(wait=0):
        assert store.save([Incoming(DATONG)]) == ["new"]
    store.close()


def test_a_second_process_reads_while_the_first_writes_and_is_told_who_does(folder):
    writer = process(WRITER + "with store.writing():\n    print('holding', flush=True)\n    sys.stdin.read()\n", folder)
    assert writer.stdout.readline() == "holding\n"
    store = SQLite(folder)
    assert store.get("whole").article.title == "已确认"
    with pytest.raises(IndexLocked) as error, store.writing(wait=0):
        pass
    assert f"process {writer.pid} on " in error.value.said("en")
    writer.communicate("")
    with store.writing(wait=0):
        assert store.count() == 1
    store.close()


def test_the_lock_may_be_taken_again_inside(store):
    with store.writing(), store.writing(wait=0):
        assert store.save([Incoming(DATONG)]) == ["new"]


def test_an_archive_of_a_newer_version_is_refused(store, folder):
    with store._lent() as connection:
        connection.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    with pytest.raises(IndexOutdated, match="newer searchsvc"):
        SQLite(folder)


def test_an_empty_file_is_no_archive_until_something_is_indexed(folder):
    folder.mkdir()
    (folder / FILE).touch()
    with pytest.raises(IndexMissing):
        SQLite(folder)
    SQLite(folder, True).close()
    SQLite(folder).close()


def test_a_file_that_is_no_database_is_told_as_damaged(folder):
    folder.mkdir()
    (folder / FILE).write_bytes("这不是数据库。".encode() * 100)
    with pytest.raises(IndexDamaged, match=FILE):
        SQLite(folder)


@pytest.mark.parametrize(
    "change",
    [
        "read = replace(read, '大同', '太原')",
        "derived = replace(derived, '大同', '太原')",
        "read = CAST(x'ff' AS TEXT)",
        "path = '/elsewhere'",
        "state = 'liv1ng'",
    ],
)
def test_an_article_that_is_not_as_it_was_written_is_told_as_damaged(store, change):
    store.save([Incoming(DATONG)])
    with store._lent() as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(f"UPDATE articles SET {change}")
    with pytest.raises(IndexDamaged, match="not as it was written"):
        store.get("a1")


def test_tables_that_are_not_ours_are_told_as_damaged(store):
    with store._lent() as connection:
        connection.execute("DROP TABLE figures")
    with pytest.raises(IndexDamaged, match="no such table"):
        store.save([Incoming(DATONG)])


def test_a_full_disk_is_told_with_path_and_cause_and_nothing_is_acknowledged(store, folder):
    with store._lent() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
    long = [Incoming(DATONG, f"/pages/{number}" * 200) for number in range(200)]
    with pytest.raises(SearchError, match="database or disk is full") as error:
        store.save(long)
    assert str(folder / FILE) in error.value.said("zh")
    assert store.count() == 0
    with store._lent() as connection:
        connection.execute("PRAGMA max_page_count = 100000")
    assert store.save([Incoming(DATONG)]) == ["new"]


def test_a_folder_that_can_t_be_made_is_told(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(SearchError, match="can't be read or written"):
        SQLite(tmp_path / "file" / "index", True)


def test_figures_of_an_older_archive_are_written_anew(folder):
    """An archive that has taken two steps is brought to the newest, its figures with what their table came to hold."""
    folder.mkdir()
    values = rowed(DATONG)
    with closing(sqlite3.connect(folder / FILE)) as connection, connection:
        for step in STEPS[:2]:
            connection.executescript(step)
        connection.execute("PRAGMA user_version = 2")
        connection.execute(
            "INSERT INTO articles VALUES (?, 1, 'living', NULL, '', NULL, ?, NULL, ?, ?, ?, ?)",
            (DATONG.id, values.path, values.read, values.derived, values.hash, values.content),
        )
        figure = "INSERT INTO figures VALUES ('a1', 0, 'capacity', NULL, 1, '兆瓦', 1, NULL, 'exact'"
        connection.execute(figure + ", NULL, NULL, NULL, '', 0, 0, NULL, NULL)")
    store = SQLite(folder)
    [found] = store.figures.select(Selection(), "published")
    assert (found.figure, found.title, found.published) == (DATONG.figures[0], DATONG.title, DATONG.published)
    assert (found.source, found.base) == ("科学导报", "千瓦")
    store.close()


def test_the_text_of_a_page_is_there_once_and_as_long_as_an_article_stands_on_it(store, folder):
    page = ("大同市新能源装机占比超过一半。", "晋城经开区引进项目12个。")
    store.save([Incoming(DATONG, "/A2.txt", text=page), Incoming(JINCHENG, "/A2.txt", text=page)])
    assert rows(folder, "SELECT count(*) FROM texts") == [(1,)]
    store.save([Incoming(DATONG, "/A2.txt", text=("改过", *page))])
    assert rows(folder, "SELECT count(*) FROM texts") == [(2,)]
    store.save([Incoming(JINCHENG, "/A2.txt", text=("改过", *page))])
    assert rows(folder, "SELECT count(*) FROM texts") == [(1,)]


def test_the_text_of_a_page_that_is_not_as_it_was_written_is_told(store):
    store.save([Incoming(DATONG, "/A2.txt", text=("大同市新能源装机占比超过一半。",))])
    assert list(store.faults()) == []
    with store._lent() as connection:
        connection.execute("UPDATE texts SET data = x'00'")
    [fault] = store.faults()
    assert "the text of page" in fault.said("en")
