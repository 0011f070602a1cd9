"""What of a text stays when it is cut, retitled and given other figures: a small sample of its shingles (MinHash).

A shingle is in the sample where its hash is a multiple of a power of two, so two samples of any size can be compared:
what one text shares with the other, its sample shares with the other's (Broder 1997, «sketch mod m»).
"""

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from zlib import crc32

from searchsvc.analysis import simplified
from searchsvc.articles import Article

_SHINGLE = 5  # characters
_PIECE = 1024  # characters
_LEAST = 16  # characters of the shortest text that is compared
_RATIO = 0.25  # of the lengths: a brief that a round-up holds among others is no duplicate of it
_SAME, _SAME_WORDS = 0.75, 0.97  # how much of the shorter text the other one must hold
_HOPELESS = 0.3  # of the shorter text: with less in common nothing else needs to be counted
# The characters a text may have, and the bits that must be 0 in the hashes of its sample, and in those of its keys.
_LEVELS = ((128, 0, 2), (512, 2, 3), (1 << 62, 4, 5))
_NO_WORD = re.compile(r"[\W_]+")
_DIGIT = re.compile("[0-9]")


@dataclass(frozen=True, slots=True)
class Sketch:
    """The sample of a text: `length` counts its letters and digits, `day` is when it was published.

    `sample` holds hashes, doubled, and 1 more where the shingle has a digit.
    """

    length: int
    day: str | None
    sample: frozenset[int]

    @property
    def keys(self) -> list[int]:
        """The few hashes by which texts that may be alike are looked up."""
        mask = _mask(_level(self.length)[1])
        return sorted(value for value in self.sample if not value & mask)


def sketch(article: Article) -> Sketch:
    """Return the sketch of an article's body, or of what it has instead; its headline may be anything."""
    text = _plain(article.body or "\n".join(article.captions) or article.title or "")
    return Sketch(len(text), article.published, frozenset(_sample(text)))


def alike(one: Sketch, other: Sketch) -> bool:
    """Tell whether one text is a copy of the other, perhaps a cut one.

    Figures count like other text, but not among articles of one day: then they were corrected, while the same words
    with other figures on another day are the next report of a series.
    """
    short, long = min(one.length, other.length), max(one.length, other.length)
    bits = _level(long)[0]
    if short < _LEAST or short < _RATIO * long:
        return False
    shared = one.sample & other.sample
    if len(shared) < _HOPELESS * min(len(each.sample) >> bits - _level(each.length)[0] for each in (one, other)):
        return False
    if len(shared) >= _SAME * _smaller(one, other, _mask(bits)):
        return True
    words = sum(not value & 1 for value in shared)
    return one.day is not None and one.day == other.day and words >= _SAME_WORDS * _smaller(one, other, _mask(bits) | 1)


def packed(sample: frozenset[int]) -> bytes:
    """Return a sample as bytes.

    >>> unpacked(packed(frozenset({6, 1 << 32})))
    frozenset({4294967296, 6})
    """
    return array("Q", sorted(sample)).tobytes()


def unpacked(data: bytes) -> frozenset[int]:
    """Return the sample that was packed."""
    values = array("Q")
    values.frombytes(data)
    return frozenset(values)


def _smaller(one: Sketch, other: Sketch, mask: int) -> int:
    """Return the size of the smaller sample, counting the hashes in which the bits of `mask` are 0."""
    return min(sum(not value & mask for value in each.sample) for each in (one, other))


def _sample(text: str) -> list[int]:
    mask = _mask(_level(len(text))[0]) >> 1
    sampled = [(place, value) for place, value in enumerate(_hashes(text)) if not value & mask]
    return [value << 1 | bool(_DIGIT.search(text, place, place + _SHINGLE)) for place, value in sampled]


def _hashes(text: str) -> Iterator[int]:
    """Return the hashes of the shingles in their order; two bytes a character, so that cutting is quick."""
    data = text.encode("utf-16-le", "surrogatepass")
    count = max(0, len(text) - _SHINGLE + 1)
    return map(crc32, map(data.__getitem__, islice(_slices(-(-count // _PIECE)), count)))


@cache
def _slices(pieces: int) -> tuple[slice, ...]:
    """Return the slices of the shingles in a text of so many pieces, made once for all texts."""
    return tuple(slice(2 * place, 2 * (place + _SHINGLE)) for place in range(pieces * _PIECE))


def _mask(bits: int) -> int:
    """Return the bits of a sample's value that are 0 in a sample of one in 2 ** bits."""
    return ((1 << bits) - 1) << 1


def _level(length: int) -> tuple[int, int]:
    return next((sample, keys) for most, sample, keys in _LEVELS if length <= most)


def _plain(text: str) -> str:
    """Return the letters and digits of a text, simplified; papers set quotes and spaces as they like."""
    return simplified(_NO_WORD.sub("", text)).lower()
