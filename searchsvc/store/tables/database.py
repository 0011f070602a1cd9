"""Where the tables of an archive lie: what each database says for itself, and what is read by its words."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from searchsvc.messages import Message
from searchsvc.store.tables.connection import Connection, Row


class Database(ABC):
    """The tables in a database."""

    shared: bool

    @abstractmethod
    def writing(self, wait: float = 5.0) -> AbstractContextManager[None]:
        """Hold the one writer's lock."""

    @abstractmethod
    def indexing(self, wait: float = 5.0) -> AbstractContextManager[None]:
        """Hold the lock of who writes the index of this folder."""

    @abstractmethod
    def compact(self) -> None:
        """Give back space that is free."""

    @abstractmethod
    def _lent(self) -> AbstractContextManager[Connection]:
        """Lend a connection that nobody else uses meanwhile; what fails is told as a SearchError."""

    @abstractmethod
    def transaction(self) -> AbstractContextManager[Connection]:
        """Lend the writer's connection for a transaction: durable when it has ended, undone where it raises."""

    @abstractmethod
    def _aside(self) -> AbstractContextManager[Connection]:
        """Lend a connection for such a transaction beside the writer's, of what no writer goes on from."""

    @property
    @abstractmethod
    def size(self) -> int:
        """The bytes on the disk."""

    @abstractmethod
    def faults(self) -> Iterator[Message]:
        """Look at every page and every row."""

    @abstractmethod
    def backup(self, target: Path) -> None:
        """Write a proven copy into a new file."""

    @abstractmethod
    def replace(self, source: Path) -> None:
        """Take a backup in place of all there is."""

    @abstractmethod
    def close(self) -> None:
        """Release files and connections."""

    @property
    def history(self) -> str:
        """The name of the archive's history."""
        [(name,)] = self._rows("SELECT id FROM history")
        return str(name)

    def _rows(self, select: str, *values: object) -> Iterator[Row]:
        with self._lent() as connection:
            yield from connection.execute(select, values)

    def stream(self, select: str, *values: object) -> Iterator[Row]:
        """Yield rows that may be very many."""
        return self._rows(select, *values)

    def _number(self, select: str, *values: object) -> int:
        with self._lent() as connection:
            return int(connection.execute(select, values).fetchone()[0])
