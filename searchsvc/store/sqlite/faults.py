"""SQLite's errors in the words of the house."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from searchsvc.errors import IndexDamaged, IndexLocked, SearchError, StorageFailed
from searchsvc.messages import Message

# SQLITE_ERROR: our statements are right, so the tables are not; no name: a text that is no UTF-8 any more
_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_ERROR")
_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED")


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn errors of SQLite and of the system into SearchErrors that name the file and the cause."""
    try:
        yield
    except UnicodeDecodeError as error:  # in SQLite's own message
        raise _damaged(path, "malformed database schema") from error
    except sqlite3.Error as error:
        raise _fault(path, error) from error
    except OSError as error:
        raise _failed(path, error.strerror or str(error)) from error


def _fault(path: Path, error: sqlite3.Error) -> SearchError:
    name = getattr(error, "sqlite_errorname", None)
    if name is None and isinstance(error, sqlite3.OperationalError):
        return _damaged(path, "a text is not as it was written")
    if name and name.startswith(_DAMAGED):
        return _damaged(path, str(error))
    if name and name.startswith(_BUSY):
        return IndexLocked(
            Message(f"另一个程序正占用 {path}。", f"Another program holds {path}."),
            Message("等它结束后再试。", "Try again when it is done."),
        )
    return _failed(path, str(error))


def _damaged(path: Path, cause: str) -> IndexDamaged:
    return IndexDamaged(
        Message(f"{path} 已损坏：{cause}。", f"{path} is damaged: {cause}."),
        Message("请从备份恢复这个文件。", "Restore this file from a backup."),
    )


def _failed(path: Path, cause: str) -> StorageFailed:
    return StorageFailed(
        Message(f"无法读写 {path}：{cause}。", f"{path} can't be read or written: {cause}."),
        Message(
            "检查磁盘空间和文件权限后重新运行；已确认的文章都在。",
            "Check free space and permissions and run the command again; nothing that was acknowledged is lost.",
        ),
    )
