"""Where sentences begin in texts laid end to end (the rule is `analysis.sentences`)."""

from itertools import pairwise

import numpy as np

from searchsvc.analysis import CLOSERS, ENDS
from searchsvc.engines.whoosh.arrays import Array
from searchsvc.engines.whoosh.raw import BREAK

_CODES = sorted({*map(ord, ENDS), *map(ord, CLOSERS), BREAK})
_KINDS = np.zeros(2**16, np.uint8)
_KINDS[list(map(ord, ENDS))], _KINDS[list(map(ord, CLOSERS))], _KINDS[BREAK] = 1, 2, 3
_GAP = max(pairwise(_CODES), key=lambda pair: pair[1] - pair[0])  # Han lies between these two signs


def begins(text: Array) -> Array:
    """Return the places, sorted, where sentences begin: in each part, and behind an end with its closing signs."""
    signs = _signs(text)
    own = _KINDS.take(text.take(signs))
    behind = signs + 1
    following = _KINDS.take(text.take(behind, mode="clip"))
    ended = own == 1
    closed = _closing(signs, own)
    found = (own == 3) | (ended & (following != 1) & (following != 2)) | (closed & (following != 2))
    places: Array = behind[found].astype(np.uint32)
    return places


def _signs(text: Array) -> Array:
    """Return the places of signs: first of all outside the gap that Han lies in, which is fast."""
    few = ((text <= _GAP[0]) | (text >= _GAP[1])).nonzero()[0]
    signs: Array = few[_KINDS.take(text.take(few)) > 0]
    return signs


def _closing(signs: Array, kinds: Array) -> Array:
    """Tell of each sign whether it closes behind an end, only closing signs between them."""
    first = np.ones(len(signs), bool)
    first[1:] = (kinds[1:] != 2) | (signs[1:] != signs[:-1] + 1) | (kinds[:-1] == 3)
    leading = np.maximum.accumulate(np.where(first, np.arange(len(signs)), 0))
    found: Array = (kinds == 2) & (kinds.take(leading) == 1)
    return found
