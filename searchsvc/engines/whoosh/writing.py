"""Writing a generation: batches become segments, small ones are merged, and one manifest makes all of it true."""

import secrets
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, islice
from pathlib import Path

from searchsvc import analysis
from searchsvc.engines.base import Change
from searchsvc.engines.whoosh import arrays, w3
from searchsvc.engines.whoosh.arrays import Proof
from searchsvc.engines.whoosh.building import build, rough
from searchsvc.engines.whoosh.collecting import collect
from searchsvc.engines.whoosh.generations import Entry
from searchsvc.engines.whoosh.grouping import crowded, mergeable
from searchsvc.engines.whoosh.merging import merge
from searchsvc.engines.whoosh.segment import Segment
from searchsvc.engines.whoosh.snapshot import Leaf
from searchsvc.engines.whoosh.written import Written, arrays_path, opened, without
from searchsvc.workers import spread

BATCH = 2_000  # documents inverted at once


@dataclass(frozen=True, slots=True)
class Piece:
    """Changes that become a segment, all with a document, the file for its arrays, and whose words cut them."""

    path: Path
    words: tuple[str, ...]
    changes: Sequence[Change]
    rough: bool


@dataclass(frozen=True, slots=True)
class Merge:
    """Segments of a folder that become one of another name."""

    folder: Path
    name: str
    segments: tuple[Entry, ...]

    def leaves(self) -> list[Leaf]:
        """Return the segments, opened."""
        return [opened(self.folder, one) for one in self.segments]


class Draft:
    """The next commit of a generation: what there was, and what is added before `finish`."""

    def __init__(self, folder: Path, before: Iterable[Written], workers: int = 1) -> None:
        self._folder = folder
        self._workers = workers
        self._held = list(before)
        self._added = 0
        self.files: list[Path] = []

    def add(self, changes: Iterable[Change]) -> None:
        """Add changes in order, a batch at a time; where there are several, processes invert them."""
        given: deque[tuple[Piece, list[str]]] = deque()
        for proof in spread(_invert, self._pieces(changes, given), self._workers):
            piece, ids = given.popleft()
            self._held = [replace(one, leaf=without(one.leaf, ids)) for one in self._held]
            if proof:
                self._held.append(_written(piece, proof))
                self._added += self._held[-1].leaf.count

    def finish(self, number: int, *, whole: bool = False) -> tuple[Written, ...]:
        """Merge, give every segment its file of Whoosh's, and write the table of contents of commit `number`.

        Where all is to be merged that can be (`whole`), somebody waits for it.
        """
        groups = crowded(self._held) if whole else mergeable(self._held, self._added)
        self._merge(groups, self._workers if any(one.rough for group in groups for one in group) else 1)
        self._held = [self._with_whoosh(one) for one in self._held if one.leaf.count]
        self.files.append(w3.commit(self._folder, number, [(one.name, one.leaf) for one in self._held]))
        return tuple(self._held)

    def _pieces(self, changes: Iterable[Change], given: deque[tuple[Piece, list[str]]]) -> Iterator[Piece]:
        """Yield the documents of each batch, and note with it what ids it stands in place of; several are rough."""
        batches = _batches(changes)
        first = list(islice(batches, 2))
        for batch in chain(first, batches):
            path = arrays_path(self._folder, secrets.token_hex(8))
            there = [change for change in batch.values() if change.given is not None]
            given.append((Piece(path, analysis.used(), there, len(first) > 1), list(batch)))
            yield given[-1][0]

    def _merge(self, groups: Sequence[Sequence[Written]], workers: int) -> None:
        """Put one segment in place of each group; several processes make its two files beside each other."""
        merges = [Merge(self._folder, secrets.token_hex(8), tuple(one.entry for one in group)) for group in groups]
        files = (_merge_arrays, _merge_whoosh) if workers > 1 else (_merge_arrays, _write_whoosh)
        proofs = spread(_done, [partial(file, one) for one in merges for file in files], workers)
        taken = {one.name for group in groups for one in group}
        self._held = [one for one in self._held if one.name not in taken]
        for done, own, whoosh in zip(merges, proofs, proofs, strict=True):
            self.files += [arrays_path(self._folder, done.name), w3.path(self._folder, done.name)]
            leaf = opened(self._folder, Entry(done.name, own, whoosh))
            self._held.append(Written(done.name, leaf, own, whoosh))

    def _with_whoosh(self, one: Written) -> Written:
        if one.whoosh is not None:
            return one
        path = w3.write(self._folder, one.name, one.leaf.segment)
        self.files += [arrays_path(self._folder, one.name), path]
        return replace(one, whoosh=arrays.proof(path))


def _batches(changes: Iterable[Change]) -> Iterator[dict[str, Change]]:
    """Yield changes some at a time by id, the last one of each."""
    rest = iter(changes)
    while batch := {change.id: change for change in islice(rest, BATCH)}:
        yield batch


def _invert(piece: Piece) -> Proof | None:
    """Write the arrays of a piece, and return what its file must be like; None where no document is left."""
    analysis.use(piece.words)  # in another process too
    documents = [(change.sequence, document) for change in piece.changes if (document := change.document)]
    return arrays.write(piece.path, (rough if piece.rough else build)(collect(documents))) if documents else None


def _written(piece: Piece, proof: Proof) -> Written:
    name = piece.path.stem.removeprefix(f"{w3.NAME}_")
    return Written(name, opened(piece.path.parent, Entry(name, proof, Proof(0, 0))), proof, rough=piece.rough)


def _merge_arrays(task: Merge) -> Proof:
    return arrays.write(arrays_path(task.folder, task.name), build(merge(task.leaves())))


def _merge_whoosh(task: Merge) -> Proof:
    words = Segment(rough(merge(task.leaves(), words_alone=True)))
    return arrays.proof(w3.write(task.folder, task.name, words))


def _write_whoosh(task: Merge) -> Proof:
    """Write Whoosh's file of what was merged just before: less work than `_merge_whoosh`, which need not wait."""
    path = arrays_path(task.folder, task.name)
    whole = Segment(arrays.read(path, arrays.proof(path)))
    return arrays.proof(w3.write(task.folder, task.name, whole))


def _done(work: Callable[[], Proof]) -> Proof:
    return work()
