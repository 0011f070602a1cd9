"""The archive copied: taken while others write, put in its place, each proven first; or written anew, smaller."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from searchsvc.errors import BadRequest, IndexDamaged, IndexMissing
from searchsvc.messages import Message
from searchsvc.store.sqlite.faults import told
from searchsvc.store.sqlite.migrations import ANY_HISTORY, migrate, version
from searchsvc.store.sqlite.verifying import faults

_SPARSE = 0.1  # of a file, so much of it free that it is written anew


def backup(connection: sqlite3.Connection, target: Path) -> None:
    """Write a proven copy into a new file, durable when this returns; a copy that fails leaves nothing behind."""
    if target.exists():
        raise BadRequest(
            Message(f"{target} 已经存在。", f"{target} is there already."),
            Message("请给一个新的文件名。", "Name a new file."),
        )
    draft = target.with_name(target.name + ".new")
    _copy(connection, draft, lambda copy: None)
    draft.replace(target)
    _sync(target.parent)


def compact(connection: sqlite3.Connection) -> None:
    """Write the file anew where much of it is free, as one transaction, and empty the log beside it."""
    free, pages = (connection.execute(f"PRAGMA {name}_count").fetchone()[0] for name in ("freelist", "page"))
    if free > _SPARSE * pages:
        connection.execute("VACUUM")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def restore(source: Path, connection: sqlite3.Connection, draft: Path) -> None:
    """Put a proven copy of a backup in place of the archive, in one transaction; readers see the one or the other."""
    with told(source):
        if not source.is_file():
            raise IndexMissing(Message(f"没有文件 {source}。", f"There is no file {source}."))
        with closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as given:
            if not version(given):
                raise BadRequest(Message(f"{source} 不是存档的备份。", f"{source} is no backup of an archive."))
            _copy(given, draft, _make_current)
    try:
        with closing(sqlite3.connect(draft)) as copy:
            copy.backup(connection)
    finally:
        draft.unlink()


def _make_current(copy: sqlite3.Connection) -> None:
    """Take the steps that the backup lacks, and begin another history: the index that is there is of the former."""
    migrate(copy)
    copy.execute(f"UPDATE history SET id = {ANY_HISTORY}")


def _copy(connection: sqlite3.Connection, target: Path, change: Callable[[sqlite3.Connection], None]) -> None:
    try:
        with told(target), closing(sqlite3.connect(target, isolation_level=None)) as copy:
            connection.backup(copy)
            _prove(copy, target)
            change(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it
        _sync(target)
    except BaseException:
        for end in ("", "-journal", "-wal", "-shm"):
            target.with_name(target.name + end).unlink(missing_ok=True)
        raise


def _prove(copy: sqlite3.Connection, path: Path) -> None:
    for message in faults(copy, path):
        raise IndexDamaged(
            message, Message("没有改动任何文件；请用更早的备份。", "Nothing was changed; use an older backup.")
        )


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
