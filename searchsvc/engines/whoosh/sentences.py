"""Where sentences begin in texts laid end to end (the rule is `analysis.sentences`)."""

import numpy as np

from searchsvc.analysis import CLOSERS, ENDS
from searchsvc.engines.whoosh.arrays import Array
from searchsvc.engines.whoosh.raw import BREAK


def begins(text: Array) -> Array:
    """Return the places, sorted, where sentences begin: in each part, and behind an end with its closing signs."""
    kinds = np.zeros(2**16, np.uint8)
    kinds[list(map(ord, ENDS))], kinds[list(map(ord, CLOSERS))], kinds[BREAK] = 1, 2, 3
    own = kinds.take(text)
    signs = own.nonzero()[0]
    behind = signs + 1
    ended = own[signs] == 1
    closed = _closing(signs, own[signs])
    following = own.take(behind, mode="clip")
    found = (own[signs] == 3) | (ended & (following != 1) & (following != 2)) | (closed & (following != 2))
    places: Array = behind[found].astype(np.uint32)
    return places


def _closing(signs: Array, kinds: Array) -> Array:
    """Tell of each sign whether it closes behind an end, only closing signs between them."""
    first = np.ones(len(signs), bool)
    first[1:] = (kinds[1:] != 2) | (signs[1:] != signs[:-1] + 1) | (kinds[:-1] == 3)
    leading = np.maximum.accumulate(np.where(first, np.arange(len(signs)), 0))
    found: Array = (kinds == 2) & (kinds.take(leading) == 1)
    return found
