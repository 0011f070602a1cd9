"""A segment on disk: where its files are, what the manifest says of it, and what of it lives."""

import base64
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from searchsvc.engines.whoosh import arrays, sets, w3
from searchsvc.engines.whoosh.arrays import Proof
from searchsvc.engines.whoosh.generations import Entry
from searchsvc.engines.whoosh.segment import Segment
from searchsvc.engines.whoosh.sets import Documents
from searchsvc.engines.whoosh.snapshot import Leaf


@dataclass(frozen=True, slots=True)
class Written:
    """A segment on disk; `whoosh` is what its file of Whoosh's is like, None while there is none.

    A `rough` one is there to be merged with others at once.
    """

    name: str
    leaf: Leaf
    arrays: Proof
    whoosh: Proof | None = None
    rough: bool = False

    @property
    def entry(self) -> Entry:
        """What the manifest says of it."""
        return Entry(self.name, self.arrays, self.whoosh or Proof(0, 0), packed(self.leaf))


def opened(folder: Path, entry: Entry) -> Leaf:
    """Return a segment, mapped, with what lives of it; raises ValueError where it is not as it was written."""
    segment = Segment(arrays.read(arrays_path(folder, entry.name), entry.arrays))
    return Leaf(segment, unpacked(entry.deleted, segment.count))


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


def without(leaf: Leaf, ids: Iterable[str]) -> Leaf:
    """Return a leaf in which the documents with these ids are deleted."""
    numbers = leaf.segment.numbers
    gone = [numbers[one] for one in ids if one in numbers]
    if not gone:
        return leaf
    live = sets.truths(leaf.live, leaf.segment.count).copy()
    live[gone] = False
    return Leaf(leaf.segment, live)
