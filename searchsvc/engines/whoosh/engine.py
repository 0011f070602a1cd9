"""The Whoosh engine: searches on snapshots, batches and whole generations written, each durable before it counts."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from shutil import rmtree

from searchsvc.engines.base import Change, Request, Results
from searchsvc.engines.whoosh import writing
from searchsvc.engines.whoosh.generations import Generations, damaged
from searchsvc.engines.whoosh.layout import SEGMENT
from searchsvc.engines.whoosh.pool import Pool, State
from searchsvc.engines.whoosh.searching import answer
from searchsvc.engines.whoosh.snapshot import Lengths, Snapshot
from searchsvc.errors import EngineUnavailable, IndexDamaged
from searchsvc.messages import Message


class WhooshEngine:
    """An engine over `folder`/generations, for several threads and processes, one of which writes at a time.

    Opening looks at nothing. `sequence`, `generation`, `search` and `apply` raise IndexOutdated or IndexDamaged where
    the index is not one that these rules wrote; `rebuild` puts a good one in its place.
    """

    def __init__(self, folder: Path) -> None:
        self._generations = Generations(folder)
        self._lengths: Lengths = {}
        self._pool = Pool(self._opened)

    @property
    def sequence(self) -> int:
        """The sequence that the manifest tells."""
        return self._state().sequence

    @property
    def generation(self) -> str:
        """The generation's name and the number of its newest commit."""
        state = self._state()
        return f"{state.folder.name}-{state.commit}" if state.folder else "empty"

    def apply(self, changes: Iterable[Change], sequence: int) -> None:
        """Write a batch in one commit; one too large for that goes into a copy that takes the place of the whole."""
        batch = list({change.id: change for change in changes}.values())
        with self._writing():
            folder = self._state().folder
            if folder is None or len(batch) > SEGMENT:
                self._begin(folder, batch, sequence)
            else:
                with self._pool.lent(self._state) as (snapshot, _):
                    replaced = _numbers(snapshot, batch)
                writing.write(folder, batch, replaced)
                self._generations.describe(folder, sequence, writing.count(folder))

    def rebuild(self, changes: Iterable[Change], sequence: int) -> None:
        """Write a new generation beside the current one, and switch to it when it is complete."""
        with self._writing():
            self._begin(None, changes, sequence)

    def search(self, request: Request) -> Results:
        """Answer from a snapshot of the newest state."""
        with self._pool.lent(self._state) as (snapshot, state):
            return answer(snapshot, request, state.sequence)

    def close(self) -> None:
        """Close the snapshots."""
        self._pool.close()

    def _begin(self, base: Path | None, changes: Iterable[Change], sequence: int) -> None:
        """Switch to a new generation that holds what `base` has and these changes."""
        folder = self._generations.begin()
        try:
            writing.create(folder, base)
            for batch in _batches(changes):
                self._add(folder, batch)
            self._generations.describe(folder, sequence, writing.count(folder))
            self._generations.switch(folder)
        except BaseException:
            rmtree(folder, ignore_errors=True)
            raise
        self._generations.sweep()

    def _add(self, folder: Path, batch: list[Change]) -> None:
        snapshot = Snapshot(writing.reader(folder), {})
        try:
            replaced = _numbers(snapshot, batch)
        finally:
            snapshot.close()
        writing.write(folder, batch, replaced)

    def _state(self) -> State:
        while True:
            folder = self._generations.current()
            if folder is None:
                return State()
            try:
                manifest = self._generations.manifest(folder)
            except IndexDamaged:
                if self._generations.current() == folder:
                    raise
                continue  # another generation took its place
            return State(folder, writing.commit_number(folder), manifest.sequence)

    def _opened(self, state: State) -> Snapshot:
        if state.folder is None:
            return Snapshot(writing.nothing(), {})
        try:
            return Snapshot(writing.reader(state.folder), self._lengths)
        except Exception as error:  # unpickling what is damaged may raise anything
            raise damaged(state.folder, error) from error

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


def _numbers(snapshot: Snapshot, batch: Iterable[Change]) -> list[int]:
    """Return the numbers of the documents that changes replace."""
    return [number for change in batch for number in snapshot.holding("id", change.id)]


def _batches(changes: Iterable[Change]) -> Iterator[list[Change]]:
    """Cut changes into batches in which each id occurs once, the last change of it holding."""
    rest = iter(changes)
    while batch := list(islice(rest, SEGMENT)):
        yield list({change.id: change for change in batch}.values())
