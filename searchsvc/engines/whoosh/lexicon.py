"""The words of a snapshot with the number of living documents that hold each, read from the mapped arrays."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

import numpy as np

from searchsvc.engines.whoosh.arrays import Array, Texts
from searchsvc.engines.whoosh.raw import Kind
from searchsvc.engines.whoosh.snapshot import Leaf, Snapshot

_BEYOND = b"\xff"  # no byte of UTF-8 is so great


def lexicon(snapshot: Snapshot, prefix: str) -> list[tuple[str, int]]:
    """Return the words that begin so and how many documents hold each, sorted."""
    counts: Counter[str] = Counter()
    for leaf in snapshot.leaves:
        counts.update(dict(_words(leaf, prefix.encode("utf-8", "surrogatepass"))))
    return sorted(counts.items())


def _words(leaf: Leaf, prefix: bytes) -> Iterator[tuple[str, int]]:
    words = leaf.segment.words
    places = range(len(words))
    first = bisect_left(places, prefix, key=words.raw)
    last = bisect_left(places, prefix + _BEYOND, key=words.raw)
    having = _having(leaf, first, last)
    held = np.flatnonzero(having)
    return zip(_strings(words, held + first), having[held].tolist(), strict=True)


def _having(leaf: Leaf, first: int, last: int) -> Array:
    """Return how many living documents hold each of the words [first, last)."""
    keys, starts = leaf.segment.lists.keys[: leaf.segment.lists.kinds[Kind.PAIR]], leaf.segment.lists.starts
    begin, end = keys.searchsorted(np.array((first, last), np.uint32))
    bounds = starts[begin : end + 1].astype(np.int64)
    if leaf.live is not None:
        alive = leaf.live[leaf.segment.documents[bounds[0] : bounds[-1]]]
        bounds = np.concatenate(([0], alive.cumsum()))[bounds - bounds[0]]
    having = np.zeros(last - first, np.int64)
    having[keys[begin:end].astype(np.intp) - first] = np.diff(bounds)
    return having


def _strings(words: Texts, places: Array) -> Iterator[str]:
    ends = words.ends[places].tolist()
    starts = np.where(places > 0, words.ends[places - 1], 0).tolist()
    whole = words.data.tobytes() if len(places) else b""
    return (whole[start:end].decode("utf-8", "surrogatepass") for start, end in zip(starts, ends, strict=True))
