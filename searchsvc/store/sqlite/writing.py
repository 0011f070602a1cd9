"""What a transaction does to the rows: one function a change."""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from searchsvc.store.base import Incoming, Outcome, State
from searchsvc.store.corrections import Correction
from searchsvc.store.sqlite import correcting
from searchsvc.store.sqlite.correcting import is_corrected
from searchsvc.store.sqlite.joining import enter, mark
from searchsvc.store.sqlite.rows import NEXT, Record, record
from searchsvc.store.sqlite.tabulating import tabulate

_NOTED = (
    "origin = :origin, path = :path, rules = :rules, read = :read, derived = :derived, hash = :hash, content = :content"
)


def save(connection: sqlite3.Connection, incoming: Incoming, place: int) -> Outcome:
    """Write an article, and that its page file holds it in this place."""
    written = record(incoming.article)
    select = "SELECT state, content, hash, origin, path, rules FROM articles WHERE id = ?"
    old = connection.execute(select, (incoming.article.id,)).fetchone()
    outcome = _outcome(old, written)
    if outcome in ("new", "replaced"):
        _write(connection, incoming, written)
    elif outcome == "unchanged" and old[2:] != (written.hash, incoming.origin, written.path, incoming.rules):
        _note(connection, incoming, written)
    _hold(connection, incoming, place)
    return outcome


def let_go(connection: sqlite3.Connection, origin: str, article_id: str) -> None:
    """Note that a page file no longer holds an article, and take it out where no other file does."""
    connection.execute("DELETE FROM readings WHERE origin = ? AND article = ?", (origin, article_id))
    held = connection.execute("SELECT 1 FROM readings WHERE article = ?", (article_id,)).fetchone()
    if not held:
        move(connection, article_id, "living", "superseded")


def move(
    connection: sqlite3.Connection, article_id: str, before: State, after: State, reason: str | None = None
) -> bool:
    """Change the state of an article that is in the state `before`; False where it is in another one."""
    moved = connection.execute(
        f"UPDATE articles SET state = ?, reason = ?, changed = ?, sequence = {NEXT} WHERE id = ? AND state = ?",
        (after, reason, _now(), article_id, before),
    ).rowcount
    if moved:
        mark(connection, article_id)
        tabulate(connection, article_id)
    return bool(moved)


def correct(
    connection: sqlite3.Connection,
    article_id: str,
    corrections: Iterable[Correction],
    undone: Iterable[tuple[str, str]],
) -> bool:
    """Write corrections of a living article as its newest change; False where it is in another state."""
    moved = move(connection, article_id, "living", "living")
    if moved:
        correcting.write(connection, article_id, corrections, undone)
        tabulate(connection, article_id)
    return moved


def _outcome(old: Sequence[Any] | None, written: Record) -> Outcome:
    if old is None or old[0] == "superseded":
        return "new"
    if old[0] == "deleted":
        return "tombstoned"
    return "unchanged" if old[1] == written.content else "replaced"


def _write(connection: sqlite3.Connection, incoming: Incoming, written: Record) -> None:
    """Write an article as the newest change."""
    connection.execute(
        "INSERT INTO articles (id, sequence, state, changed, origin, path, rules, read, derived, hash, content)"
        f" VALUES (:id, {NEXT}, 'living', :changed, :origin, :path, :rules, :read, :derived, :hash, :content)"
        " ON CONFLICT (id) DO UPDATE SET sequence = excluded.sequence, state = excluded.state, reason = NULL,"
        f" changed = excluded.changed, {_NOTED}",
        _values(incoming, written),
    )
    _follow(connection, incoming)


def _note(connection: sqlite3.Connection, incoming: Incoming, written: Record) -> None:
    """Note where the same words were read this time and by which rules: no change of what can be found."""
    connection.execute(f"UPDATE articles SET {_NOTED} WHERE id = :id", _values(incoming, written))
    _follow(connection, incoming)


def _follow(connection: sqlite3.Connection, incoming: Incoming) -> None:
    """Bring the tables beside in line with a written article; a part or a corrected one shows something else."""
    enter(connection, incoming)
    other = incoming.issue or is_corrected(connection, incoming.article.id)
    tabulate(connection, incoming.article.id, None if other else incoming.article)


def _values(incoming: Incoming, written: Record) -> dict[str, object]:
    return {
        "id": incoming.article.id,
        "changed": _now(),
        "origin": incoming.origin,
        "rules": incoming.rules,
        "path": written.path,
        "read": written.read,
        "derived": written.derived,
        "hash": written.hash,
        "content": written.content,
    }


def _hold(connection: sqlite3.Connection, incoming: Incoming, place: int) -> None:
    """Note which file holds the article; what came without a page file is held by no name, and so for good."""
    connection.execute(
        "INSERT INTO readings VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET place = excluded.place",
        (incoming.origin or "", incoming.article.id, place),
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
