"""Scores: BM25 over postings whose share is looked up by code, in the order of the reference, age aside."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from searchsvc.engines import ranking
from searchsvc.engines.whoosh import sets
from searchsvc.engines.whoosh.arrays import Array
from searchsvc.engines.whoosh.raw import MANY
from searchsvc.engines.whoosh.segment import Segment
from searchsvc.engines.whoosh.snapshot import Snapshot, Term


class _Postings(NamedTuple):
    """Postings of a term, `at` places of its list, and the places of their scores."""

    term: Term
    at: Array | slice
    rows: Array


def scores(snapshot: Snapshot, number: int, wanted: Sequence[Term], documents: Array) -> Array:
    """Return what terms give to some documents (sorted numbers) of the segment `number`.

    The postings of all terms are laid end to end, so that more terms are few more calls, and added up in their order.
    """
    segment = snapshot.leaves[number].segment
    many = len(documents) * sets.SPARSE > segment.count
    found = list(_postings(segment, number, wanted, None if many else documents.astype(np.uint16)))
    if not found:
        return np.zeros(len(documents))
    rows = np.concatenate([one.rows for one in found], dtype=np.intp)
    shares = _shares(snapshot, number, found, rows if many else documents.take(rows))
    if many:
        return np.bincount(rows, shares, segment.count).take(documents)
    return np.bincount(rows, shares, len(documents))


def _postings(segment: Segment, number: int, wanted: Sequence[Term], documents: Array | None) -> Iterator[_Postings]:
    """Yield the postings of each term that are of some sorted documents, with the places there; or all, by document."""
    for term in wanted:
        start, end = term.spans[number]
        if start < end:
            own = segment.documents[start:end]
            yield _Postings(term, *((slice(None), own) if documents is None else _common(own, documents)))


def _common(own: Array, documents: Array) -> tuple[Array | slice, Array]:
    """Return the places in both of what two sorted lists share; the hits of two characters are a list themselves."""
    if len(own) == len(documents) and own.tobytes() == documents.tobytes():
        return slice(None), np.arange(len(own))
    if len(own) < len(documents):
        return _among(own, documents)
    rows, at = _among(documents, own)
    return at, rows


def _among(few: Array, many: Array) -> tuple[Array, Array]:
    """Return the places of what two sorted lists share, in the shorter one and in the other."""
    at = many.searchsorted(few)
    found = (many.take(at, mode="clip") == few).nonzero()[0]
    return found, at[found]


def _shares(snapshot: Snapshot, number: int, found: Sequence[_Postings], documents: Array) -> Array:
    """Return what postings, those of `documents`, add to a score.

    It is looked up by a code: the frequency in the high byte, the byte of the document's length in the low one.
    """
    segment = snapshot.leaves[number].segment
    pieces = [segment.frequencies[slice(*one.term.spans[number])][one.at] for one in found]
    codes = np.concatenate(pieces, dtype=np.intp)
    codes <<= 8
    shares, end = np.empty(len(codes)), 0
    for one in found:
        start, end = end, end + len(one.rows)
        codes[start:end] |= segment.lengths[one.term.view].take(documents[start:end])
        own = snapshot.impacts[one.term.view].take(codes[start:end], out=shares[start:end], mode="clip")
        own *= one.term.weight
    if len(codes) and codes[codes.argmax()] >= MANY << 8:
        _mend(snapshot, number, found, codes, shares)
    return shares


def _mend(snapshot: Snapshot, number: int, found: Sequence[_Postings], codes: Array, shares: Array) -> None:
    """Put those shares right that no code tells, as the frequency is MANY or more."""
    segment, begun = snapshot.leaves[number].segment, 0
    for term, at, rows in found:
        (start, end), ended = term.spans[number], begun + len(rows)
        places = np.arange(start, end)[at]
        for place, frequency in segment.many(start, end):
            for row in begun + (places == place).nonzero()[0]:
                length, average = ranking.LENGTHS[codes[row] & 255], snapshot.averages[term.view]
                shares[row] = ranking.bm25(frequency, length, average, term.weight)
        begun = ended
