"""Scores: BM25 over postings whose share is looked up by code, times what age leaves of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from searchsvc.engines import ranking
from searchsvc.engines.whoosh import sets
from searchsvc.engines.whoosh.arrays import Array
from searchsvc.engines.whoosh.snapshot import Leaf, Snapshot
from searchsvc.schema import VIEWS


@dataclass(frozen=True, slots=True)
class Term:
    """A word in a view: the place of the view in VIEWS, what the word weighs there, its postings by segment."""

    view: int
    weight: float
    spans: tuple[tuple[int, int], ...]


def terms(snapshot: Snapshot, words: Iterable[str]) -> list[Term]:
    """Return the words of a request, each once, in each view where a living document has it."""
    postings = [[leaf.segment.postings(word) for leaf in snapshot.leaves] for word in dict.fromkeys(words)]
    return [term for view in range(len(VIEWS)) for found in postings for term in _terms(snapshot, view, found)]


def scores(snapshot: Snapshot, number: int, wanted: Iterable[Term], documents: Array) -> Array:
    """Return the scores of some documents (sorted numbers) of the segment `number`, their age aside."""
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
            total[own.astype(np.intp)] += term.weight * _shares(snapshot, term, number, slice(None))
        else:
            at, found = _common(own, narrow)
            total[found] += term.weight * _shares(snapshot, term, number, at)
    return total.take(documents) if many else total


def _terms(snapshot: Snapshot, view: int, found: Iterable[list[tuple[int, int]] | None]) -> Iterator[Term]:
    spans = tuple((0, 0) if own is None else own[view] for own in found)
    having = sum(_living(leaf, *span) for leaf, span in zip(snapshot.leaves, spans, strict=True))
    if having:
        yield Term(view, ranking.idf(snapshot.count, having), spans)


def _living(leaf: Leaf, start: int, end: int) -> int:
    """Return how many of some postings are of documents that live."""
    if leaf.live is None or start == end:
        return end - start
    return int(np.count_nonzero(leaf.live[leaf.segment.documents[start:end]]))


def _common(own: Array, documents: Array) -> tuple[Array, Array]:
    """Return the places in both of what two sorted lists share."""
    if len(own) < len(documents):
        found, at = _common(documents, own)
        return at, found
    at = own.searchsorted(documents)
    at[at == len(own)] = 0
    found = np.flatnonzero(own[at] == documents)
    return at[found], found


def _shares(snapshot: Snapshot, term: Term, number: int, at: Array | slice) -> Array:
    """Return what the postings of a term at some places of its list add to a score before the term's weight."""
    segment, (start, end) = snapshot.leaves[number].segment, term.spans[number]
    codes = segment.codes[start:end][at]
    shares = snapshot.impacts[term.view].take(codes)
    for place, frequency in segment.many(start, end):
        rows = np.flatnonzero(np.arange(end - start)[at] == place - start)
        lengths = (ranking.LENGTHS[code & 255] for code in codes[rows].tolist())
        shares[rows] = [ranking.bm25(frequency, length, snapshot.averages[term.view], 1.0) for length in lengths]
    return shares
