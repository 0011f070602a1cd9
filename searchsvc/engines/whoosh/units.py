"""Units of texts and their neighbours, found by numpy: Han characters, runs of letters and digits, what joins them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice

import numpy as np

from searchsvc import analysis
from searchsvc.engines.whoosh.arrays import Array, ranges
from searchsvc.engines.whoosh.raw import KEY_AT, KIND_AT, Kind, is_han

_ODD = 2**16  # from here on a unit is the number of a string, below it the code of a Han character
FIRST = 2  # number of a string
_POINTS = tuple(map(ord, ".,"))  # they may stand in a run of letters and digits
_JOINTS = tuple(map(ord, analysis.JOINTS + analysis.RATIO))


class Numbers(defaultdict[str, int]):
    """Strings are numbered as they come, from FIRST on; no string at all is 0, and what parts runs is 1."""

    def __init__(self) -> None:
        super().__init__(None, {"": 0, "\n": 1})
        self.default_factory = self.__len__

    def strings(self) -> Iterator[str]:
        """Return the strings in the order of their numbers."""
        return islice(self, FIRST, None)


@dataclass(frozen=True, slots=True)
class Batch:
    """Texts laid end to end: `whole` with a sign around parts, and by place the code and the end of a posting there.

    That has the document and, in place of the frequency, what a term counts there. `starts` and `ends` are those of
    the odd stretches: what may be words and has no Han character.
    """

    whole: str
    codes: Array
    tails: Array
    starts: Array
    ends: Array


@dataclass(frozen=True, slots=True)
class Found:
    """Terms of a kind, a row for each time that one stands somewhere: its key, and the end of its posting.

    Documents rise.
    """

    kind: Kind
    keys: Array
    tails: Array

    def packed(self) -> Array:
        """Return the rows packed, in place of the frequency what they count."""
        packed: Array = self.keys.astype(np.uint64) << KEY_AT
        packed |= self.tails
        packed |= np.uint64(self.kind) << KIND_AT
        return packed


@dataclass(frozen=True, slots=True)
class Units:
    """The units of a batch in their order, each with its place; 0 is what parts its neighbours.

    `names` are the strings that had a number when the last of them got one.
    """

    batch: Batch
    numbers: Numbers
    names: Sequence[str]
    places: Array
    units: Array

    def found(self, kind: Kind, at: Array, keys: Array) -> Found:
        """Return terms that begin with the units at some of their places."""
        return Found(kind, keys, self.batch.tails[self.places[at]])

    def name(self, unit: int) -> str:
        """Return a unit as it is written."""
        return chr(unit) if unit < _ODD else self.names[unit - _ODD]


def odd_stretches(codes: Array, breaks: Array) -> tuple[Array, Array]:
    """Return where odd stretches begin and end; none goes over a place where white space broke it."""
    odd = _letters()[np.minimum(codes, 2**16)]
    digits = _is_digit(codes)
    points = np.flatnonzero(np.isin(codes, _POINTS))
    odd[points] = digits[points - 1] & digits[points + 1]
    goes_on = odd[1:] & odd[:-1]
    goes_on[breaks.astype(np.int64) - 1] = False
    begins, ends = odd.copy(), odd.copy()
    begins[1:] &= ~goes_on
    ends[:-1] &= ~goes_on
    return np.flatnonzero(begins), np.flatnonzero(ends) + 1


def units(batch: Batch, numbers: Numbers) -> Units:
    """Return the units of a batch; what is no Han character is numbered."""
    units = np.where(is_han(batch.codes), batch.codes, 0).astype(np.int64)
    stays = np.ones(len(units), bool)
    stretches = [batch.whole[start:end] for start, end in zip(batch.starts.tolist(), batch.ends.tolist(), strict=True)]
    cut = {
        stretch: [run and numbers[run] + _ODD for run in analysis.runs(stretch)] for stretch in dict.fromkeys(stretches)
    }
    found = [cut[stretch] for stretch in stretches]
    counts = np.fromiter(map(len, found), np.int64, len(found))
    at = ranges(batch.starts, counts)
    stays[ranges(batch.starts, batch.ends - batch.starts)] = False
    stays[at] = True
    units[at] = np.fromiter((unit or 0 for unit in chain.from_iterable(found)), np.int64, len(at))
    places = np.flatnonzero(stays)
    return Units(batch, numbers, list(numbers), places, units[places])


def alone(own: Units) -> list[Found]:
    """Return each unit; those that are no Han characters are words too."""
    han, odd = np.flatnonzero((own.units > 0) & (own.units < _ODD)), np.flatnonzero(own.units >= _ODD)
    strings = own.units[odd] - _ODD
    return [
        own.found(Kind.UNIT, han, own.units[han]),
        own.found(Kind.ODD_UNIT, odd, strings),
        own.found(Kind.WORD, odd, strings),
    ]


def neighbours(own: Units) -> list[Found]:
    """Return each two units side by side, with what joins them, and what headlines may say for numbers."""
    first, second = own.units[:-1], own.units[1:]
    both = (first > 0) & (second > 0)
    han = (first < _ODD) & (second < _ODD)
    at = np.flatnonzero(both & han)
    return [
        own.found(Kind.PAIR, at, first[at] << 16 | second[at]),
        _strung(own, np.flatnonzero(both & ~han)),
        *_joined(own),
        _rounded(own),
    ]


def _joined(own: Units) -> Iterator[Found]:
    """Yield, symbol by symbol, the pairs of units that one joins (`analysis.pairs`)."""
    units, codes, between = own.units, own.batch.codes, own.places[1:-1]
    wanted = (units[:-2] > 0) & (units[1:-1] == 0) & (units[2:] > 0) & np.isin(codes[between], _JOINTS)
    at = np.flatnonzero(wanted)
    places = between[at]
    digits = _is_digit(codes[places - 1]) & _is_digit(codes[places + 1])
    at = at[digits | (codes[places] != ord(analysis.RATIO))]
    joints = codes[between[at]]
    for joint in np.unique(joints).tolist():
        yield _strung(own, at[joints == joint], chr(joint))


def _strung(own: Units, at: Array, joint: str = "") -> Found:
    """Number the strings of the units at some of their places with the ones behind them, or behind a joint."""
    pairs = own.units[at] << 32 | own.units[at + 1 + len(joint)]
    different, which = np.unique(pairs, return_inverse=True)
    said = (own.name(one >> 32) + joint + own.name(one & 2**32 - 1) for one in different.tolist())
    return own.found(Kind.ODD_PAIR, at, np.array([own.numbers[one] for one in said], np.int64)[which])


def _rounded(own: Units) -> Found:
    """Number what headlines may say for the numbers (`analysis.roundings`)."""
    at = np.flatnonzero(own.units[:-1] >= _ODD)
    different, which = np.unique(own.units[at] << 32 | own.units[at + 1], return_inverse=True)
    ways = (analysis.roundings(own.name(one >> 32), own.name(one & 2**32 - 1)) for one in different.tolist())
    said = [[own.numbers[one] for one in way] for way in ways]
    rows = np.repeat(at, np.fromiter(map(len, said), np.intp, len(said))[which])
    strings = np.fromiter(chain.from_iterable(said[one] for one in which.tolist()), np.int64, len(rows))
    return own.found(Kind.ODD_PAIR, rows, strings)


def _is_digit(codes: Array) -> Array:
    found: Array = (codes >= ord("0")) & (codes <= ord("9"))
    return found


@cache
def _letters() -> Array:
    """Return which codes of 16 bits may stand in a word without Han characters, and a last one for all above."""
    letters = [char.isalnum() or char == "_" for char in map(chr, range(2**16))]
    return np.array([*letters, True]) & ~is_han(np.arange(2**16 + 1))
