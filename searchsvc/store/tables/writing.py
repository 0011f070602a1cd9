"""What a transaction does to the rows: one function a change."""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from searchsvc.store.base import Incoming, Outcome, State
from searchsvc.store.corrections import Correction
from searchsvc.store.records import Record, record
from searchsvc.store.tables import correcting, texts
from searchsvc.store.tables.connection import Connection
from searchsvc.store.tables.joining import enter, mark
from searchsvc.store.tables.rows import NEXT
from searchsvc.store.tables.tabulating import fill, tabulate

_SAID = ("origin", "path", "rules", "read", "derived", "hash", "content", "text")  # columns that a reading of it fills
_SAID_MARKS = ", ".join("?" * len(_SAID))
_INSERT = (
    f"INSERT INTO articles (id, sequence, arrived, state, changed, {', '.join(_SAID)})"
    f" VALUES (?, {NEXT}, {NEXT}, 'living', ?, {_SAID_MARKS}) ON CONFLICT (id)"
    " DO UPDATE SET sequence = excluded.sequence, state = excluded.state, reason = NULL, changed = excluded.changed,"
    " arrived = CASE articles.state WHEN 'superseded' THEN excluded.arrived ELSE articles.arrived END, "
    + ", ".join(f"{name} = excluded.{name}" for name in _SAID)
)
_ADD = (
    f"INSERT INTO articles (id, sequence, arrived, state, changed, {', '.join(_SAID)})"
    f" VALUES (?, ?, ?, 'living', ?, {_SAID_MARKS})"
)
_HOLD = "INSERT INTO readings VALUES (?, ?, ?) ON CONFLICT (origin, article) DO UPDATE SET place = excluded.place"
_HELD = "SELECT articles.id FROM json_each(?) JOIN articles ON articles.id = value"
_OLD = "SELECT state, content, text, hash, origin, path, rules FROM articles WHERE id = ?"
_NOTE = f"UPDATE articles SET ({', '.join(_SAID)}) = ({_SAID_MARKS}) WHERE id = ?"


def save(connection: Connection, incoming: Sequence[Incoming]) -> list[Outcome]:
    """Write articles in their order, and that their page files hold them in it; neighbours that are new, together."""
    outcomes: list[Outcome] = []
    news = _are_new(connection, incoming)
    for is_new, group in groupby(enumerate(incoming), key=lambda one: news[one[0]]):
        own = list(group)
        outcomes += _add(connection, own) if is_new else [_save(connection, each, place) for place, each in own]
    return outcomes


def _are_new(connection: Connection, incoming: Sequence[Incoming]) -> list[bool]:
    """Tell of each article whether nothing at all is there of its id before it, and it is no part of another one."""
    ids = [each.known.id for each in incoming]
    there = {*held(connection, ids)}
    news = []
    for each in incoming:
        news.append(each.known.id not in there and each.known.issue is None)
        there.add(each.known.id)
    return news


def held(connection: Connection, ids: Iterable[str]) -> frozenset[str]:
    """Return those of the ids under which anything was ever read."""
    return frozenset(name for (name,) in connection.execute(_HELD, (json.dumps(list(ids)),)))


def _add(connection: Connection, incoming: Sequence[tuple[int, Incoming]]) -> list[Outcome]:
    """Write articles that are new, each with its place."""
    (first,) = connection.execute(f"SELECT {NEXT}").fetchone()
    now, every = _now(), [(each, _written(each)) for _, each in incoming]
    rows = (
        (each.known.id, number, number, now, *_said(each, written), _text(connection, each, None))
        for number, (each, written) in enumerate(every, first)
    )
    connection.executemany(_ADD, list(rows))
    fill(connection, [row for _, written in every for row in written.figures])
    connection.executemany(_HOLD, [_held(each, place) for place, each in incoming])
    return ["new"] * len(every)


def _written(incoming: Incoming) -> Record:
    return incoming.prepared.record if incoming.prepared else record(incoming.article)


def _save(connection: Connection, incoming: Incoming, place: int) -> Outcome:
    """Write an article, and that its page file holds it in this place."""
    written = _written(incoming)
    old = connection.execute(_OLD, (incoming.known.id,)).fetchone()
    outcome = _outcome(old, written)
    text = None if outcome == "tombstoned" else _text(connection, incoming, old)
    if outcome in ("new", "replaced"):
        _write(connection, incoming, written, text)
        _follow(connection, incoming)
    elif outcome == "unchanged" and old[2:] != (text, written.hash, incoming.origin, written.path, incoming.rules):
        _note(connection, incoming, written, text)
    if old and outcome != "tombstoned" and old[2] != text:
        texts.let_go(connection, old[2])
    connection.execute(_HOLD, _held(incoming, place))
    return outcome


def let_go(connection: Connection, origin: str, article_id: str) -> None:
    """Note that a page file no longer holds an article, and take it out where no other file does."""
    connection.execute("DELETE FROM readings WHERE origin = ? AND article = ?", (origin, article_id))
    held = connection.execute("SELECT 1 FROM readings WHERE article = ?", (article_id,)).fetchone()
    if not held:
        move(connection, article_id, "living", "superseded")


def move(connection: Connection, article_id: str, before: State, after: State, reason: str | None = None) -> bool:
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
    connection: Connection,
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


def _text(connection: Connection, incoming: Incoming, old: Sequence[Any] | None) -> bytes | None:
    """Return the hash of the text that the article stands on: the one it comes with, else that of the same file."""
    if incoming.text is not None:
        return texts.keep(connection, incoming.text)
    return old[2] if old and old[4] and old[4] == incoming.origin else None


def _write(connection: Connection, incoming: Incoming, written: Record, text: bytes | None) -> None:
    """Write an article as the newest change; one that comes back after it was superseded arrives anew."""
    connection.execute(_INSERT, (incoming.known.id, _now(), *_said(incoming, written), text))


def _note(connection: Connection, incoming: Incoming, written: Record, text: bytes | None) -> None:
    """Note where the same words were read this time and by which rules: no change of what can be found."""
    connection.execute(_NOTE, (*_said(incoming, written), text, incoming.known.id))
    _follow(connection, incoming)


def _follow(connection: Connection, incoming: Incoming) -> None:
    """Bring the tables beside in line with a written article; a part or a corrected one shows something else."""
    enter(connection, incoming)
    other = incoming.known.issue or correcting.corrected(connection, (incoming.known.id,))
    tabulate(connection, incoming.known.id, None if other else incoming.article)


def _said(incoming: Incoming, written: Record) -> tuple[object, ...]:
    """Return the values of _SAID but for the text."""
    origin, path, rules = incoming.origin, written.path, incoming.rules
    return origin, path, rules, written.read, written.derived, written.hash, written.content


def _held(incoming: Incoming, place: int) -> tuple[str, str, int]:
    """Return that a file holds the article; what came without a page file is held by no name, and so for good."""
    return incoming.origin or "", incoming.known.id, place


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
