"""What of texts is ranked, counted by numpy: words, neighbours and units of a batch, as packed postings.

The rule is `schema.counts`; here no term but a word or a run of letters and digits is ever a string of its own.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise

import numpy as np

from searchsvc import analysis
from searchsvc.engines.ranking import LENGTHS
from searchsvc.engines.whoosh.arrays import Array, firsts, sizes
from searchsvc.engines.whoosh.raw import DOCUMENT_AT, KEY_AT, KIND_AT, MANY, VIEW, Kind, Text, is_han, is_string
from searchsvc.schema import VIEWS

_AT_ONCE = 2**18  # characters
_KEY = np.uint64(2**32 - 1)
_ASIDE = ~(_KEY << KEY_AT)  # all of a posting but its key
_NOTHING = np.zeros(0, np.uint64), np.zeros(0, np.int64)
_ODD = 2**16  # from here on a unit is the number of a string, below it the code of a Han character
_POINTS = tuple(map(ord, ".,"))  # they may stand in a run of letters and digits


@dataclass(frozen=True, slots=True)
class Counted:
    """The terms of a batch, as `raw.Raw` has them."""

    vocabulary: list[str]
    postings: Array
    many: dict[int, int]
    lengths: Array


class _Numbers(defaultdict[str, int]):
    """Strings are numbered as they come; no string at all is 0."""

    def __init__(self) -> None:
        super().__init__(None, {"": 0, "\n": 1})
        self.default_factory = self.__len__


@dataclass(frozen=True, slots=True)
class _Batch:
    """Texts laid end to end: `whole` with a sign around parts, by place the code, the document and what counts there.

    `starts` and `ends` are those of the odd stretches: what may be words and has no Han character.
    """

    whole: str
    codes: Array
    owners: Array
    weights: Array
    starts: Array
    ends: Array


def count(text: Text, whole: str, codes: Array, weights: Array) -> Counted:
    """Return the terms of texts that are laid end to end in `whole`; `weights` tells what each place counts."""
    numbers = _Numbers()
    totals = np.zeros((len(VIEWS), len(text.starts) - 1), np.int64)
    counted = [_summed(_found(batch, numbers), totals) for batch in _batches(text, whole, codes, weights)]
    vocabulary, ranks = _ranked(numbers)
    postings, often = (_joined(list(arrays)) for arrays in zip(*counted, strict=True)) if counted else _NOTHING
    strings = is_string(postings)
    postings[strings] = postings[strings] & _ASIDE | ranks[postings[strings] >> KEY_AT & _KEY] << KEY_AT
    great = np.flatnonzero(often >= MANY)
    many = dict(zip(postings[great].tolist(), often[great].tolist(), strict=True))
    return Counted(vocabulary, postings | np.minimum(often, MANY).astype(np.uint64), many, length_bytes(totals))


def _batches(text: Text, whole: str, codes: Array, weights: Array) -> Iterator[_Batch]:
    """Yield documents some at a time, so that what is made of them stays near the processor."""
    starts = text.starts.astype(np.int64)
    bounds = np.unique(np.append(starts[:-1].searchsorted(np.arange(1, len(codes), _AT_ONCE)), len(starts) - 1))
    for first, last in pairwise(bounds.tolist()):
        begin, end = int(starts[first]) - 1, int(starts[last])
        owners = np.repeat(np.arange(first, last), sizes(starts[first : last + 1]))
        breaks = text.breaks[slice(*text.breaks.searchsorted((begin, end)))].astype(np.int64) - begin
        own = codes[begin:end]
        yield _Batch(whole[begin:end], own, np.append(first, owners), weights[begin:end], *_odd(own, breaks))


def _found(batch: _Batch, numbers: _Numbers) -> "list[_Found]":
    places, units = _units(batch, numbers)
    return [_words(batch, numbers), *_counted_units(batch, places, units), *_neighbours(batch, places, units, numbers)]


def length_bytes(lengths: Array) -> Array:
    """Return lengths in words as the bytes that stand for them (`ranking.rounded`)."""
    return np.minimum(np.searchsorted(np.array(LENGTHS), lengths), len(LENGTHS) - 1).astype(np.uint8)


@dataclass(frozen=True, slots=True)
class _Found:
    """Terms of a kind, a row for each time that one stands somewhere: its key, its document, what it counts."""

    kind: Kind
    keys: Array
    owners: Array
    weights: Array

    def packed(self) -> Array:
        """Return the rows packed, in place of the frequency what they count."""
        packed = int(self.kind) << int(KIND_AT) | self.keys << int(KEY_AT) | self.owners << int(DOCUMENT_AT)
        packed |= self.weights
        return packed.view(np.uint64)


def _summed(found: Sequence[_Found], totals: Array) -> tuple[Array, Array]:
    """Return a posting for each term and document, its frequency aside; add it to the totals by view and document."""
    for one in found:
        totals[VIEW[one.kind]] += np.bincount(one.owners, one.weights, totals.shape[1]).astype(np.int64)
    rows = np.sort(np.concatenate([one.packed() for one in found]))
    weights = (rows & np.uint64(MANY)).astype(np.int64)
    rows &= ~np.uint64(MANY)
    begins = np.flatnonzero(firsts(rows))
    return rows[begins], np.add.reduceat(weights, begins) if len(begins) else weights


def _ranked(numbers: dict[str, int]) -> tuple[list[str], Array]:
    """Return the strings sorted, and by number the place of each among them."""
    vocabulary = sorted(numbers.keys() - {"", "\n"})
    ranks = np.zeros(len(numbers), np.uint64)
    ranks[np.fromiter(map(numbers.__getitem__, vocabulary), np.intp, len(vocabulary))] = np.arange(len(vocabulary))
    return vocabulary, ranks


def _words(batch: _Batch, numbers: _Numbers) -> _Found:
    """Number the words of the Han runs; those that are no Han characters are units too, and are counted there."""
    han = is_han(batch.codes)
    starts = np.flatnonzero(han[1:] & ~han[:-1]) + 1
    long = np.flatnonzero(han[:-1] & ~han[1:]) + 1 - starts
    places = np.repeat(starts, -(-long // analysis.PIECE))
    own, at, before = [], [], 0
    for words in analysis.han_words(batch.whole):
        row = np.fromiter(map(numbers.__getitem__, words), np.int64, len(words))
        run = np.cumsum(row == numbers["\n"]) + before
        before = int(run[-1]) + 1
        own.append(row[row != numbers["\n"]])
        at.append(places[run[row != numbers["\n"]]])
    where = _joined(at)
    return _Found(Kind.WORD, _joined(own), batch.owners[where], batch.weights[where])


def _counted_units(batch: _Batch, places: Array, units: Array) -> list[_Found]:
    owners, weights = batch.owners[places], batch.weights[places]
    han, odd = (units > 0) & (units < _ODD), units >= _ODD
    strings = units[odd] - _ODD
    return [
        _Found(Kind.UNIT, units[han], owners[han], weights[han]),
        _Found(Kind.ODD_UNIT, strings, owners[odd], weights[odd]),
        _Found(Kind.WORD, strings, owners[odd], weights[odd]),
    ]


def _neighbours(batch: _Batch, places: Array, units: Array, numbers: _Numbers) -> list[_Found]:
    first, second = units[:-1], units[1:]
    owners, weights = batch.owners[places[:-1]], batch.weights[places[:-1]]
    both = (first > 0) & (second > 0)
    han = both & (first < _ODD) & (second < _ODD)
    odd = both & ~han
    names = list(numbers)
    different, own = np.unique(first[odd] << 32 | second[odd], return_inverse=True)
    strings = [numbers[_name(one >> 32, names) + _name(one & 2**32 - 1, names)] for one in different.tolist()]
    return [
        _Found(Kind.PAIR, first[han] << 16 | second[han], owners[han], weights[han]),
        _Found(Kind.ODD_PAIR, np.array(strings, np.int64)[own], owners[odd], weights[odd]),
        _rounded(batch, places, units, numbers),
    ]


def _rounded(batch: _Batch, places: Array, units: Array, numbers: _Numbers) -> _Found:
    """Number what headlines may say for the numbers (`analysis.roundings`)."""
    odd = units[:-1] >= _ODD
    names = list(numbers)
    different, own = np.unique(units[:-1][odd] << 32 | units[1:][odd], return_inverse=True)
    ways = (analysis.roundings(_name(one >> 32, names), _name(one & 2**32 - 1, names)) for one in different.tolist())
    said = [list(map(numbers.__getitem__, way)) for way in ways]
    rows = np.repeat(places[:-1][odd], np.fromiter(map(len, said), np.intp, len(said))[own])
    strings = np.fromiter(chain.from_iterable(said[one] for one in own.tolist()), np.int64, len(rows))
    return _Found(Kind.ODD_PAIR, strings, batch.owners[rows], batch.weights[rows])


def _name(unit: int, names: Sequence[str]) -> str:
    return chr(unit) if unit < _ODD else names[unit - _ODD]


def _units(batch: _Batch, numbers: _Numbers) -> tuple[Array, Array]:
    """Return the units in their order, each with its place; 0 is what parts its neighbours."""
    units = np.where(is_han(batch.codes), batch.codes, 0).astype(np.int64)
    stays = np.ones(len(units), bool)
    stretches = [batch.whole[start:end] for start, end in zip(batch.starts.tolist(), batch.ends.tolist(), strict=True)]
    cut = {
        stretch: [run and numbers[run] + _ODD for run in analysis.runs(stretch)] for stretch in dict.fromkeys(stretches)
    }
    found = [cut[stretch] for stretch in stretches]
    counts = np.fromiter(map(len, found), np.int64, len(found))
    at = _ranges(batch.starts, counts)
    stays[_ranges(batch.starts, batch.ends - batch.starts)] = False
    stays[at] = True
    units[at] = np.fromiter((unit or 0 for unit in chain.from_iterable(found)), np.int64, len(at))
    places = np.flatnonzero(stays)
    return places, units[places]


def _odd(codes: Array, breaks: Array) -> tuple[Array, Array]:
    """Return where odd stretches begin and end; none goes over a place where white space broke it."""
    odd = _letters()[np.minimum(codes, 2**16)]
    digits = (codes >= ord("0")) & (codes <= ord("9"))
    points = np.flatnonzero(np.isin(codes, _POINTS))
    odd[points] = digits[points - 1] & digits[points + 1]
    goes_on = odd[1:] & odd[:-1]
    goes_on[breaks.astype(np.int64) - 1] = False
    begins, ends = odd.copy(), odd.copy()
    begins[1:] &= ~goes_on
    ends[:-1] &= ~goes_on
    return np.flatnonzero(begins), np.flatnonzero(ends) + 1


def _ranges(starts: Array, counts: Array) -> Array:
    """Return the numbers from each start on, one range behind the other."""
    ends = np.cumsum(counts)
    places: Array = np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - ends + counts, counts)
    return places


def _joined(arrays: list[Array]) -> Array:
    return np.concatenate(arrays) if arrays else np.zeros(0, np.int64)


@cache
def _letters() -> Array:
    """Return which codes of 16 bits may stand in a word without Han characters, and a last one for all above."""
    letters = [char.isalnum() or char == "_" for char in map(chr, range(2**16))]
    return np.array([*letters, True]) & ~is_han(np.arange(2**16 + 1))
