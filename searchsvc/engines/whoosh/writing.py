"""Writing a generation: batches become segments, small ones are merged, and one manifest makes all of it true."""

import base64
import math
import secrets
import zlib
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import numpy as np

from searchsvc import analysis
from searchsvc.engines.base import Change
from searchsvc.engines.whoosh import arrays, sets, w3
from searchsvc.engines.whoosh.arrays import Proof
from searchsvc.engines.whoosh.building import build
from searchsvc.engines.whoosh.collecting import collect
from searchsvc.engines.whoosh.generations import Entry
from searchsvc.engines.whoosh.merging import merge
from searchsvc.engines.whoosh.raw import LARGEST
from searchsvc.engines.whoosh.segment import Segment
from searchsvc.engines.whoosh.sets import Documents
from searchsvc.engines.whoosh.snapshot import Leaf
from searchsvc.workers import spread

BATCH = 2_000  # documents inverted at once
_FAN = 8  # so many segments of one size become one of the next …
_PATIENCE = 4_096  # … unless they have more documents than this and than four times what was added: nobody waits longer


@dataclass(frozen=True, slots=True)
class Written:
    """A segment on disk; `whoosh` is what its file of Whoosh's is like, None while there is none."""

    name: str
    leaf: Leaf
    arrays: Proof
    whoosh: Proof | None = None

    @property
    def entry(self) -> Entry:
        """What the manifest says of it."""
        return Entry(self.name, self.arrays, self.whoosh or Proof(0, 0), packed(self.leaf))


@dataclass(frozen=True, slots=True)
class Piece:
    """Changes that become a segment, all with a document, the file for its arrays, and whose words cut them."""

    path: Path
    words: tuple[str, ...]
    changes: Sequence[Change]


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
        given: deque[tuple[str, list[str]]] = deque()
        for proof in spread(_invert, self._pieces(changes, given), self._workers):
            name, ids = given.popleft()
            self._held = [replace(one, leaf=_without(one.leaf, ids)) for one in self._held]
            if proof:
                self._hold(name, proof)
                self._added += self._held[-1].leaf.count

    def finish(self, number: int, *, whole: bool = False) -> tuple[Written, ...]:
        """Merge, give every segment its file of Whoosh's, and write the table of contents of commit `number`.

        Segments are merged as time allows, or all that can be where it is to be `whole`.
        """
        for group in crowded(self._held) if whole else _merged(self._held, max(_PATIENCE, 4 * self._added)):
            self._merge(group)
        self._held = [self._with_whoosh(one) for one in self._held if one.leaf.count]
        self.files.append(w3.commit(self._folder, number, [(one.name, one.leaf) for one in self._held]))
        return tuple(self._held)

    def _pieces(self, changes: Iterable[Change], given: deque[tuple[str, list[str]]]) -> Iterator[Piece]:
        """Yield the documents of each batch, and note the segment's name and what ids it stands in place of."""
        rest = iter(changes)
        while batch := {change.id: change for change in islice(rest, BATCH)}:
            given.append((secrets.token_hex(8), list(batch)))
            there = [change for change in batch.values() if change.given is not None]
            yield Piece(arrays_path(self._folder, given[-1][0]), analysis.used(), there)

    def _merge(self, group: Sequence[Written]) -> None:
        names = {one.name for one in group}
        rest = [one for one in self._held if one.name not in names]
        self._held = rest
        name = secrets.token_hex(8)
        self._hold(name, arrays.write(arrays_path(self._folder, name), build(merge([one.leaf for one in group]))))

    def _hold(self, name: str, proof: Proof) -> None:
        path = arrays_path(self._folder, name)
        self.files.append(path)
        self._held.append(Written(name, Leaf(Segment(arrays.read(path, proof)), None), proof))

    def _with_whoosh(self, one: Written) -> Written:
        if one.whoosh is not None:
            return one
        path = w3.write(self._folder, one.name, one.leaf.segment)
        self.files.append(path)
        return replace(one, whoosh=arrays.proof(path))


def _invert(piece: Piece) -> Proof | None:
    """Write the arrays of a piece, and return what its file must be like; None where no document is left."""
    analysis.use(piece.words)  # in another process too
    documents = [(change.sequence, document) for change in piece.changes if (document := change.document)]
    return arrays.write(piece.path, build(collect(documents))) if documents else None


def arrays_path(folder: Path, name: str) -> Path:
    """Return where the arrays of a segment are: by its name a file of the segment, which Whoosh sweeps away with it."""
    return folder / f"{w3.NAME}_{name}.arrays"


def packed(leaf: Leaf) -> str:
    """Return which documents of a segment are deleted, as Entry says it."""
    if leaf.live is None:
        return ""
    bits = np.packbits(~sets.truths(leaf.live, leaf.segment.count), bitorder="little")
    return base64.b64encode(zlib.compress(bits.tobytes())).decode()


def unpacked(deleted: str, count: int) -> Documents:
    """Return which documents of a segment of `count` live."""
    if not deleted:
        return None
    bits = np.frombuffer(zlib.decompress(base64.b64decode(deleted)), np.uint8)
    return ~np.unpackbits(bits, count=count, bitorder="little").view(bool)


def _without(leaf: Leaf, ids: Iterable[str]) -> Leaf:
    """Return a leaf in which the documents with these ids are deleted."""
    numbers = leaf.segment.numbers
    gone = [numbers[one] for one in ids if one in numbers]
    if not gone:
        return leaf
    live = sets.truths(leaf.live, leaf.segment.count).copy()
    live[gone] = False
    return Leaf(leaf.segment, live)


def _merged(held: Sequence[Written], most: int) -> list[list[Written]]:
    """Return which segments become one: new ones, as far as they fit; small ones of one size; those half deleted."""
    fresh = [one for one in held if one.whoosh is None]
    groups = _fitting(fresh)
    sizes: dict[int, list[Written]] = {}
    for one in held:
        if one.leaf.count and (one.whoosh is not None or len(fresh) == 1):
            sizes.setdefault(int(math.log(one.leaf.count, _FAN)), []).append(one)
    groups = [group for group in groups if len(group) > 1]
    groups += [alike for alike in sizes.values() if len(alike) >= _FAN and _count(alike) <= min(most, LARGEST)]
    taken = {one.name for group in groups for one in group}
    halved = [one for one in held if 0 < 2 * one.leaf.count < one.leaf.segment.count and one.name not in taken]
    return groups + [[one] for one in halved if one.leaf.count <= most]


def crowded(held: Iterable[Written]) -> list[list[Written]]:
    """Return which segments become one so that there are as few as can be and none holds what was deleted."""
    groups = _fitting(one for one in held if one.leaf.count)
    return [group for group in groups if len(group) > 1 or group[0].leaf.count < group[0].leaf.segment.count]


def _fitting(segments: Iterable[Written]) -> list[list[Written]]:
    """Return segments in groups that fit into one each."""
    groups: list[list[Written]] = []
    for one in segments:
        if groups and _count(groups[-1]) + one.leaf.count <= LARGEST:
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _count(group: Iterable[Written]) -> int:
    return sum(one.leaf.count for one in group)
