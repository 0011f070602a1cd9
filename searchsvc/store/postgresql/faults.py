"""PostgreSQL's errors in the words of the house."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import errors

from searchsvc.errors import IndexDamaged, IndexLocked, SearchError, StoreUnavailable
from searchsvc.messages import Message

# Our statements are right, so the tables are not.
_DAMAGED = (errors.UndefinedTable, errors.UndefinedColumn, errors.DataCorrupted, errors.IndexCorrupted)
_BUSY = (errors.LockNotAvailable, errors.DeadlockDetected, errors.SerializationFailure)


@contextmanager
def told(place: str) -> Iterator[None]:
    """Turn errors of PostgreSQL into SearchErrors that name the database and the cause, and never a password."""
    try:
        yield
    except psycopg.Error as error:
        raise _fault(place, error) from error


def _fault(place: str, error: psycopg.Error) -> SearchError:
    cause = " ".join(str(error).split()) or type(error).__name__
    if isinstance(error, _DAMAGED):
        return IndexDamaged(
            Message(f"数据库 {place} 里的存档已损坏：{cause}。", f"The archive in {place} is damaged: {cause}."),
            Message("请从备份恢复（pg_restore）。", "Restore it from a backup, with pg_restore."),
        )
    if isinstance(error, _BUSY):
        return IndexLocked(
            Message(f"另一个程序正占用 {place}。", f"Another program holds {place}."),
            Message("等它结束后再试。", "Try again when it is done."),
        )
    if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        return StoreUnavailable(place, cause)
    return SearchError(
        Message(f"无法读写数据库 {place}：{cause}。", f"{place} can't be read or written: {cause}."),
        Message(
            "检查数据库的权限和日志后重新运行；已确认的文章都在。",
            "Check rights and log of the database and run the command again; nothing that was acknowledged is lost.",
        ),
    )
