"""Opening: the states that this process asks, each by a point in time that the cluster keeps for it."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Lock

from opensearchpy import OpenSearch, OpenSearchException

from searchsvc.engines.opensearch.asking import Asking
from searchsvc.engines.opensearch.state import KEEP_ALIVE, State, States
from searchsvc.engines.opensearch.statistics import Statistics, statistics
from searchsvc.errors import Expired

_OLDER = 4  # states that were replaced, whose statistics are kept


@dataclass(frozen=True, slots=True)
class Opened:
    """A state as it can be asked."""

    state: State
    pit: str
    statistics: Statistics


@contextmanager
def aside(client: OpenSearch, index: str) -> Iterator[Asking]:
    """Lend an index that nobody else knows yet."""
    pit = _point(client, index)
    try:
        yield Asking(client, pit)
    finally:
        _let_go(client, pit)


class Openings:
    """The newest state, opened once for all threads, and some older ones."""

    def __init__(self, client: OpenSearch, states: States) -> None:
        self._client = client
        self._states = states
        self._newest: Opened | None = None
        self._older: dict[str, Opened] = {}
        self._users: Counter[str] = Counter()  # who asks a state now, by its point in time
        self._lock = Lock()

    @contextmanager
    def newest(self, state: State, *, settled: bool) -> Iterator[Opened | None]:
        """Lend the newest state, opened; None where another one took its place meanwhile.

        One that is to be `settled` is also None while it is about to be replaced; where who was to replace it died, it
        is asked as it is, with what it shows already of the next one. Who asks it goes on to do so when it is replaced.
        """
        with self._lock:
            opened = self._brought(state, settled=settled)
            if opened:
                self._users[opened.pit] += 1
        try:
            yield opened
        finally:
            if opened:
                self._leave(opened)

    def held(self, name: str) -> Opened:
        """Return a state that is held, opened; raises Expired."""
        held = self._states.held(name)
        if held is None:
            raise Expired
        if name not in self._older:
            known = Opened(held.state, held.pit, statistics(Asking(self._client, held.pit)))
            self._older = dict([*self._older.items()][1 - _OLDER :]) | {name: known}
        return self._older[name]

    def forget(self, name: str) -> None:
        """Open a state anew when it is asked again."""
        self._newest = None
        self._older.pop(name, None)

    def close(self) -> None:
        """Let go of the newest state."""
        if self._newest:
            self._release(self._newest)
        self._newest = None

    def _brought(self, state: State, *, settled: bool) -> Opened | None:
        opened = self._newest
        if opened and opened.state.name == state.name:
            return opened
        fresh = self._open(state)
        again = self._states.stored()
        if not again or again.state != state or (settled and not state.settled):
            self._release(fresh)
            return None
        self._newest = fresh
        if opened and not self._users[opened.pit]:
            self._release(opened)
        return fresh

    def _leave(self, opened: Opened) -> None:
        with self._lock:
            self._users[opened.pit] -= 1
            over = not self._users[opened.pit] and opened is not self._newest
            if not self._users[opened.pit]:
                del self._users[opened.pit]
        if over:
            self._release(opened)

    def _open(self, state: State) -> Opened:
        pit = _point(self._client, state.index)
        return Opened(state, pit, statistics(Asking(self._client, pit)))

    def _release(self, opened: Opened) -> None:
        with suppress(OpenSearchException):  # it ends by itself a little later
            if not self._states.held(opened.state.name):
                _let_go(self._client, opened.pit)


def _point(client: OpenSearch, index: str) -> str:
    params = {"keep_alive": KEEP_ALIVE, "allow_partial_pit_creation": "false"}  # of all shards, or not at all
    pit: str = client.create_pit(index=index, params=params)["pit_id"]
    return pit


def _let_go(client: OpenSearch, pit: str) -> None:
    with suppress(OpenSearchException):  # it ends by itself a little later
        client.delete_pit(body={"pit_id": [pit]})
