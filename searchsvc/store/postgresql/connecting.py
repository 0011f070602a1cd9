"""A connection to PostgreSQL as the tables use it: what is committed is on the disk, and what is lost is noticed."""

import select
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import psycopg
from psycopg import pq

from searchsvc.store.postgresql import texts
from searchsvc.store.postgresql.words import spoken
from searchsvc.store.tables.connection import Cursor, Row

# What an address that does not say otherwise is given, in seconds, milliseconds and tries: a server that is gone
# without a word is noticed within half a minute.
_PATIENCE = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
    "application_name": "searchsvc",
}
_SAFE = """
    SELECT set_config('synchronous_commit', 'on', FALSE) WHERE current_setting('synchronous_commit') = 'off'
"""
_PORTION = 200  # rows fetched at a time where they may be many


class Connected:
    """The adapter of store.tables.connection.Connection."""

    def __init__(self, address: str) -> None:
        said = psycopg.conninfo.conninfo_to_dict(address)
        values: Mapping[str, Any] = {**_PATIENCE, **said}
        self._raw: psycopg.Connection[Row] = psycopg.connect(**values, autocommit=True)
        texts.attach(self._raw)
        self._raw.execute(_SAFE)

    @property
    def alive(self) -> bool:
        """Whether nothing is known to be wrong with it: a server that stopped has said so, or closed it."""
        if self._raw.closed or self._raw.info.transaction_status != pq.TransactionStatus.IDLE:
            return False
        poll = select.poll()
        poll.register(self._raw.fileno(), select.POLLIN)
        return not poll.poll(0)  # an idle server has nothing to say but that it ends

    def execute(self, statement: str, values: Sequence[Any] = (), /) -> Cursor:
        """Run a statement."""
        return self._raw.execute(spoken(statement), values)

    def executemany(self, statement: str, rows: Iterable[Sequence[Any]], /) -> None:
        """Run a statement once for each row of values, without waiting for each."""
        with self._raw.cursor() as cursor:
            cursor.executemany(spoken(statement), rows)

    def select(self, statement: str, *values: object) -> Cursor:
        """Return rows."""
        return self.execute(statement, values)

    def stream(self, statement: str, *values: object) -> Iterator[Row]:
        """Yield rows as they were when the first was asked for, however many they are."""
        with self._raw.transaction(), self._raw.cursor(name="rows") as cursor:
            cursor.itersize = _PORTION
            yield from cursor.execute(spoken(statement), values)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let all that is read be of one state, whatever is written meanwhile."""
        with self._raw.transaction():
            self._raw.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield

    def transaction(self) -> AbstractContextManager[object]:
        """Begin a transaction; it is durable when it has ended, undone where it raises."""
        return self._raw.transaction()

    def close(self) -> None:
        """Close it."""
        self._raw.close()


def place(address: str) -> str:
    """Return what an address leads to, as it may be shown: without user and password.

    >>> place("postgresql://press:geheim@archive.local:5433/news?options=-csearch_path%3Dnews")
    'postgresql://archive.local:5433/news'
    """
    said = psycopg.conninfo.conninfo_to_dict(address)
    port = f":{said['port']}" if said.get("port") else ""
    return f"postgresql://{said.get('host') or ''}{port}/{said.get('dbname') or ''}"
