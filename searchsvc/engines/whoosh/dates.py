"""Hits by the day they were published on, counted over the arrays of all segments at once."""

from collections.abc import Iterable, Sequence

import numpy as np

from searchsvc.engines.whoosh.arrays import Array
from searchsvc.engines.whoosh.snapshot import Leaf


def counts(leaves: Sequence[Leaf], hits: Iterable[Array]) -> tuple[tuple[int | None, int], ...]:
    """Return the days of some hits, sorted numbers by segment, with how many there are; None, the undated, last."""
    days = [leaf.segment.published.take(own) for leaf, own in zip(leaves, hits, strict=True)]
    found, numbers = np.unique(np.concatenate(days) if days else np.zeros(0, np.int32), return_counts=True)
    listed = [(day or None, number) for day, number in zip(found.tolist(), numbers.tolist(), strict=True)]
    undated = bool(listed) and listed[0][0] is None
    return (*listed[1:], listed[0]) if undated else tuple(listed)
