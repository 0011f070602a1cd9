"""Looking an archive's file over: SQLite's own check, the hash of every article, the table of figures."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from searchsvc.errors import SearchError
from searchsvc.messages import Message
from searchsvc.store.base import Entry
from searchsvc.store.sqlite.faults import told
from searchsvc.store.sqlite.rows import READ, SHOWN, entry
from searchsvc.store.sqlite.tabulating import rows

_COLUMNS = 22  # of the table of figures that `rows` gives; behind them are computed ones


def faults(connection: sqlite3.Connection, path: Path) -> Iterator[Message]:
    """Yield what is wrong with the file, one message each; what can't be read on ends the list."""
    try:
        with told(path):
            yield from _structure(connection, path)
            yield from _articles(connection, path)
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


def _articles(connection: sqlite3.Connection, path: Path) -> Iterator[Message]:
    """Yield the articles that are not as they were written, as read and as shown, and those with other figures."""
    for select in (READ, SHOWN):
        for row in connection.execute(select):
            try:
                found = entry(row)
            except (SearchError, ValueError, TypeError, KeyError):
                yield Message(
                    f"{path}：文章 {row[1]} 与写入时不一致。", f"{path}: article {row[1]} is not as it was written."
                )
                continue
            if select is SHOWN and not _has_its_figures(connection, found):
                yield Message(
                    f"{path}：文章 {row[1]} 的数据表不符。", f"{path}: the figures of article {row[1]} are not its own."
                )


def _has_its_figures(connection: sqlite3.Connection, found: Entry) -> bool:
    select = "SELECT * FROM figures WHERE article = ? ORDER BY place"
    held = [row[:_COLUMNS] for row in connection.execute(select, (found.id,))]
    return held == (list(rows(found.article)) if found.article else [])
