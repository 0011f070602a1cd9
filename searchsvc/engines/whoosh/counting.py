"""What of texts is ranked, counted by numpy: words, neighbours and units of a batch, as packed postings.

The rule is `schema.counts`; here no term but a word or a run of letters and digits is ever a string of its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from searchsvc import analysis
from searchsvc.engines.ranking import LENGTHS
from searchsvc.engines.whoosh.arrays import Array, Texts, firsts, sizes
from searchsvc.engines.whoosh.radix import DIGIT, radix
from searchsvc.engines.whoosh.raw import DOCUMENT_AT, KEY_AT, MANY, VIEW, Kind, Text, is_han, is_string
from searchsvc.engines.whoosh.units import FIRST, Batch, Found, Numbers, alone, neighbours, odd_stretches, units
from searchsvc.engines.whoosh.vocabulary import ranked
from searchsvc.schema import VIEWS

_AT_ONCE = 2**18  # characters
_KEY = np.uint64(2**32 - 1)
_ASIDE = ~(_KEY << KEY_AT)  # all of a posting but its key
_KEY_DIGITS = KEY_AT, KEY_AT + DIGIT
_RANKED = list(Kind)[: len(VIEW)]

_Postings = tuple[Array, Array]  # packed, each without its frequency, and the frequencies


@dataclass(frozen=True, slots=True)
class Counted:
    """The terms of a batch, as `raw.Raw` has them."""

    vocabulary: Texts
    postings: Array
    many: dict[int, int]
    lengths: Array


def count(text: Text, whole: str, codes: Array, weights: Array) -> Counted:
    """Return the terms of texts that are laid end to end in `whole`; `weights` tells what each place counts."""
    numbers = Numbers()
    counted = [_summed(_found(batch, numbers)) for batch in _batches(text, whole, codes, weights)]
    vocabulary, ranks = ranked(numbers.strings())
    ranks = ranks.astype(np.uint64)
    totals = np.zeros((len(VIEWS), len(text.starts) - 1), np.int64)
    many: dict[int, int] = {}
    postings: list[Array] = [np.zeros(0, np.uint64)]
    for view, pieces in zip(VIEW, zip(*counted, strict=True), strict=False):
        rows, often = _renamed(pieces, ranks)
        totals[view] += np.bincount((rows >> DOCUMENT_AT).astype(np.uint16), often, totals.shape[1]).astype(np.int64)
        great = np.flatnonzero(often >= MANY)
        many.update(zip(rows[great].tolist(), often[great].tolist(), strict=True))
        packed = rows | np.minimum(often, MANY)  # sorted stretches, one a batch, but for strings that were renamed
        postings.append(radix(packed, *_KEY_DIGITS) if is_string(packed[:1]).any() else packed)
    return Counted(vocabulary, np.concatenate(postings), many, length_bytes(totals))


def _batches(text: Text, whole: str, codes: Array, weights: Array) -> Iterator[Batch]:
    """Yield documents some at a time, so that what is made of them stays near the processor."""
    starts = text.starts.astype(np.int64)
    bounds = np.unique(np.append(starts[:-1].searchsorted(np.arange(1, len(codes), _AT_ONCE)), len(starts) - 1))
    for first, last in pairwise(bounds.tolist()):
        begin, end = int(starts[first]) - 1, int(starts[last])
        owners = np.repeat(np.arange(first, last, dtype=np.uint64), sizes(starts[first : last + 1]))
        tails = np.append(np.uint64(first), owners) << DOCUMENT_AT | weights[begin:end].astype(np.uint64)
        breaks = text.breaks[slice(*text.breaks.searchsorted((begin, end)))].astype(np.int64) - begin
        own = codes[begin:end]
        yield Batch(whole[begin:end], own, tails, *odd_stretches(own, breaks))


def _found(batch: Batch, numbers: Numbers) -> list[Found]:
    own = units(batch, numbers)
    return [_words(batch, numbers), *alone(own), *neighbours(own)]


def length_bytes(lengths: Array) -> Array:
    """Return lengths in words as the bytes that stand for them (`ranking.rounded`)."""
    return np.minimum(np.searchsorted(np.array(LENGTHS), lengths), len(LENGTHS) - 1).astype(np.uint8)


def _summed(found: Sequence[Found]) -> list[_Postings]:
    """Return by kind a posting for each term and document, sorted."""
    return [_sorted([one.packed() for one in found if one.kind == kind]) for kind in _RANKED]


def _sorted(packed: list[Array]) -> _Postings:
    rows = radix(np.concatenate(packed), *_KEY_DIGITS if len(packed) == 1 else (DOCUMENT_AT, *_KEY_DIGITS))
    often = rows & np.uint64(MANY)
    rows ^= often
    begins = np.flatnonzero(firsts(rows))
    return rows[begins], np.add.reduceat(often, begins) if len(begins) else often


def _renamed(pieces: Iterable[_Postings], ranks: Array) -> _Postings:
    """Return the postings of a kind, the strings in them being numbered by their order."""
    rows, often = (np.concatenate(arrays) for arrays in zip(*pieces, strict=True))
    if len(rows) and is_string(rows[:1])[0]:
        rows = rows & _ASIDE | ranks[(rows >> KEY_AT & _KEY) - FIRST] << KEY_AT
    return rows, often


def _words(batch: Batch, numbers: Numbers) -> Found:
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
    return Found(Kind.WORD, _joined(own), batch.tails[_joined(at)])


def _joined(arrays: list[Array]) -> Array:
    return np.concatenate(arrays) if arrays else np.zeros(0, np.int64)
