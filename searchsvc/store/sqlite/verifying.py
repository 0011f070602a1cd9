"""Looking an archive's file over: SQLite's own check, then the tables."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from searchsvc.errors import SearchError
from searchsvc.messages import Message
from searchsvc.store.sqlite.faults import told
from searchsvc.store.tables import verifying


def faults(connection: sqlite3.Connection, path: Path) -> Iterator[Message]:
    """Yield what is wrong with the file, one message each; what can't be read on ends the list."""

    def select(statement: str, *values: object) -> sqlite3.Cursor:
        return connection.execute(statement, values)

    try:
        with told(path):
            yield from _structure(connection, path)
            yield from verifying.faults(select, select, str(path))
    except SearchError as error:
        yield error.message


def _structure(connection: sqlite3.Connection, path: Path) -> Iterator[Message]:
    for (said,) in connection.execute("PRAGMA integrity_check"):
        if said != "ok":
            plain = " ".join(said.split())
            yield Message(f"{path} 已损坏：{plain}。", f"{path} is damaged: {plain}.")
    for table, _, other, _ in connection.execute("PRAGMA foreign_key_check"):
        yield Message(
            f"{path} 已损坏：表 {table} 里有一行在 {other} 里没有对应。",
            f"{path} is damaged: a row of {table} has none in {other}.",
        )
