"""What of texts is ranked, counted by numpy: words, neighbours and units of a batch, as packed postings.

The rule is `schema.counts`; here no term but a word or a run of letters and digits is ever a string of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from searchsvc import analysis
from searchsvc.engines.ranking import LENGTHS
from searchsvc.engines.whoosh.arrays import Array, firsts, sizes
from searchsvc.engines.whoosh.raw import KEY_AT, MANY, VIEW, Kind, Text, is_han, is_string
from searchsvc.engines.whoosh.units import Batch, Found, Numbers, alone, neighbours, odd_stretches, units
from searchsvc.schema import VIEWS

_AT_ONCE = 2**18  # characters
_KEY = np.uint64(2**32 - 1)
_ASIDE = ~(_KEY << KEY_AT)  # all of a posting but its key
_NOTHING = np.zeros(0, np.uint64), np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True)
class Counted:
    """The terms of a batch, as `raw.Raw` has them."""

    vocabulary: list[str]
    postings: Array
    many: dict[int, int]
    lengths: Array


def count(text: Text, whole: str, codes: Array, weights: Array) -> Counted:
    """Return the terms of texts that are laid end to end in `whole`; `weights` tells what each place counts."""
    numbers = Numbers()
    totals = np.zeros((len(VIEWS), len(text.starts) - 1), np.int64)
    counted = [_summed(_found(batch, numbers), totals) for batch in _batches(text, whole, codes, weights)]
    vocabulary, ranks = _ranked(numbers)
    postings, often = (_joined(list(arrays)) for arrays in zip(*counted, strict=True)) if counted else _NOTHING
    strings = is_string(postings)
    postings[strings] = postings[strings] & _ASIDE | ranks[postings[strings] >> KEY_AT & _KEY] << KEY_AT
    great = np.flatnonzero(often >= MANY)
    many = dict(zip(postings[great].tolist(), often[great].tolist(), strict=True))
    return Counted(vocabulary, postings | np.minimum(often, MANY).astype(np.uint64), many, length_bytes(totals))


def _batches(text: Text, whole: str, codes: Array, weights: Array) -> Iterator[Batch]:
    """Yield documents some at a time, so that what is made of them stays near the processor."""
    starts = text.starts.astype(np.int64)
    bounds = np.unique(np.append(starts[:-1].searchsorted(np.arange(1, len(codes), _AT_ONCE)), len(starts) - 1))
    for first, last in pairwise(bounds.tolist()):
        begin, end = int(starts[first]) - 1, int(starts[last])
        owners = np.repeat(np.arange(first, last), sizes(starts[first : last + 1]))
        breaks = text.breaks[slice(*text.breaks.searchsorted((begin, end)))].astype(np.int64) - begin
        own = codes[begin:end]
        yield Batch(whole[begin:end], own, np.append(first, owners), weights[begin:end], *odd_stretches(own, breaks))


def _found(batch: Batch, numbers: Numbers) -> list[Found]:
    own = units(batch, numbers)
    return [_words(batch, numbers), *alone(own), *neighbours(own)]


def length_bytes(lengths: Array) -> Array:
    """Return lengths in words as the bytes that stand for them (`ranking.rounded`)."""
    return np.minimum(np.searchsorted(np.array(LENGTHS), lengths), len(LENGTHS) - 1).astype(np.uint8)


def _summed(found: Sequence[Found], totals: Array) -> tuple[Array, Array]:
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
    where = _joined(at)
    return Found(Kind.WORD, _joined(own), batch.owners[where], batch.weights[where])


def _joined(arrays: list[Array]) -> Array:
    return np.concatenate(arrays) if arrays else np.zeros(0, np.int64)
