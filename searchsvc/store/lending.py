"""Connections lent to one thread at a time and kept for the next; there come to be as many as threads work at once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, Protocol, TypeVar


class Closing(Protocol):
    """What can be closed."""

    def close(self) -> None:
        """Release what it holds."""


C = TypeVar("C", bound=Closing)


def _always(connection: object) -> bool:
    return True


class Lending(Generic[C]):
    """Connections that `connect` makes; one that is not `alive` any more is closed and not lent again."""

    def __init__(self, connect: Callable[[], C], alive: Callable[[C], bool] = _always) -> None:
        self._connect = connect
        self._alive = alive
        self._idle: list[C] = []

    @contextmanager
    def lent(self) -> Iterator[C]:
        """Lend a connection that nobody else uses meanwhile."""
        connection = self._kept() or self._connect()
        try:
            yield connection
        finally:
            self._idle.append(connection)

    def close(self) -> None:
        """Close those that are not lent."""
        while self._idle:
            self._idle.pop().close()

    def _kept(self) -> C | None:
        while self._idle:
            try:
                connection = self._idle.pop()
            except IndexError:  # another thread took the last one
                break
            if self._alive(connection):
                return connection
            connection.close()
        return None
