"""What stands together in the texts of a segment, told by places: strings near each other, or with wildcards between.

The rules are those of `analysis.near` and `analysis.Pattern`; no text is read.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np

from searchsvc.analysis import Gap, Pattern
from searchsvc.engines.expressions import Near
from searchsvc.engines.whoosh import sets
from searchsvc.engines.whoosh.arrays import Array
from searchsvc.engines.whoosh.pieces import numbers
from searchsvc.engines.whoosh.raw import BREAK
from searchsvc.engines.whoosh.segment import Segment

_NOWHERE = np.iinfo(np.int64).max // 2


def near(segment: Segment, expression: Near, places: Sequence[Array]) -> Array:
    """Return places, sorted, in the texts that match; `places` are those of each string.

    The first string of a match may be any; of each other one the next that begins there or behind ends soonest.
    """
    lengths = [len(string.text) for string in expression.texts]
    window = expression.distance + sum(lengths)
    ending = [np.append(own, _NOWHERE) for own in places]
    found = []
    for starts in places:
        reached = np.zeros(len(starts), np.int64)
        for others, length in zip(ending, lengths, strict=True):
            np.maximum(reached, others.take(others.searchsorted(starts)) + length, out=reached)
        close = reached - starts <= window
        first, last = starts[close], reached[close] - 1
        found.append(first[numbers(segment, "paragraph", first) == numbers(segment, "paragraph", last)])
    return np.sort(np.concatenate(found))


def wild(segment: Segment, pattern: Pattern, places: Sequence[Array]) -> Array:
    """Return the last places, sorted, of what matches; `places` are those of each string, inside runs too."""
    ends = _outside(segment, places[0]) + len(pattern.texts[0].text)
    for gap, string, starts in zip(pattern.gaps, pattern.texts[1:], places[1:], strict=True):
        ends = _behind(segment, gap, ends, starts) + len(string.text)
    return (ends if pattern.rest else _outside(segment, ends)) - 1


def _outside(segment: Segment, places: Array) -> Array:
    """Return those places that are not inside a run of letters and digits."""
    return places[~sets.held(places.astype(np.uint32), segment.joined)]


def _behind(segment: Segment, gap: Gap, ends: Array, starts: Array) -> Array:
    """Return those starts with an end before them, the gap between as narrow as can be and in one sentence."""
    if not len(ends):
        return sets.NONE
    at = ends.searchsorted(starts - gap.least, "right") - 1
    starts, ends = starts[at >= 0], ends.take(at[at >= 0])
    near = starts - ends <= gap.most
    starts, ends = starts[near], ends[near]
    stops, parted = _stops(gap.ends), np.zeros(len(starts), bool)
    for step in range(gap.most):
        parted |= (ends + step < starts) & stops[segment.text.take(np.minimum(ends + step, starts))]
    return starts[~parted]


@cache
def _stops(characters: str) -> Array:
    """Return which codes a gap never reaches over."""
    stops = np.zeros(2**16, bool)
    stops[[*map(ord, characters), BREAK]] = True
    return stops
