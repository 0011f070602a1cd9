"""The archive in a PostgreSQL database, for several machines; each has an index of its own in its folder."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

import psycopg

from searchsvc.errors import BadRequest, SearchError
from searchsvc.messages import Message
from searchsvc.store.folders import make_folder, missing
from searchsvc.store.lending import Lending
from searchsvc.store.lock import Lock, of_file
from searchsvc.store.postgresql import leading
from searchsvc.store.postgresql.connecting import Connected, place
from searchsvc.store.postgresql.faults import told
from searchsvc.store.postgresql.migrations import STEPS, migrate, version
from searchsvc.store.tables import Tables, verifying
from searchsvc.store.tables.connection import Connection, Row
from searchsvc.store.tables.moving import TABLES

LOCK = "index.lock"


class PostgreSQL(Tables):
    """The adapter of store.base.Store.

    `address` is a URI of libpq's. The writer's lock is an advisory lock of the session that writes: who loses the
    session loses lock and transaction together. The connections are made anew as they are needed.
    """

    shared = True

    def __init__(self, address: str, folder: Path, create: bool = False) -> None:
        self._place = _checked(address)
        self._connections = Lending(lambda: Connected(address), lambda connection: connection.alive)
        self._writer: Connected | None = None
        self._lock = Lock(self._leading)
        make_folder(folder)
        self._indexing = of_file(folder / LOCK)
        with ExitStack() as undone:
            undone.callback(self.close)
            self._migrate(folder, create)
            super().__init__()
            undone.pop_all()

    def writing(self, wait: float = 5.0) -> AbstractContextManager[None]:
        """Hold the one writer's lock, of all machines."""
        return self._lock.held(wait)

    def indexing(self, wait: float = 5.0) -> AbstractContextManager[None]:
        """Hold the lock of this folder's index."""
        return self._indexing.held(wait)

    @property
    def size(self) -> int:
        """The bytes of the tables with their indexes."""
        tables = ", ".join(f"('{name}')" for name in TABLES)
        return self._number(f"SELECT sum(pg_total_relation_size(name::regclass)) FROM (VALUES {tables}) AS own (name)")

    def faults(self) -> Iterator[Message]:
        """Look at every row, of one state; the files are the server's to look at (data_checksums, pg_amcheck)."""
        try:
            with told(self._place), self._connections.lent() as connection, connection.snapshot():
                yield from verifying.faults(connection.stream, connection.select, self._place)
        except SearchError as error:
            yield error.message

    def backup(self, target: Path) -> None:
        """Refuse: a database is copied by its own tools."""
        raise _elsewhere("pg_dump --format=custom --file=FILE DATABASE")

    def replace(self, source: Path) -> None:
        """Refuse: a database is restored by its own tools."""
        raise _elsewhere("pg_restore --clean --if-exists --dbname=DATABASE FILE")

    def compact(self) -> None:
        """Let the server take back what is free, and count anew what it plans by."""
        with self.writing(), self._lent() as connection:
            connection.execute(f"VACUUM (ANALYZE) {', '.join(TABLES)}")

    def close(self) -> None:
        """Close the connections."""
        self._connections.close()

    @contextmanager
    def _leading(self, until: float) -> Iterator[None]:
        with ExitStack() as stack:
            with told(self._place):
                self._writer = stack.enter_context(self._connections.lent())
                stack.enter_context(leading.led(self._writer, until))
            yield

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Lend the connection that holds the writer's lock."""
        with self.writing(), told(self._place):
            assert self._writer is not None
            with self._writer.transaction():
                yield self._writer

    @contextmanager
    def _aside(self) -> Iterator[Connection]:
        with told(self._place), self._connections.lent() as connection, connection.transaction():
            leading.queue(connection)
            yield connection

    @contextmanager
    def _lent(self) -> Iterator[Connection]:
        with told(self._place), self._connections.lent() as connection:
            yield connection

    def stream(self, select: str, *values: object) -> Iterator[Row]:
        """Yield rows as they are fetched, a portion at a time."""
        with told(self._place), self._connections.lent() as connection:
            yield from connection.stream(select, *values)

    def _migrate(self, folder: Path, create: bool) -> None:
        with self._lent() as connection:
            taken = version(connection)
        if not taken and not create:
            raise missing(folder, Message(f"数据库 {self._place} ", self._place))
        if taken < len(STEPS):
            with self.transaction() as connection:
                migrate(connection, self._place)


def _checked(address: str) -> str:
    """Return what an address leads to. Raises BadRequest where it is none."""
    try:
        return place(address)
    except psycopg.ProgrammingError as error:
        raise BadRequest(
            Message("SEARCHSVC_STORE 的地址有误。", "The address of the store is wrong."),
            Message("例如 postgresql://用户@主机/数据库。", "Say postgresql://USER@HOST/DATABASE."),
            parameter="store",
        ) from error


def _elsewhere(command: str) -> BadRequest:
    return BadRequest(
        Message("PostgreSQL 里的存档由数据库自己的工具备份和恢复。", "PostgreSQL's own tools copy and restore it."),
        Message(f"用 {command}；随后运行 searchsvc verify。", f"Use {command}, then searchsvc verify."),
    )
