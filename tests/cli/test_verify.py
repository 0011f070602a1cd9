"""`verify` finds what was altered on the disk, tells each in a line, and mends the index, never the archive."""

import json
import sqlite3
from contextlib import closing
from shutil import copyfile

import pytest

from searchsvc.store.sqlite import SQLite


def execute(folder, statement):
    """Change the archive behind its back."""
    with closing(sqlite3.connect(folder / "store.sqlite")) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")  # as bits on a disk do
        connection.execute(statement)


def flip(path, at):
    """Turn one bit of a file."""
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


def indexed(folder, pattern):
    (path,) = (folder / "generations").glob(f"*/{pattern}")
    return path


@pytest.mark.parametrize("options", [(), ("--deep",)])
def test_what_was_just_indexed_is_sound(own, run, options):
    done = run("verify", *options)
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "searchsvc: all is sound.\n")


@pytest.mark.parametrize("pattern", ["*.arrays", "*.seg", "*.toc"])
@pytest.mark.parametrize("share", [0.0, 0.3, 0.9])
def test_a_flipped_bit_in_a_file_of_the_index_is_told_and_repaired(own, run, pattern, share):
    path = indexed(own, pattern)
    flip(path, int(path.stat().st_size * share))
    done = run("verify")
    assert done.exit_code == 3
    assert done.stdout == f"index\t{path} is damaged (ValueError: its size or sum is not what was written).\n"
    assert run("verify", "--repair").exit_code == 0
    assert run("verify", "--deep").exit_code == 0
    assert sorted(run("search", "新能源", "--ids").stdout.split()) == ["datong", "taiyuan"]


@pytest.mark.parametrize("pattern", ["*.arrays", "*.seg", "*.toc", "manifest.json"])
def test_a_file_of_the_index_that_is_gone_or_cut_short_is_told(own, run, pattern):
    path = indexed(own, pattern)
    whole = path.read_bytes()
    for left in (None, b"", whole[: len(whole) // 2]):
        path.unlink() if left is None else path.write_bytes(left)
        done = run("verify")
        assert (done.exit_code, done.stdout.count("\n")) == (3, 1)
        assert str(path) in done.stdout
    assert run("verify", "--repair").exit_code == 0


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE articles SET read = replace(read, '一半', '九成') WHERE id = 'datong'", "article datong"),
        ("UPDATE articles SET state = 'deletee' WHERE id = 'datong'", "CHECK constraint failed"),
        ("UPDATE articles SET hash = x'00' WHERE id = 'datong'", "article datong"),
        ("DELETE FROM figures", "figures of article figured"),
        ("UPDATE figures SET value = 60", "figures of article figured"),
    ],
)
def test_an_altered_archive_is_told_and_left_to_its_backup(own, run, tmp_path, statement, told):
    article = {"id": "figured", "title": "阳泉签约", "body": "阳泉市签约项目总投资6亿元。"}
    (tmp_path / "one.jsonl").write_text(json.dumps(article), encoding="utf-8")
    assert run("index", tmp_path / "one.jsonl").exit_code == 0
    execute(own, statement)
    before = (own / "store.sqlite").read_bytes()
    done = run("verify", "--repair", "--json")
    said = json.loads(done.stdout)
    assert (done.exit_code, said["sound"], {fault["part"] for fault in said["faults"]}) == (3, False, {"store"})
    assert any(told in fault["message"] for fault in said["faults"])
    assert (own / "store.sqlite").read_bytes() == before


@pytest.fixture
def other(run, tmp_path, articles):
    """Another archive, of articles that have in part the same ids."""
    other = [articles[1], articles[0], articles[2], articles[3] | {"id": "steel"}]
    lines = "".join(json.dumps(article, ensure_ascii=False) + "\n" for article in other)
    (tmp_path / "other.jsonl").write_text(lines, encoding="utf-8")
    assert run("index", tmp_path / "other.jsonl", "--index", tmp_path / "other").exit_code == 0
    return tmp_path / "other"


def test_another_archive_in_its_place_has_its_index_made_anew(own, run, other):
    copyfile(other / "store.sqlite", own / "store.sqlite")
    assert run("search", "--ids", "*").stdout.split() == run("search", "--ids", "*", "--index", other).stdout.split()
    assert run("verify").exit_code == 0


def test_an_index_that_is_not_of_its_archive_is_told_and_repaired(own, run, other):
    with closing(SQLite(own)) as store:
        history = store.history
    copyfile(other / "store.sqlite", own / "store.sqlite")
    with closing(sqlite3.connect(own / "store.sqlite")) as base, base:
        base.execute("UPDATE history SET id = ?", (history,))
    done = run("verify", "--repair")
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        "index\tThe index has another state of article datong.",
        "index\tThe index has article hostile, which the archive has not.",
        "index\tThe index has another state of article jincheng.",
        "index\tThe index lacks article steel.",
    ]
    assert run("verify").exit_code == 0
