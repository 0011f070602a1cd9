"""What is true of an index on a cluster: one small document that is replaced whole, and the states that are held.

NAME-state   document `state`: which index is current, the sequence it has come to, the number of its commit;
             document `held-GENERATION`: the point in time that a state can be asked by, and since when it is held
NAME-gHEX    an index; `rebuild` makes another one
"""

import time
from dataclasses import asdict, dataclass
from typing import Any

from opensearchpy import OpenSearch

from searchsvc.engines.base import KEPT

KEEP_ALIVE = f"{KEPT * 1.2:.0f}s"  # longer than a state is promised, by our clock, to be kept


@dataclass(frozen=True, slots=True)
class State:
    """A state of the index; `retired` are indices before this one, that somebody may still walk through;
    `origin` is the archive that all is a copy of.

    One that is not `settled` is about to be replaced: what is written may be seen already.
    """

    index: str
    sequence: int
    commit: int
    documents: int
    fingerprint: str
    settled: bool = True
    retired: tuple[str, ...] = ()
    origin: str = ""

    @property
    def name(self) -> str:
        """The generation's name."""
        return f"{self.index}-{self.commit}"


@dataclass(frozen=True, slots=True)
class Stored:
    """A state with the version of the document that tells it; a write that builds on an older version fails."""

    state: State
    version: dict[str, int]


@dataclass(frozen=True, slots=True)
class Held:
    """A state that can be asked by its name, by whom ever: by its point in time, until KEPT seconds after `since`."""

    state: State
    pit: str
    since: float

    @property
    def fresh(self) -> bool:
        """Tell whether its time is not over."""
        return time.time() - self.since < KEPT


class States:
    """The documents of NAME-state."""

    def __init__(self, client: OpenSearch, name: str) -> None:
        self._client = client
        self._index = f"{name}-state"

    def stored(self) -> Stored | None:
        """Return the current state, None before the first."""
        found = self._get("state")
        if found is None:
            return None
        return Stored(_state(found["_source"]), _version(found))

    def replace(self, before: Stored | None, state: State) -> Stored:
        """Put a state in the place of another one; raises opensearchpy's ConflictError where that is no longer it."""
        params = before.version if before else {"op_type": "create"}
        written = self._client.index(index=self._index, id="state", body=asdict(state), params=params)
        return Stored(state, _version(written))

    def held(self, name: str) -> Held | None:
        """Return the state of this name if it is held."""
        found = self._get(f"held-{name}")
        held = _held(found["_source"]) if found else None
        return held if held and held.fresh else None

    def hold(self, state: State, pit: str) -> None:
        """Hold a state from now on."""
        body = asdict(Held(state, pit, time.time()))
        self._client.index(index=self._index, id=f"held-{state.name}", body=body)

    def sweep(self) -> set[str]:
        """Forget what is held no longer; return the indices that something is held of."""
        self._client.indices.refresh(index=self._index)
        body = {"query": {"exists": {"field": "since"}}, "size": 1_000}
        kept = set()
        for hit in self._client.search(index=self._index, body=body)["hits"]["hits"]:
            held = _held(hit["_source"])
            if held.fresh:
                kept.add(held.state.index)
            else:
                self._client.delete(index=self._index, id=hit["_id"], params={"ignore": 404})
        return kept

    def make(self, replicas: int) -> None:
        """Make the index of these documents where there is none."""
        if self._client.indices.exists(index=self._index):
            return
        fields = {"pit": {"type": "keyword", "index": False}, "since": {"type": "double"}}
        body = {
            "settings": {"number_of_shards": 1, "number_of_replicas": replicas},
            "mappings": {"dynamic": False, "properties": fields},
        }
        self._client.indices.create(index=self._index, body=body, params={"ignore": 400})  # another one made it

    def _get(self, name: str) -> dict[str, Any] | None:
        found: dict[str, Any] = self._client.get(index=self._index, id=name, params={"ignore": 404})
        return found if found.get("found") else None


def _version(told: dict[str, Any]) -> dict[str, int]:
    return {"if_seq_no": told["_seq_no"], "if_primary_term": told["_primary_term"]}


def _state(told: dict[str, Any]) -> State:
    return State(**{**told, "retired": tuple(told["retired"])})


def _held(told: dict[str, Any]) -> Held:
    return Held(_state(told["state"]), told["pit"], told["since"])
