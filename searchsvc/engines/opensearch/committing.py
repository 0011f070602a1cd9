"""Committing: changes written and told by the state, whole indices made beside the current one, old ones forgotten."""

from collections.abc import Iterable
from dataclasses import replace

from opensearchpy import OpenSearch

from searchsvc.engines.base import Change
from searchsvc.engines.opensearch import lexicon, opening, writing
from searchsvc.engines.opensearch.connecting import Address
from searchsvc.engines.opensearch.indices import Indices
from searchsvc.engines.opensearch.keeping import Keeping
from searchsvc.engines.opensearch.mapping import fingerprint
from searchsvc.engines.opensearch.state import State, States, Stored


class Commits:
    """Who writes the indices of an address. Raises opensearchpy's errors."""

    def __init__(self, client: OpenSearch, address: Address, indices: Indices, states: States, workers: int) -> None:
        self._client = client
        self._address = address
        self._indices = indices
        self._states = states
        self._workers = workers

    def follow(self, stored: Stored, changes: Iterable[Change], sequence: int, origin: str) -> None:
        """Write changes into the current index, then say so."""
        state = stored.state
        writing.write(self._client, state.index, changes, self._workers)
        unsettled = self._states.replace(stored, replace(state, settled=False))
        writing.show(self._client, state.index)
        self._finish(unsettled, replace(state, origin=origin or state.origin), sequence)

    def begin(self, before: Stored | None, changes: Iterable[Change], sequence: int, origin: str) -> None:
        """Fill another index and count its words, so that nobody waits for them, then make it the current one."""
        self._states.make(self._address.replicas)
        index = self._indices.make()
        try:
            writing.write(self._client, index, changes, self._workers)
            writing.show(self._client, index)
            with opening.aside(self._client, index) as asking:
                lexicon.words(asking, self._keeping(index), sequence, sequence)
            retired = (*before.state.retired, before.state.index) if before else ()
            begun = State(index, 0, 0, 0, fingerprint(), retired=retired, origin=origin)
            self._finish(before, begun, sequence)
        except BaseException:
            self._delete(index)
            raise
        self._indices.point(index)

    def _finish(self, before: Stored | None, state: State, sequence: int) -> None:
        retired = self._sweep(state)
        documents = writing.count(self._client, state.index)
        commit = state.commit + 1
        after = replace(state, sequence=sequence, commit=commit, documents=documents, settled=True, retired=retired)
        self._states.replace(before, after)

    def _sweep(self, state: State) -> tuple[str, ...]:
        """Forget what is no longer held; return the indices that still are, or were current until now."""
        held = self._states.sweep()
        begins = not state.commit
        kept = {*held, *state.retired[-1:]} if begins else held
        left = self._indices.abandoned() if begins else set()  # by who was killed while making one
        for index in {*state.retired, *left} - kept - {state.index}:
            self._delete(index)
        return tuple(index for index in state.retired if index in kept)

    def _delete(self, index: str) -> None:
        self._indices.delete(index)
        self._keeping(index).forget()

    def _keeping(self, index: str) -> Keeping:
        return Keeping(self._client, self._address.name, index)
