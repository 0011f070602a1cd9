"""The parts of a hit's score, read from its postings."""

from collections.abc import Iterator

import numpy as np

from searchsvc.engines import ranking
from searchsvc.engines.base import Explanation, Request, Share
from searchsvc.engines.whoosh.snapshot import Snapshot, Term
from searchsvc.schema import VIEWS


def explanation(snapshot: Snapshot, request: Request, number: int, document: int) -> Explanation:
    """Return the parts of the score of a document in the segment `number`, view by view."""
    found = [(word, term) for word in dict.fromkeys(request.words) for term in snapshot.terms((word,))]
    found.sort(key=lambda one: one[1].view)
    shares = [share for word, term in found for share in _shares(snapshot, word, term, number, document)]
    published = int(snapshot.leaves[number].segment.published[document]) or None
    recency = ranking.aged(1.0, published, snapshot.newest) if request.recency else 1.0
    return Explanation(tuple(shares), recency)


def _shares(snapshot: Snapshot, word: str, term: Term, number: int, document: int) -> Iterator[Share]:
    segment, (start, end) = snapshot.leaves[number].segment, term.spans[number]
    own = segment.documents[start:end]
    place = start + int(own.searchsorted(np.uint16(document)))
    if place < end and segment.documents[place] == document:
        view = list(VIEWS)[term.view]
        frequency = dict(segment.many(start, end)).get(place, int(segment.frequencies[place]))
        length, average = ranking.LENGTHS[segment.lengths[term.view, document]], snapshot.averages[term.view]
        score = ranking.bm25(frequency, length, average, term.weight)
        yield Share(view, word, frequency, length, average, term.weight, score)
