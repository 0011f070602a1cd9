"""`backup` copies an archive while it is used; `restore` brings it back, proven, or changes nothing."""

import json
from contextlib import closing

import pytest

from searchsvc.engines import open_engine
from searchsvc.ingest import catch_up
from searchsvc.store.sqlite import SQLite


def ids(run):
    return sorted(run("search", "*", "--ids").stdout.split())


def write(run, tmp_path, *articles):
    (tmp_path / "more.jsonl").write_text("\n".join(json.dumps(one) for one in articles), encoding="utf-8")
    assert run("index", tmp_path / "more.jsonl").exit_code == 0


LATER = {"id": "yangquan", "title": "阳泉签约", "body": "阳泉市新签约六个项目。"}


@pytest.fixture
def kept(own, run, tmp_path):
    done = run("backup", tmp_path / "kept.sqlite")
    assert (done.exit_code, done.stderr) == (0, f"searchsvc: 4 articles kept in {tmp_path / 'kept.sqlite'}\n")
    return tmp_path / "kept.sqlite"


def test_a_backup_is_one_file_and_restores_what_there_was(own, run, tmp_path, kept):
    before = ids(run)
    write(run, tmp_path, LATER)
    assert run("delete", "datong").exit_code == 0
    assert run("restore", kept).exit_code == 0
    assert (ids(run), run("verify", "--deep").exit_code) == (before, 0)
    assert [path.name for path in tmp_path.glob("kept*")] == ["kept.sqlite"]


def test_a_backup_restores_into_a_folder_that_was_lost(run, tmp_path, kept):
    assert run("restore", kept, "--index", tmp_path / "anew").exit_code == 0
    assert run("verify", "--deep", "--index", tmp_path / "anew").exit_code == 0


def test_a_restore_killed_before_its_index_was_made_is_made_up_for_at_the_next_start(own, run, tmp_path, kept):
    assert run("restore", kept, "--index", tmp_path / "other").exit_code == 0
    write(run, tmp_path, LATER)
    assert run("backup", tmp_path / "later.sqlite").exit_code == 0
    assert run("delete", "yangquan").exit_code == 0  # the index is now ahead of `later`, and of other content
    with closing(SQLite(own)) as store:
        store.replace(tmp_path / "later.sqlite")
    with closing(SQLite(own)) as store, closing(open_engine("whoosh", own)) as engine:
        assert engine.origin != store.history
        catch_up(store, engine)
        assert engine.origin == store.history
    assert "yangquan" in ids(run)


def test_a_backup_does_not_write_over_a_file(run, kept):
    before = kept.read_bytes()
    done = run("backup", kept)
    assert (done.exit_code, done.stderr) == (2, f"searchsvc: {kept} is there already. Name a new file.\n")
    assert kept.read_bytes() == before


@pytest.mark.parametrize("harm", ["cut", "flipped", "text", "empty", "gone"])
def test_a_damaged_backup_changes_nothing(own, run, tmp_path, kept, harm):
    write(run, tmp_path, LATER)
    whole = kept.read_bytes()
    place = whole.index("光伏企业".encode())
    flipped = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
    harmed = {"cut": whole[: len(whole) // 2], "flipped": flipped, "text": b"x" * 5000, "empty": b"", "gone": None}[
        harm
    ]
    kept.unlink() if harmed is None else kept.write_bytes(harmed)
    done = run("restore", kept)
    assert (done.exit_code != 0, done.stdout, done.stderr.count("\n")) == (True, "", 1)
    assert "internal error" not in done.stderr
    assert "yangquan" in ids(run)
    assert run("verify").exit_code == 0
    assert not list(own.glob("restoring*"))
