"""What of a text stays when it is cut, retitled and given other figures: a small sample of its shingles (MinHash).

A shingle is in the sample where some bits of its hash are 0, so two samples of any size can be compared:
what one text shares with the other, its sample shares with the other's (Broder 1997, «sketch mod m»).
"""

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import compress
from operator import or_
from struct import unpack_from

from searchsvc.analysis import simplified
from searchsvc.articles import Article

_SHINGLE = 5  # characters
# One for each character of a shingle: even, so that hashes are; 39 bits, so that sums of five products have 63.
_FACTORS = sum(
    factor << 64 * place
    for place, factor in enumerate((0x6A09E667F2, 0x5BE0CD1918, 0x510E527FAE, 0x43C6EF372E, 0x3C6EF372FA))
)
_SAMPLED = 32  # the lowest of the bits that decide on a sample: those below and above vary little from text to text
_DIGIT = 8  # bytes of a digit in base 2 ** 64
_FIRST = _DIGIT * (_SHINGLE - 1)  # where the hash of the first shingle begins in the product
_LEAST = 16  # characters of the shortest text that is compared
_RATIO = 0.25  # of the lengths: a brief that a round-up holds among others is no duplicate of it
_SAME, _SAME_WORDS = 0.75, 0.97  # how much of the shorter text the other one must hold
_FIGURES = 0.5  # of the shingles with figures of either text: what a copy of another day shares at least
_HOPELESS = 0.3  # of about what the shorter text has: with less in common nothing else needs to be counted
# The characters a text may have, and the bits that must be 0 in the hashes of its sample, and in those of its keys.
_LEVELS = ((128, 0, 3), (512, 2, 4), (1 << 62, 4, 6))
# By how many bits decide on a sample, which bytes with them let a shingle into it.
_SAMPLED_BY = {bits: bytes(not byte & ((1 << bits) - 1) for byte in range(256)) for _, bits, _ in _LEVELS}
_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]+|[^\W_]")  # letters and digits, the usual ones a run at a time
_IS_DIGIT = bytes(chr(byte) in "0123456789" for byte in range(256))


@dataclass(frozen=True, slots=True)
class Sketch:
    """The sample of a text: `length` counts its letters and digits, `day` is when it was published.

    `sample` holds hashes, which are even, and 1 more where the shingle has a digit.
    """

    length: int
    day: str | None
    sample: frozenset[int]

    @property
    def keys(self) -> list[int]:
        """The few hashes by which texts that may be alike are looked up."""
        mask = _mask(_level(self.length)[1])
        return [value for value in self.sample if not value & mask]


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
    shared = one.sample & other.sample
    if short < _LEAST or short < _RATIO * long or not shared:
        return False
    bits = _level(long)[0]
    if len(shared) < _HOPELESS * min(len(each.sample) >> bits - _level(each.length)[0] for each in (one, other)):
        return False
    mask = _mask(bits)
    ours, theirs = ([value for value in each.sample if not value & mask] for each in (one, other))
    least = min(len(ours), len(theirs))
    words = sum(not value & 1 for value in shared)
    figures = min(_figures(ours), _figures(theirs))
    if one.day and other.day and one.day != other.day and len(shared) - words < _FIGURES * figures:
        return False
    if len(shared) >= _SAME * least:
        return True
    fewest = min(len(each) - _figures(each) for each in (ours, theirs))
    return one.day is not None and one.day == other.day and words >= _SAME_WORDS * fewest


def _figures(sample: list[int]) -> int:
    return sum(value & 1 for value in sample)


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


def _sample(text: str) -> Iterator[int]:
    """Return the hashes of the shingles that are in the sample: even, and 1 more where the shingle has a digit."""
    count = max(0, len(text) - _SHINGLE + 1)
    product = _product(text)
    chosen = product[_FIRST + _SAMPLED // 8 :: _DIGIT].translate(_SAMPLED_BY[_level(len(text))[0]])[:count]
    hashes = unpack_from(f"<{count}Q", product, _FIRST)
    return map(or_, compress(hashes, chosen), compress(_figured(text), chosen))


def _product(text: str) -> bytes:
    """Return the hashes of the shingles in their order, which are even and below 2 ** 63, a digit each from _FIRST on.

    A text is one number in base 2 ** 64, each character a digit, which one multiplication hashes: of the digits of a
    product each is the sum of neighbours times the factors, and stays below the base, so that nothing is carried.
    """
    codes, digits = text.encode("utf-32-le", "surrogatepass"), bytearray(_DIGIT * len(text))
    for byte in range(3):  # a code has no more
        digits[byte::_DIGIT] = codes[byte::4]
    return (int.from_bytes(digits, "little") * _FACTORS).to_bytes(len(digits) + _DIGIT * _SHINGLE, "little")


def _figured(text: str) -> bytes:
    """Return for each shingle whether it has a digit, and for the ends of the text that are none."""
    digits = int.from_bytes(text.encode("ascii", "replace").translate(_IS_DIGIT), "little")
    for step in (1, 1, 2):  # then each tells of two, of three, of all five characters of its shingle
        digits |= digits >> 8 * step
    return digits.to_bytes(len(text), "little")


def _mask(bits: int) -> int:
    """Return the bits of a sample's value that are 0 in a sample of one in 2 ** bits."""
    return ((1 << bits) - 1) << _SAMPLED


def _level(length: int) -> tuple[int, int]:
    return next((sample, keys) for most, sample, keys in _LEVELS if length <= most)


def _plain(text: str) -> str:
    """Return the letters and digits of a text, simplified; papers set quotes and spaces as they like."""
    return simplified("".join(_WORD.findall(text))).lower()
