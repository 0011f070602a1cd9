"""Who writes: an advisory lock of PostgreSQL's, which falls with the session that holds it, however that ends."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial

import psycopg

from searchsvc.store.lock import holder, tried
from searchsvc.store.postgresql.connecting import Connected

# A lock of the schema that holds the tables, so that archives in one database don't hinder each other.
_SCHEMA = "CAST(CAST(to_regnamespace(current_schema()) AS oid) AS INTEGER)"
_KEY, _ASIDE = (f"CAST(hashtext('{name}') AS INTEGER), {_SCHEMA}" for name in ("searchsvc", "searchsvc aside"))
_NAMES = ("host", "pid", "command", "since")


@contextmanager
def led(connection: Connected, until: float) -> Iterator[None]:
    """Hold the lock in a session, and say in the archive who holds it; raises IndexLocked when time is up."""
    tried(partial(_take, connection), partial(_told, connection), until)
    try:
        if _is_made(connection):
            _tell(connection)
        yield
    finally:
        with suppress(psycopg.OperationalError):  # a session that is gone has let the lock go
            connection.execute(f"SELECT pg_advisory_unlock({_KEY})")


def queue(connection: Connected) -> None:
    """Wait, within a transaction that is not the writer's, for others of its kind to end."""
    connection.execute(f"SELECT pg_advisory_xact_lock({_ASIDE})")


def _tell(connection: Connected) -> None:
    said = holder()
    with connection.transaction():
        connection.execute("SET LOCAL synchronous_commit = 'off'")  # of no worth after a power cut
        connection.execute("DELETE FROM writer")
        connection.execute("INSERT INTO writer VALUES (?, ?, ?, ?)", [said[name] for name in _NAMES])


def _take(connection: Connected) -> bool:
    return bool(connection.execute(f"SELECT pg_try_advisory_lock({_KEY})").fetchone()[0])


def _told(connection: Connected) -> dict[str, str]:
    """Return who wrote last that he holds the lock."""
    written = connection.execute(f"SELECT {', '.join(_NAMES)} FROM writer").fetchall() if _is_made(connection) else []
    return dict(zip(_NAMES, written[0], strict=True)) if written else {}


def _is_made(connection: Connected) -> bool:
    return connection.execute("SELECT to_regclass('writer')").fetchone()[0] is not None
