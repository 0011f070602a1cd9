"""The port to a database: a connection that speaks the SQL of this folder.

That is what SQLite and PostgreSQL both understand, written as SQLite has it; the few words that PostgreSQL says
otherwise are in store.postgresql.words. Values stand for `?`, in their order.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

Row = tuple[Any, ...]


class Cursor(Protocol):
    """The rows that a statement gives, and how many it changed."""

    @property
    def rowcount(self) -> int:
        """How many rows were changed."""

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows."""

    def fetchone(self) -> Any:  # noqa: ANN401 - a row, or None
        """Return the next row, None after the last."""

    def fetchall(self) -> list[Row]:
        """Return the rows that are left."""


class Connection(Protocol):
    """What runs statements, within the transaction that is open, if one is."""

    def execute(self, statement: str, values: Sequence[Any] = (), /) -> Cursor:
        """Run a statement."""

    def executemany(self, statement: str, rows: Iterable[Sequence[Any]], /) -> object:
        """Run a statement once for each row of values."""
