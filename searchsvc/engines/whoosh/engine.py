"""The Whoosh engine: searches on snapshots, batches and whole generations written, each durable before it counts."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from searchsvc.engines import whoosh
from searchsvc.engines.base import Change, Request, Results, Words
from searchsvc.engines.whoosh import arrays, history
from searchsvc.engines.whoosh.generations import Generations, damaged
from searchsvc.engines.whoosh.grouping import crowded
from searchsvc.engines.whoosh.lexicon import lexicon
from searchsvc.engines.whoosh.opening import NOTHING, Opened, State, files, opened_from, sweep
from searchsvc.engines.whoosh.searching import answer
from searchsvc.errors import EngineUnavailable, Expired, IndexDamaged
from searchsvc.messages import Message

_OLDER = 4  # states that are kept open beside the newest


class WhooshEngine:
    """An engine over `folder`/generations, for any number of threads and processes, one of which writes at a time.

    Opening looks at nothing. `sequence`, `generation`, `search` and `apply` raise IndexOutdated or IndexDamaged where
    the index is not one that these rules wrote; `rebuild` puts a good one in its place. There is no lock to be held
    by a thread that a fork leaves behind: what is opened is one object, replaced at once.
    """

    def __init__(self, folder: Path, workers: int = 1) -> None:
        self._generations = Generations(folder)
        self._opened = NOTHING
        self._workers = workers
        self._older: tuple[Opened, ...] = ()

    @property
    def sequence(self) -> int:
        """The sequence that the manifest tells."""
        state = self._state()
        return state.manifest.sequence if state else 0

    @property
    def generation(self) -> str:
        """The name of the state that searches read."""
        state = self._state()
        return state.name if state else self._opened.name

    @property
    def origin(self) -> str:
        """The archive that the manifest names."""
        state = self._state()
        return state.manifest.origin if state else ""

    def apply(self, changes: Iterable[Change], sequence: int, origin: str = "") -> None:
        """Write changes in one commit, whatever their number."""
        with self._writing():
            opened = self._newest()
            if opened.state is None:
                self._begin(changes, sequence, origin)
            else:
                self._commit(opened.state.folder, opened, changes, sequence, origin or opened.state.manifest.origin)

    def rebuild(self, changes: Iterable[Change], sequence: int, origin: str = "") -> None:
        """Write a new generation beside the current one, and switch to it when it is complete."""
        with self._writing():
            self._begin(changes, sequence, origin)

    def optimize(self) -> None:
        """Merge segments, where that makes fewer of them or smaller ones, and remove what nobody needs."""
        with self._writing():
            opened = self._newest()
            if opened.state and crowded(opened.segments):
                now = opened.state.manifest
                self._commit(opened.state.folder, opened, (), now.sequence, now.origin, whole=True)
            self._generations.sweep()

    def search(self, request: Request) -> Results:
        """Answer from a snapshot of the newest state, or of the one that is named."""
        asked = self._held if request.hold else self._asked
        opened = asked(request.generation)
        return answer(opened.snapshot, request, opened.name)

    def lexicon(self, prefix: str = "") -> list[tuple[str, int]]:
        """Read the words of a snapshot of the newest state."""
        return lexicon(self._latest().snapshot, prefix)

    def words(self, since: int) -> Words:
        """Read them of the newest state."""
        return Words(self.sequence, self.lexicon())

    def faults(self) -> Iterator[Message]:
        """Compare every file of the newest state with what the manifest says of it, before Whoosh sees any."""
        state = self._state()
        for path, proof in files(state) if state else ():
            try:
                if arrays.proof(path) != proof:
                    yield damaged(path, ValueError("its size or sum is not what was written")).message
            except OSError as error:
                yield damaged(path, error).message

    def close(self) -> None:
        """Let go of the files; they are closed when the last search in them ends."""
        self._opened, self._older = NOTHING, ()

    def _begin(self, changes: Iterable[Change], sequence: int, origin: str) -> None:
        with suppress(IndexDamaged):  # who can't tell which one is current removes none
            self._generations.sweep()  # what a killed process left takes space
        folder = self._generations.begin()
        try:
            self._commit(folder, NOTHING, changes, sequence, origin)
            self._generations.switch(folder)
        except BaseException:
            self._generations.drop(folder)
            raise
        self._generations.sweep()

    def _commit(
        self,
        folder: Path,
        before: Opened,
        changes: Iterable[Change],
        sequence: int,
        origin: str,
        *,
        whole: bool = False,
    ) -> None:
        """Write what changes, then say so: until the manifest is replaced all is as it was."""
        self._sweep(folder)  # what a killed process left takes space …
        try:
            self._write(folder, before, changes, whole=whole, sequence=sequence, origin=origin)
        finally:
            self._sweep(folder)  # … as does what was replaced, or was written for nothing

    def _sweep(self, folder: Path) -> None:
        """Remove the files of a generation that neither its manifest nor a held state names."""
        with suppress(OSError, IndexDamaged):  # tried again by the next commit; of a new generation nothing is known
            sweep(folder, self._generations.manifest(folder))

    def _write(
        self, folder: Path, before: Opened, changes: Iterable[Change], *, whole: bool, sequence: int, origin: str
    ) -> None:
        number = before.state.manifest.commit + 1 if before.state else 1
        draft = whoosh.Draft(folder, before.segments, self._workers)
        draft.add(changes)
        held = draft.finish(number, whole=whole)
        self._generations.describe(
            folder,
            draft.files,
            sequence=sequence,
            origin=origin,
            documents=sum(one.leaf.count for one in held),
            commit=number,
            contents=arrays.proof(draft.files[-1]),
            segments=tuple(one.entry for one in held),
        )

    def _state(self) -> State | None:
        while True:
            folder = self._generations.current()
            if folder is None:
                return None
            try:
                return State(folder, self._generations.manifest(folder))
            except IndexDamaged:
                if self._generations.current() == folder:
                    raise
                # another generation took its place

    def _latest(self) -> Opened:
        """Return what searches read: the newest state, or what is open where the index was deleted since."""
        newest = self._newest()
        return newest if newest.state else self._opened

    def _newest(self) -> Opened:
        """Return the newest state, opened; what was open stays so."""
        while True:
            state, opened = self._state(), self._opened
            if state is None:
                return NOTHING
            if state == opened.state:
                return opened
            try:
                opened = opened_from(state, opened)
            except IndexDamaged:
                if self._state() == state:
                    raise
                continue  # another process put a newer state in its place while we opened this one
            self._opened = opened
            return opened

    def _asked(self, name: str) -> Opened:
        latest = self._latest()
        return latest if name in ("", latest.name) else self._replaced(name, latest)

    def _held(self, name: str) -> Opened:
        """Return a state that nobody sweeps away from now on."""
        while True:
            opened = self._asked(name)
            if opened.state:
                history.hold(opened.state.folder, opened.state.manifest.commit)
            if name or self._state() in (opened.state, None):
                return opened
            # another one took its place before it was held

    def _replaced(self, name: str, newest: Opened) -> Opened:
        """Return a state that was the newest, opened; raises Expired where it is no longer held."""
        state = State(*self._generations.replaced(name))
        for opened in self._older:
            if opened.state == state:
                return opened
        try:
            opened = opened_from(state, newest)
        except IndexDamaged as error:  # swept away meanwhile
            raise Expired from error
        self._older = (opened, *self._older[: _OLDER - 1])
        return opened

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            with self._generations.writing():
                yield
        except OSError as error:
            raise EngineUnavailable(
                Message(f"写索引失败：{error}。", f"The index can't be written: {error}."),
                Message("腾出空间或改正权限后再试。", "Free space or mend permissions, then try again."),
            ) from error
