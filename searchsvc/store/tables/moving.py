"""An archive moved into another database, row by row, while it serves on; the copy is proven before it is one.

Articles go first, in the order of their changes, so that a move that broke off goes on where it was. What changed
meanwhile, and all that hangs on articles, follows while nobody writes.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING

from searchsvc.errors import BadRequest, IndexDamaged
from searchsvc.messages import Message
from searchsvc.store.tables.connection import Connection, Row

if TYPE_CHECKING:
    from searchsvc.store.tables.archive import Tables

MOVING = "moving "  # before the history of an archive that is not whole yet: that of the one it is a copy of
_BATCH = 500  # articles to a transaction

_OF_ARTICLES = (
    *("id", "sequence", "state", "reason", "changed", "origin", "path", "rules", "read", "derived", "hash", "content"),
    *("text", "arrived"),
)
_OF_FIGURES = (
    *("article", "place", "metric", "label", "value", "unit", "amount", "amount_max", "bound", "city", "zone", "stage"),
    *("quote", "start", '"end"', "first_line", "last_line", "title", "source", "published", "base", "spot"),
)
# What hangs on articles, or stands beside them; each refers to those before it alone.
_OTHERS: Mapping[str, tuple[str, ...]] = {
    "readings": ("origin", "article", "place"),
    "parts": ("article", "issue", "whole"),
    "wholes": ("id", "issue", "path", "rules", "read", "derived", "hash", "content"),
    "unjoined": ("issue",),
    "figures": _OF_FIGURES,
    "sketches": ("number", "article", "length", "day", "sample", "cluster", "moved"),
    "keys": ("hash", "number"),
    "compared": ("sequence",),
    "corrections": ("article", "field", "spot", "value", "said_by", "said_at"),
    "tokens": ("name", "digest", "made"),
    "saved": ("number", "owner", "name", "search", "seen", "made", "used"),
}
TABLES: Mapping[str, tuple[str, ...]] = {"texts": ("hash", "data"), "articles": _OF_ARTICLES, **_OTHERS}
_ARTICLES = (
    f"SELECT {', '.join(f'articles.{name}' for name in _OF_ARTICLES)}, texts.data"
    " FROM articles LEFT JOIN texts ON texts.hash = articles.text"
)
_UPSERT = " ON CONFLICT (id) DO UPDATE SET " + ", ".join(f"{name} = excluded.{name}" for name in _OF_ARTICLES[1:])


def move(source: "Tables", target: "Tables", on_share: Callable[[float], None]) -> dict[str, int]:
    """Make the target a proven copy of the source; return how many rows each table has.

    `on_share` is told how much of the articles is there, from 0 to 1. Raises BadRequest where the target holds
    something else, IndexDamaged where the copy is not equal, and what the stores raise; the move can then be repeated.
    """
    _begin(source, target)
    for rows in _batches(source.stream(f"{_ARTICLES} WHERE sequence > ? ORDER BY sequence", target.sequence)):
        with target.transaction() as connection:
            _write(connection, rows)
        on_share(rows[-1][1] / source.sequence)
    with source.writing(), target.writing():
        with target.transaction() as connection:
            _mend(source, target, connection)
            _follow(source, connection)
        counts = _proven(source, target)
        _name(target, source.history)
    return counts


def _begin(source: "Tables", target: "Tables") -> None:
    history = source.history
    if target.history in (history, MOVING + history):
        _refuse_unknown(source, target)
    elif target.history.startswith(MOVING) or any(_count(target, name) for name in TABLES if name != "compared"):
        raise BadRequest(
            Message("目标里已有另一个存档。", "The target holds another archive."),
            Message("请换一个空的目标。", "Move into an empty one."),
            parameter="to",
        )
    _name(target, MOVING + history)


def _refuse_unknown(source: "Tables", target: "Tables") -> None:
    """Raise BadRequest where the target has changes that the source never had."""
    states = "SELECT id, sequence FROM articles"
    known: dict[str, int] = dict(source.stream(states))
    for name, sequence in target.stream(states):
        if known.get(name, 0) < sequence:
            raise BadRequest(
                Message(f"目标自己有了改动（{name}）。", f"The target has changes of its own ({name})."),
                Message("请换一个空的目标。", "Move into an empty one."),
                parameter="to",
            )


def _name(target: "Tables", history: str) -> None:
    with target.transaction() as connection:
        connection.execute("UPDATE history SET id = ?", (history,))


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(islice(rows, _BATCH)):
        yield batch


def _write(connection: Connection, rows: Iterable[Row]) -> None:
    """Write rows of _ARTICLES, each with the text that it stands on."""
    articles = [row[:-1] for row in rows]
    texts = {row[_OF_ARTICLES.index("text")]: row[-1] for row in rows}
    texts.pop(None, None)
    connection.executemany(_insert("texts") + " ON CONFLICT DO NOTHING", list(texts.items()))
    connection.executemany(_insert("articles") + _UPSERT, articles)


def _mend(source: "Tables", target: "Tables", connection: Connection) -> None:
    """Write the articles that are not as they are in the source, and let go the texts that none stands on any more."""
    held = {row[0]: _digest(row) for row in target.stream(_select("articles"))}
    differing = (row for row in source.stream(_ARTICLES) if held.get(row[0]) != _digest(row[:-1]))
    for rows in _batches(differing):
        _write(connection, rows)
    connection.execute("DELETE FROM texts WHERE NOT EXISTS (SELECT 1 FROM articles WHERE text = texts.hash)")


def _follow(source: "Tables", connection: Connection) -> None:
    """Write all that is no article anew."""
    for name in reversed(tuple(_OTHERS)):
        connection.execute(f"DELETE FROM {name}")
    for name in _OTHERS:
        connection.executemany(_insert(name), source.stream(_select(name)))


def _proven(source: "Tables", target: "Tables") -> dict[str, int]:
    """Return how many rows each table has; raises IndexDamaged where one is not equal in both."""
    counts = {}
    for name in TABLES:
        ours, theirs = (_sum(store.stream(_select(name))) for store in (source, target))
        if ours != theirs:
            raise IndexDamaged(
                Message(f"搬运后表 {name} 不一致。", f"The table {name} is not equal after the move."),
                Message("原存档未动；请再运行一次。", "The source is untouched; run the command again."),
            )
        counts[name] = ours[0]
    return counts


def _sum(rows: Iterator[Row]) -> tuple[int, int]:
    """Return how many rows there are and a sum of their hashes, the same in whatever order they come."""
    count = total = 0
    for row in rows:
        count, total = count + 1, (total + int.from_bytes(_digest(row))) % (1 << 256)
    return count, total


def _digest(row: Row) -> bytes:
    return hashlib.sha256(repr(row).encode("utf-8", "surrogatepass")).digest()


def _count(store: "Tables", name: str) -> int:
    [(count,)] = store.stream(f"SELECT count(*) FROM {name}")
    return int(count)


def _select(name: str) -> str:
    return f"SELECT {', '.join(TABLES[name])} FROM {name}"


def _insert(name: str) -> str:
    columns = TABLES[name]
    return f"INSERT INTO {name} ({', '.join(columns)}) VALUES (?{', ?' * (len(columns) - 1)})"
