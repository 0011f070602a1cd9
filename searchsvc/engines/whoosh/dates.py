"""Hits by the day they were published on, counted over the arrays of all segments at once."""

from collections.abc import Iterable, Sequence

import numpy as np

from searchsvc.engines.whoosh.arrays import Array
from searchsvc.engines.whoosh.snapshot import Leaf


def counts(leaves: Sequence[Leaf], hits: Iterable[Array]) -> tuple[tuple[int | None, int], ...]:
    """Return the days of some hits, sorted numbers by segment, with how many there are; None, the undated, last."""
    days = [leaf.segment.published.take(own) for leaf, own in zip(leaves, hits, strict=True)]
    whole = np.concatenate(days) if days else np.zeros(0, np.int32)
    dated = whole[whole > 0]
    first = int(dated.min(initial=np.iinfo(np.int32).max))
    found = np.bincount(dated - first)
    listed = [(first + int(day), int(found[day])) for day in found.nonzero()[0]]
    undated = len(whole) - len(dated)
    return (*listed, (None, undated)) if undated else tuple(listed)
