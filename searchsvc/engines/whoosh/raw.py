"""What is collected of documents before it is inverted: flat arrays and packed keys, unsorted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import get_args

import numpy as np

from searchsvc.analysis import HAN
from searchsvc.articles import Bound
from searchsvc.engines.whoosh.arrays import Array, Texts

LARGEST = 65_535  # documents of a segment: their numbers are 16 bits, and Whoosh refers to as many values of a column
BREAK = 0xFFFF  # stands before, between and behind the parts of a text
WIDE = 0xD800  # stands for a character that has no 16 bits of its own

# A posting is packed as kind of list, key, document and frequency; MANY stands for that frequency and all above.
KIND_AT, KEY_AT, DOCUMENT_AT = np.uint64(56), np.uint64(24), np.uint64(8)
MANY = 255

BOUNDS: tuple[Bound, ...] = get_args(Bound)  # by the number that stands for each in the arrays
EACH = 4  # one word in so many leads to where a word stands among all
SPAN = 2**16 - 1  # characters that a place is counted within in 16 bits, so that as many places are in 16 bits too


class Kind(IntEnum):
    """What a list of documents is of; its key is the code of a character, of two, or the number of a string.

    The kinds before NEIGHBOURS are ranked, in VIEW's places of schema.VIEWS: words; neighbours, both Han characters or
    not; units that are a Han character or not. Behind them, pairs of characters and characters that no view counts,
    and characters that are a run of letters and digits by themselves.
    """

    WORD = 0
    PAIR = 1
    ODD_PAIR = 2
    UNIT = 3
    ODD_UNIT = 4
    NEIGHBOURS = 5
    CHARACTER = 6
    ALONE = 7


VIEW = np.array((0, 1, 1, 2, 2))


def is_han(codes: Array) -> Array:
    """Tell of each character whether it is one that words are made of."""
    first, last = map(ord, HAN)
    found: Array = (codes >= first) & (codes <= last)
    return found


def is_string(rows: Array) -> Array:
    """Tell of packed postings whether their keys are numbers of strings."""
    kinds = (rows >> KIND_AT).astype(np.uint8)
    return np.isin(kinds, (Kind.WORD, Kind.ODD_PAIR, Kind.ODD_UNIT))


@dataclass(frozen=True, slots=True)
class Sets:
    """A facet's sets of values: `values` sorted, `sets` of their numbers, the empty one first, `own` by document."""

    values: list[str]
    sets: list[tuple[int, ...]]
    own: Array


@dataclass(frozen=True, slots=True)
class Text:
    """All parts of all documents, one behind the other, as 16-bit characters with a BREAK around each part.

    `starts` are the places where documents begin (one more than there are documents), `parts` where parts do, of the
    fields `fields`, numbers in `names`. `breaks` and `joined` are places before which a run of letters and digits was
    broken by white space, or goes on (see `Folded`); `wide` are places of WIDE characters, which are `exotic`; `odd`
    are those where one begins that was written otherwise, as `written` says (`analysis.is_odd`). All are sorted.
    """

    characters: Array
    starts: Array
    parts: Array
    fields: Array
    names: list[str]
    breaks: Array
    joined: Array
    wide: Array
    exotic: Array
    odd: Array
    written: Array


_NOWHERE = np.zeros(0, np.uint32)
NO_TEXT = Text(np.zeros(0, np.uint16), _NOWHERE, _NOWHERE, np.zeros(0, np.uint8), [], *[_NOWHERE] * 6)


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures by rising document: `rows` are those of FIGURE, names are numbers in `names`."""

    names: list[str]
    rows: Array


FIGURE = np.dtype(
    [
        ("document", "<u2"),
        ("metric", "<u4"),
        ("label", "<u4"),
        ("base", "<u4"),
        ("bound", "u1"),
        ("least", "<f8"),
        ("most", "<f8"),
        ("part", "<i4"),  # -1: in none
        ("at", "<i4"),
    ]
)


@dataclass(frozen=True, slots=True)
class Raw:
    """Documents, numbered from 0, to be inverted.

    `postings` are packed, those of ranked kinds, strings being numbers in the sorted `vocabulary`; they come, once, in
    blocks of any order within, each of higher keys than the one before. `many` gives the frequency of the postings
    (without their own) that have MANY or more. `lengths` are bytes by view and document; `heads` what is shown of each
    document, as `shown.written` gives it.
    """

    ids: list[str]
    heads: list[str]
    published: Array
    sequence: Array
    vocabulary: Texts
    postings: Iterable[Array]
    many: dict[int, int]
    lengths: Array
    text: Text
    facets: Mapping[str, Sets]
    figures: Figures
