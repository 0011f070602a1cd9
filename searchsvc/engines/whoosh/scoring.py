"""Scores: BM25 over postings whose share is looked up by code, in the order of the reference, age aside."""

from collections.abc import Sequence

import numpy as np

from searchsvc.engines import ranking
from searchsvc.engines.whoosh import sets
from searchsvc.engines.whoosh.arrays import Array
from searchsvc.engines.whoosh.snapshot import Snapshot, Term


def scores(snapshot: Snapshot, number: int, wanted: Sequence[Term], documents: Array) -> Array:
    """Return what terms give to some documents (sorted numbers) of the segment `number`."""
    segment = snapshot.leaves[number].segment
    many = len(documents) * sets.SPARSE > segment.count
    total = np.zeros(segment.count if many else len(documents))
    narrow = documents.astype(np.uint16)
    for term in wanted:
        start, end = term.spans[number]
        if start == end:
            continue
        own = segment.documents[start:end]
        if many:
            whole = own.astype(np.intp)
            total[whole] += term.weight * _shares(snapshot, term, number, slice(None), whole)
        else:
            at, found = _common(own, narrow)
            total[found] += term.weight * _shares(snapshot, term, number, at, documents[found])
    return total.take(documents) if many else total


def _common(own: Array, documents: Array) -> tuple[Array, Array]:
    """Return the places in both of what two sorted lists share."""
    if len(own) < len(documents):
        found, at = _common(documents, own)
        return at, found
    at = own.searchsorted(documents)
    found = (own.take(at, mode="clip") == documents).nonzero()[0]
    return at[found], found


def _shares(snapshot: Snapshot, term: Term, number: int, at: Array | slice, documents: Array) -> Array:
    """Return what the postings of a term at some places of its list, those of `documents`, add before its weight.

    A share is looked up by a code: the frequency in the high byte, the byte of the document's length in the low one.
    """
    segment, (start, end) = snapshot.leaves[number].segment, term.spans[number]
    codes = segment.frequencies[start:end][at].astype(np.uint16)
    codes <<= 8
    codes |= segment.lengths[term.view].take(documents)
    shares = snapshot.impacts[term.view].take(codes)
    for place, frequency in segment.many(start, end):
        rows = (np.arange(end - start)[at] == place - start).nonzero()[0]
        lengths = (ranking.LENGTHS[code & 255] for code in codes[rows].tolist())
        shares[rows] = [ranking.bm25(frequency, length, snapshot.averages[term.view], 1.0) for length in lengths]
    return shares
