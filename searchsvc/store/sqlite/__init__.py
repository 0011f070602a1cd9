"""The archive in one SQLite file: durable when a transaction has ended, readable while another process writes."""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from shlex import quote
from typing import Any

from searchsvc.articles import Article
from searchsvc.enrich.sketches import Sketch
from searchsvc.errors import IndexMissing
from searchsvc.messages import Message
from searchsvc.store.base import Entry, Incoming, Outcome, Token
from searchsvc.store.corrections import Correction
from searchsvc.store.lock import Lock
from searchsvc.store.sqlite import comparing, copying, correcting, joining, verifying, writing
from searchsvc.store.sqlite.faults import told
from searchsvc.store.sqlite.figures import SQLiteFigures
from searchsvc.store.sqlite.migrations import STEPS, migrate, version
from searchsvc.store.sqlite.rows import LIVING, READ, SHOWN, entry

FILE, LOCK = "store.sqlite", "store.lock"
_BUSY = 5.0  # seconds to wait for another program that holds the file
_MANY = 500  # ids in one SELECT


class SQLite:
    """The adapter of store.base.Store. Threads may share it; a process opens its own, after it was forked."""

    def __init__(self, folder: Path, create: bool = False) -> None:
        self._path = folder / FILE
        self._lock = Lock(folder / LOCK)
        self._idle: list[sqlite3.Connection] = []
        self.figures = SQLiteFigures(self._rows)
        with told(self._path):
            if create:
                _make(folder)
            elif not self._path.exists():
                raise _missing(folder)
            self._migrate(folder, create)

    @property
    def sequence(self) -> int:
        """The sequence of the newest change."""
        return self._number("SELECT coalesce(max(sequence), 0) FROM articles")

    @contextmanager
    def writing(self, wait: float = 5.0) -> Iterator[None]:
        """Hold the one writer's lock."""
        with ExitStack() as stack:
            with told(self._path):
                stack.enter_context(self._lock.held(wait))
            yield

    def save(self, incoming: Iterable[Incoming], superseded: Iterable[tuple[str, str]] = ()) -> list[Outcome]:
        """Write articles and let superseded ones go, in one durable transaction."""
        every, gone = list(incoming), list(superseded)
        with self._transaction() as connection:
            outcomes = [writing.save(connection, each, place) for place, each in enumerate(every)]
            for origin, article_id in gone:
                writing.let_go(connection, origin, article_id)
        return outcomes

    def delete(self, article_id: str, reason: str | None = None) -> bool:
        """Leave a tombstone."""
        with self._transaction() as connection:
            return writing.move(connection, article_id, "living", "deleted", reason)

    def restore(self, article_id: str) -> bool:
        """Take a tombstone away."""
        with self._transaction() as connection:
            return writing.move(connection, article_id, "deleted", "living")

    def correct(
        self, article_id: str, corrections: Iterable[Correction], undone: Iterable[tuple[str, str]] = ()
    ) -> bool:
        """Take back corrections and note others."""
        with self._transaction() as connection:
            return writing.correct(connection, article_id, corrections, undone)

    def corrections(self, article_id: str) -> list[Correction]:
        """Return the corrections of an article."""
        rows = self._rows(f"SELECT {correcting.OF_ARTICLE} FROM articles WHERE id = ?", article_id)
        return [each for (said,) in rows for each in correcting.read(said)]

    def get(self, article_id: str) -> Entry | None:
        """Return the newest state of an id, of a joined part the whole's."""
        found = self._one(f"{SHOWN} WHERE articles.id = ?", article_id)
        return self.get(found.whole) if found and found.whole and found.state == "joined" else found

    def as_read(self, article_id: str) -> Entry | None:
        """Return what was read under an id."""
        return self._one(f"{READ} WHERE id = ?", article_id)

    def many(self, ids: Iterable[str]) -> dict[str, Article]:
        """Return those of the articles that live."""
        wanted = list(ids)
        found: dict[str, Article] = {}
        for start in range(0, len(wanted), _MANY):
            some = wanted[start : start + _MANY]
            marks = ", ".join("?" * len(some))
            entries = self._entries(f"{SHOWN} WHERE articles.id IN ({marks})", *some)
            found |= {each.id: each.article for each in entries if each.article}
        return found

    def of_origin(self, origin: str) -> list[Entry]:
        """Return what this page file holds as last read."""
        held = "JOIN readings ON readings.article = id WHERE readings.origin = ? ORDER BY place"
        return list(self._entries(f"{READ} {held}", origin))

    def readings(self) -> Iterator[Entry]:
        """Yield what was read and lives."""
        return self._entries(f"{READ} WHERE state = 'living' ORDER BY sequence")

    def unjoined(self) -> list[str]:
        """Return the issues whose parts changed since they were joined."""
        with told(self._path), self._connection() as connection:
            return [issue for (issue,) in connection.execute("SELECT issue FROM unjoined ORDER BY issue")]

    def parts(self, issue: str) -> list[Entry]:
        """Return the parts that stand in an issue."""
        held = "JOIN parts ON parts.article = id WHERE issue = ? AND state <> 'superseded' ORDER BY id"
        return list(self._entries(f"{READ} {held}", issue))

    def join(self, issue: str, wholes: Iterable[Incoming]) -> None:
        """Set what the parts of an issue make."""
        with self._transaction() as connection:
            joining.join(connection, issue, list(wholes))

    @property
    def compared(self) -> int:
        """The sequence up to which near-duplicates were looked for."""
        return self._number("SELECT sequence FROM compared")

    def compare(self, sketches: Mapping[str, Sketch | None], reached: int) -> None:
        """Compare changed articles with all others."""
        with self._transaction() as connection:
            comparing.compare(connection, sketches, reached)
            connection.execute("UPDATE compared SET sequence = ?", (reached,))

    def duplicates(self, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return for each id the other articles of its cluster."""
        with told(self._path), self._connection() as connection:
            return comparing.copies(connection, ids)

    def changes(self, after: int = 0) -> Iterator[Entry]:
        """Yield the newest state of every id changed or moved after this sequence; after 0, the living."""
        living = "" if after else f"AND {LIVING}"
        moved = "articles.id IN (SELECT article FROM sketches WHERE moved > ?)"
        return self._entries(f"{SHOWN} WHERE (sequence > ? OR {moved}) {living} ORDER BY sequence", after, after)

    def count(self) -> int:
        """Return how many articles live in the archive."""
        shown = "FROM articles LEFT JOIN parts ON parts.article = articles.id"
        return self._number(f"SELECT count(*) {shown} WHERE {LIVING}")

    def faults(self) -> Iterator[Message]:
        """Look at every page and every row."""
        with self._connection() as connection:
            yield from verifying.faults(connection, self._path)

    def backup(self, target: Path) -> None:
        """Copy the file page by page."""
        with told(target), self._connection() as connection:
            copying.backup(connection, target)

    def compact(self) -> None:
        """Write the file anew where much of it is free, and empty the log beside it."""
        with self.writing(), told(self._path), self._connection() as connection:
            copying.compact(connection)

    def replace(self, source: Path) -> None:
        """Overwrite every page in one transaction."""
        with self.writing(), told(self._path), self._connection() as connection:
            copying.restore(source, connection, self._path.with_name("restoring.sqlite"))

    @property
    def restored(self) -> bool:
        """Whether the file says so."""
        return self._number("PRAGMA application_id") == copying.RESTORED

    def follow(self) -> None:
        """Let the file say so no longer."""
        if self.restored:
            with self._transaction() as connection:
                connection.execute("PRAGMA application_id = 0")

    def tokens(self) -> list[Token]:
        """Return the tokens."""
        return [Token(*row) for row in self._rows("SELECT name, digest, made FROM tokens ORDER BY name")]

    def add_token(self, token: Token) -> bool:
        """Keep a token."""
        insert = "INSERT INTO tokens VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
        with self._transaction() as connection:
            return bool(connection.execute(insert, (token.name, token.digest, token.made)).rowcount)

    def remove_token(self, name: str) -> bool:
        """Forget a token."""
        with self._transaction() as connection:
            return bool(connection.execute("DELETE FROM tokens WHERE name = ?", (name,)).rowcount)

    def close(self) -> None:
        """Close the files; the last process to do so leaves one file behind."""
        while self._idle:
            self._idle.pop().close()

    def _number(self, select: str) -> int:
        with told(self._path), self._connection() as connection:
            return int(connection.execute(select).fetchone()[0])

    def _one(self, select: str, article_id: str) -> Entry | None:
        return next(self._entries(select, article_id), None)

    def _entries(self, select: str, *values: object) -> Iterator[Entry]:
        return map(entry, self._rows(select, *values))

    def _rows(self, select: str, *values: object) -> Iterator[tuple[Any, ...]]:
        with told(self._path), self._connection() as connection:
            yield from connection.execute(select, values)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self.writing(), told(self._path), self._connection() as connection, connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection that nobody else uses meanwhile; there come to be as many as threads work at once."""
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = self._connect()
        try:
            yield connection
        finally:
            self._idle.append(connection)

    def _connect(self, mode: str = "rw") -> sqlite3.Connection:
        """Open the file; autocommit, and a commit has reached the disk when it returns."""
        address = f"{self._path.absolute().as_uri()}?mode={mode}"
        connection = sqlite3.connect(address, _BUSY, isolation_level=None, check_same_thread=False, uri=True)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        return connection

    def _migrate(self, folder: Path, create: bool) -> None:
        self._idle.append(self._connect("rwc" if create else "rw"))
        with self._connection() as connection:
            taken = version(connection)
            if not taken and not create:
                raise _missing(folder)
            if taken < len(STEPS):
                with self.writing():
                    migrate(connection)


def _make(folder: Path) -> None:
    """Make the folder so that it survives a power cut."""
    made = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for each in made:
        parent = os.open(each.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(parent)
        finally:
            os.close(parent)


def _missing(folder: Path) -> IndexMissing:
    command = f"searchsvc index PATH… --index {quote(str(folder))}"
    return IndexMissing(
        Message(f"文件夹 {folder} 里没有索引。", f"There is no index in {folder}."),
        Message(f"先运行：{command}", f"Run: {command}"),
    )
