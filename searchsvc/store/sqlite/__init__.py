"""The archive in one SQLite file: durable when a transaction has ended, readable while another process writes."""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

from searchsvc.messages import Message
from searchsvc.store.folders import make_folder, missing
from searchsvc.store.lending import Lending
from searchsvc.store.lock import of_file
from searchsvc.store.sqlite import copying, verifying
from searchsvc.store.sqlite.faults import told
from searchsvc.store.sqlite.migrations import STEPS, migrate, version
from searchsvc.store.tables import Tables

FILE, LOCK = "store.sqlite", "store.lock"
_BUSY = 5.0  # seconds to wait for another program that holds the file


class SQLite(Tables):
    """The adapter of store.base.Store."""

    shared = False

    def __init__(self, folder: Path, create: bool = False) -> None:
        self._path = folder / FILE
        self._lock = of_file(folder / LOCK)
        self._connections = Lending(self._connect)
        with told(self._path), ExitStack() as undone:
            undone.callback(self.close)
            if create:
                make_folder(folder)
                self._connect("rwc").close()
            elif not self._path.exists():
                raise missing(folder, Message(f"文件夹 {folder} ", str(folder)))
            self._migrate(folder, create)
            super().__init__()
            undone.pop_all()

    @contextmanager
    def writing(self, wait: float = 5.0) -> Iterator[None]:
        """Hold the one writer's lock."""
        with ExitStack() as stack:
            with told(self._path):
                stack.enter_context(self._lock.held(wait))
            yield

    def indexing(self, wait: float = 5.0) -> AbstractContextManager[None]:
        """Hold the writer's lock: archive and index are in one folder."""
        return self.writing(wait)

    @property
    def size(self) -> int:
        """The bytes of the file and its log."""
        return sum(path.stat().st_size for path in self._path.parent.glob(f"{FILE}*"))

    def faults(self) -> Iterator[Message]:
        """Look at every page and every row."""
        with self._connections.lent() as connection:
            yield from verifying.faults(connection, self._path)

    def backup(self, target: Path) -> None:
        """Copy the file page by page."""
        with told(target), self._connections.lent() as connection:
            copying.backup(connection, target)

    def compact(self) -> None:
        """Write the file anew where much of it is free, and empty the log beside it."""
        with self.writing(), self._lent() as connection:
            copying.compact(connection)

    def replace(self, source: Path) -> None:
        """Overwrite every page in one transaction."""
        with self.writing(), self._lent() as connection:
            copying.restore(source, connection, self._path.with_name("restoring.sqlite"))

    def close(self) -> None:
        """Close the files; the last process to do so leaves one file behind."""
        self._connections.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection under the writer's lock."""
        with self.writing(), self._aside() as connection:
            yield connection

    @contextmanager
    def _aside(self) -> Iterator[sqlite3.Connection]:
        with self._lent() as connection, connection:
            connection.execute("BEGIN IMMEDIATE")  # behind the transaction that is under way
            yield connection

    @contextmanager
    def _lent(self) -> Iterator[sqlite3.Connection]:
        with told(self._path), self._connections.lent() as connection:
            yield connection

    def _connect(self, mode: str = "rw") -> sqlite3.Connection:
        """Open the file; autocommit, and a commit has reached the disk when it returns."""
        address = f"{self._path.absolute().as_uri()}?mode={mode}"
        connection = sqlite3.connect(address, _BUSY, isolation_level=None, check_same_thread=False, uri=True)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        return connection

    def _migrate(self, folder: Path, create: bool) -> None:
        with self._connections.lent() as connection:
            taken = version(connection)
            if not taken and not create:
                raise missing(folder, Message(f"文件夹 {folder} ", str(folder)))
            if taken < len(STEPS):
                with self.writing():
                    migrate(connection)
