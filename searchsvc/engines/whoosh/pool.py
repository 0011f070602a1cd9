"""Snapshots lent to one search at a time: a few of them, all of the newest state."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore, Lock

from searchsvc.engines.whoosh.snapshot import Snapshot
from searchsvc.errors import IndexDamaged

SIZE = 2  # searches at once in a process: more would only wait for each other, and each holds the index in memory


@dataclass(frozen=True, slots=True)
class State:
    """What can be seen of the index: a generation (None before the first), its commit and its sequence."""

    folder: Path | None = None
    commit: int = 0
    sequence: int = 0


class Pool:
    """Opens snapshots with `opened` and keeps those of the newest state that it was asked for."""

    def __init__(self, opened: Callable[[State], Snapshot]) -> None:
        self._opened = opened
        self._newest: State | None = None
        self._idle: list[Snapshot] = []
        self._lock = Lock()
        self._places = BoundedSemaphore(SIZE)

    @contextmanager
    def lent(self, look: Callable[[], State]) -> Iterator[tuple[Snapshot, State]]:
        """Lend a snapshot of the state that `look` sees once there is a place for this search."""
        with self._places:
            snapshot, state = self._newest_of(look)
            try:
                yield snapshot, state
            finally:
                self._give(snapshot, state)

    def close(self) -> None:
        """Close the snapshots; those that are lent are closed when they come back."""
        self._take(None)

    def _newest_of(self, look: Callable[[], State]) -> tuple[Snapshot, State]:
        while True:
            state = look()
            try:
                return self._take(state) or self._opened(state), state
            except IndexDamaged:
                if look() == state:
                    raise
                # another process put a newer state in its place while we opened this one

    def _take(self, state: State | None) -> Snapshot | None:
        with self._lock:
            if state != self._newest:
                self._newest, stale = state, self._idle
                self._idle = []
                for snapshot in stale:
                    snapshot.close()
            return self._idle.pop() if self._idle else None

    def _give(self, snapshot: Snapshot, state: State) -> None:
        with self._lock:
            if state == self._newest:
                self._idle.append(snapshot)
            else:
                snapshot.close()
