"""The OpenSearch engine: states opened by a point in time, batches and whole indices written, told by one document."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cached_property
from typing import TypeVar

from opensearchpy import NotFoundError, OpenSearch

from searchsvc.engines.base import OLDEST, Change, FacetCounts, Request, Results, Words
from searchsvc.engines.opensearch import connecting, lexicon
from searchsvc.engines.opensearch.asking import Asking
from searchsvc.engines.opensearch.committing import Commits
from searchsvc.engines.opensearch.connecting import told
from searchsvc.engines.opensearch.indices import Indices
from searchsvc.engines.opensearch.keeping import Keeping
from searchsvc.engines.opensearch.mapping import fingerprint
from searchsvc.engines.opensearch.opening import Opened, Openings
from searchsvc.engines.opensearch.searching import answer
from searchsvc.engines.opensearch.state import State, States, Stored
from searchsvc.errors import EngineUnavailable, Expired, IndexDamaged, IndexOutdated, SearchError
from searchsvc.messages import Message

T = TypeVar("T")
_PATIENCE, _WAIT = 3.0, 0.05  # seconds to open the newest state while others take its place, and between two tries


class OpenSearchEngine:
    """An engine over the indices of one name on a cluster, for any number of processes on any number of machines.

    One writes at a time; who builds on a state that another one replaced fails (IndexLocked), and nothing of it counts.
    Connecting is left to the first question. Raises BadRequest for a wrong address, and EngineUnavailable where the
    cluster does not answer, or not wholly.
    """

    def __init__(self, address: str, workers: int = 1) -> None:
        self._address = connecting.address(address)
        self._workers = workers

    @property
    def sequence(self) -> int:
        """The sequence that the state tells."""
        with told():
            stored = self._stored()
        return stored.state.sequence if stored else 0

    @property
    def generation(self) -> str:
        """The name of the newest state."""
        with told():
            stored = self._stored()
        return stored.state.name if stored else "empty"

    @property
    def origin(self) -> str:
        """The archive that the state names."""
        with told():
            stored = self._stored()
        return stored.state.origin if stored else ""

    def apply(self, changes: Iterable[Change], sequence: int, origin: str = "") -> None:
        """Write changes, then say so: until then the state is what it was."""
        with told():
            stored = self._stored()
            if stored is None:
                self._commits.begin(None, changes, sequence, origin)
                return
            self._commits.follow(stored, changes, sequence, origin)
        with suppress(SearchError):  # all is written; whoever needs the words counts them
            self._count_words(stored.state.index, sequence - sequence // OLDEST)

    def rebuild(self, changes: Iterable[Change], sequence: int, origin: str = "") -> None:
        """Write another index beside the current one, and switch to it when it is complete."""
        with told():
            self._commits.begin(self._states.stored(), changes, sequence, origin)

    def optimize(self) -> None:
        """Let the cluster merge the segments of the index."""
        with told():
            if stored := self._stored():
                self._client.indices.forcemerge(index=stored.state.index, params={"max_num_segments": 1})

    def search(self, request: Request) -> Results:
        """Ask the newest state, or the one that is named."""

        def asked(opened: Opened) -> Results:
            asking = Asking(self._client, opened.pit, request.until)
            return answer(asking, request, opened.statistics, opened.state)

        with told():
            return self._with(request.generation, asked, hold=request.hold) or _nothing(request)

    def lexicon(self, prefix: str = "") -> list[tuple[str, int]]:
        """Read the words of the newest state."""
        with told():
            words = self._with("", lambda opened: lexicon.lexicon(Asking(self._client, opened.pit), prefix))
        return words or []

    def words(self, since: int) -> Words | None:
        """Read the words that are kept, or count and keep them."""

        def told_by(opened: Opened) -> Words | None:
            state = opened.state
            return lexicon.words(Asking(self._client, opened.pit), self._keeping(state.index), state.sequence, since)

        with told():
            return self._with("", told_by) if self._stored() else Words(0, [])

    def faults(self) -> Iterator[Message]:
        """Compare the documents that there are with those that the state tells; the cluster checks its files itself."""
        with told():
            stored = self._stored()
            if stored:
                yield from self._indices.faults(stored.state)

    def close(self) -> None:
        """Let go of the state and of the connections."""
        if "_client" in self.__dict__:
            self._openings.close()
            self._client.close()
            for name in ("_client", "_states", "_indices", "_openings", "_commits"):
                self.__dict__.pop(name, None)

    @cached_property
    def _client(self) -> OpenSearch:
        return self._address.client()

    @cached_property
    def _states(self) -> States:
        return States(self._client, self._address.name)

    @cached_property
    def _indices(self) -> Indices:
        return Indices(self._client, self._address)

    @cached_property
    def _openings(self) -> Openings:
        return Openings(self._client, self._states)

    @cached_property
    def _commits(self) -> Commits:
        return Commits(self._client, self._address, self._indices, self._states, self._workers)

    def _keeping(self, index: str) -> Keeping:
        return Keeping(self._client, self._address.name, index)

    def _count_words(self, index: str, since: int) -> None:
        """Count the words where those that are kept are older, so that nobody who asks waits for it."""
        with told():
            older = self._keeping(index).sequence < since
        if older:
            self.words(since)

    def _stored(self) -> Stored | None:
        """Return the newest state; raises IndexOutdated where other rules than these wrote it."""
        stored = self._states.stored()
        if stored and stored.state.fingerprint != fingerprint():
            raise IndexOutdated(
                Message("集群上的索引由别的规则写成。", "The index on the cluster was written by other rules."),
                Message("请运行 searchsvc rebuild。", "Run searchsvc rebuild."),
            )
        return stored

    def _with(self, name: str, asked: Callable[[Opened], T], *, hold: bool = False) -> T | None:
        """Ask a state; where it is taken away meanwhile, the one that took its place. None where there is none."""
        end = time.monotonic() + _PATIENCE
        while True:
            stored = self._stored()
            if name not in ("", stored.state.name if stored else "empty"):
                return self._with_held(name, asked, hold=hold)
            if stored is None:
                return None
            late = time.monotonic() > end
            try:
                with self._openings.newest(stored.state, settled=not late) as opened:
                    if opened:
                        return self._ask(opened, asked, hold=hold)
            except NotFoundError:
                self._openings.forget(name)
            if late:
                raise self._unopened(stored.state)
            time.sleep(_WAIT)

    def _with_held(self, name: str, asked: Callable[[Opened], T], *, hold: bool) -> T:
        try:
            return self._ask(self._openings.held(name), asked, hold=hold)
        except NotFoundError as error:
            raise Expired from error

    def _ask(self, opened: Opened, asked: Callable[[Opened], T], *, hold: bool) -> T:
        if hold:
            self._states.hold(opened.state, opened.pit)
        return asked(opened)

    def _unopened(self, state: State) -> SearchError:
        if self._client.indices.exists(index=state.index):
            return EngineUnavailable(
                Message(
                    "集群正忙于恢复或写入，一时打不开索引。", "The cluster is busy; the index can't be opened now."
                ),
                Message("请稍后再试。", "Try again in a moment."),
            )
        return IndexDamaged(
            Message(f"集群上没有索引 {state.index}。", f"There is no index {state.index} on the cluster."),
            Message("请运行 searchsvc rebuild。", "Run searchsvc rebuild."),
        )


def _nothing(request: Request) -> Results:
    none = {name: FacetCounts((), 0, 0) for name in request.facets}
    return Results(0, 0, (), none, (0,) * len(request.counts), (), 0, "empty")
