"""Terms: a text as the index holds it, character by character, and a string as a phrase of these."""

import hashlib
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from searchsvc.analysis import RUN, Folded
from searchsvc.engines.ranking import LENGTHS

# What is known of the characters of a term beside themselves: a run of letters and digits begins with them, ends with
# them, or is broken between them. Each term stands in the index with every part of what is true of it.
BEGINS, ENDS, BROKEN = 1, 2, 4
PLACE, KIND = "\n", " "  # between the places of a text, and the terms of one place; no folded text holds either
NOTHING = "_"  # a place of a phrase where any character may stand
LONGEST = 1_000  # characters of a term that is ranked; a longer one is known by its hash
OFTENEST = 0xFFFF  # the highest frequency that is told apart


def places(text: Folded) -> str:
    """Return the terms of a text: for each place its character and the pair that begins there.

    >>> from searchsvc.analysis import fold
    >>> places(fold("光5G")).split(PLACE)
    ['0光 0光5', '05 15 05g 15g 25g 35g', '0g 2g']
    """
    chars = text.text
    runs = [char in RUN for char in chars]
    inside = (one and two and text.joined(place) for place, (one, two) in enumerate(pairwise(runs), 1))
    whole = [True, *(not joined for joined in inside), True]
    return PLACE.join(map(_at, chars, [*chars[1:], ""], whole, whole[1:], [*whole[2:], True]))


def phrase(needle: Folded, *, whole: bool) -> str:
    """Return a string as a phrase of terms: pairs side by side, which hold each of its characters at least once.

    >>> from searchsvc.analysis import fold
    >>> phrase(fold("新能源5"), whole=True).split(PLACE)
    ['0新能', '_', '2源5']
    """
    chars, borders = needle.text, needle.borders if whole else tuple(needle.breaks)
    if len(chars) == 1:
        return f"{(BEGINS if 0 in borders else 0) | (ENDS if 1 in borders else 0)}{chars}"
    last = len(chars) - 2
    wanted = {*range(0, last, 2), last, *(border - 1 for border in borders if 0 < border <= last)}
    return PLACE.join(_pair(chars, place, borders) if place in wanted else NOTHING for place in range(last + 1))


def coded(terms: dict[str, int], length: int) -> str:
    """Return ranked terms, each with the code of how often it stands in a field and how long the field is.

    The engine knows one number of a term in a document; 24 bits of it are exact, and hold the frequency and the byte
    of the length (`ranking.LENGTHS`).
    """
    byte = min(bisect_left(LENGTHS, length), 255)
    return " ".join(f"{term(name)}|{min(times, OFTENEST) << 8 | byte}" for name, times in terms.items())


def decoded(code: float) -> tuple[int, int]:
    """Return the frequency and the length that a code tells."""
    frequency, byte = divmod(int(code), 256)
    return frequency, LENGTHS[byte]


def term(name: str) -> str:
    """Return a ranked term as the index knows it."""
    return name if len(name) <= LONGEST else hashed(name)


def hashed(text: str) -> str:
    """Return 40 characters that stand for a text of any length."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=20).hexdigest()


@lru_cache(1 << 17)  # a few pairs are most of a language
def _at(one: str, two: str, first: bool, seam: bool, last: bool) -> str:
    """Return the terms of a place; runs may begin and end before it, behind its character, and behind the next one."""
    begins = BEGINS if one in RUN and first else 0
    kinds = [*_kinds(one, begins | (ENDS if one in RUN and seam else 0))]
    if two:
        ends = ENDS if two in RUN and last else 0
        broken = BROKEN if one in RUN and two in RUN and seam else 0
        kinds += _kinds(one + two, begins | ends | broken)
    return KIND.join(kinds)


def _kinds(chars: str, known: int) -> Iterator[str]:
    return (f"{kind}{chars}" for kind in range(known + 1) if kind & ~known == 0)


def _pair(chars: str, place: int, borders: tuple[int, ...]) -> str:
    begins = BEGINS if place == 0 and 0 in borders else 0
    ends = ENDS if place + 2 == len(chars) and len(chars) in borders else 0
    broken = BROKEN if place + 1 in borders else 0
    return f"{begins | ends | broken}{chars[place : place + 2]}"
