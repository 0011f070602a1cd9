"""The archive in one SQLite file: durable when a transaction has ended, readable while another process writes."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from shlex import quote

from searchsvc.errors import IndexMissing
from searchsvc.messages import Message
from searchsvc.store.lock import Lock
from searchsvc.store.sqlite import copying, verifying
from searchsvc.store.sqlite.faults import told
from searchsvc.store.sqlite.migrations import STEPS, migrate, version
from searchsvc.store.tables import Tables

FILE, LOCK = "store.sqlite", "store.lock"
_BUSY = 5.0  # seconds to wait for another program that holds the file


class SQLite(Tables):
    """The adapter of store.base.Store."""

    def __init__(self, folder: Path, create: bool = False) -> None:
        self._path = folder / FILE
        self._lock = Lock(folder / LOCK)
        self._idle: list[sqlite3.Connection] = []
        super().__init__()
        with told(self._path):
            if create:
                _make(folder)
            elif not self._path.exists():
                raise _missing(folder)
            self._migrate(folder, create)

    @contextmanager
    def writing(self, wait: float = 5.0) -> Iterator[None]:
        """Hold the one writer's lock."""
        with ExitStack() as stack:
            with told(self._path):
                stack.enter_context(self._lock.held(wait))
            yield

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
        with self._lent() as connection:
            return bool(connection.execute("PRAGMA application_id").fetchone()[0] == copying.RESTORED)

    def follow(self) -> None:
        """Let the file say so no longer."""
        if self.restored:
            with self._transaction() as connection:
                connection.execute("PRAGMA application_id = 0")

    def close(self) -> None:
        """Close the files; the last process to do so leaves one file behind."""
        while self._idle:
            self._idle.pop().close()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self.writing(), self._aside() as connection:
            yield connection

    @contextmanager
    def _aside(self) -> Iterator[sqlite3.Connection]:
        with self._lent() as connection, connection:
            connection.execute("BEGIN IMMEDIATE")  # behind the transaction that is under way
            yield connection

    @contextmanager
    def _lent(self) -> Iterator[sqlite3.Connection]:
        with told(self._path), self._connection() as connection:
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
