"""The rules that every engine orders by: lengths, BM25, age, ties, and how the values of a facet are listed."""

import heapq
import math
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TypeVar

from searchsvc.engines.base import FacetCounts, Place, Request, Sort
from searchsvc.schema import K1, SHARES, B, recency

# A field's length is known to engines as one byte; these are the lengths that the 256 bytes stand for (Whoosh's).
LENGTHS = tuple(round((1.033**byte - 1) * 27) for byte in range(256))

T = TypeVar("T")
_DIGITS = frozenset("0123456789")


def rounded(length: int) -> int:
    """Return the length, in words, that ranking counts: the next one up that a byte can say.

    >>> [rounded(length) for length in (0, 10, 11, 1000, 10**6)]
    [0, 10, 12, 1032, 106374]
    """
    return LENGTHS[min(bisect_left(LENGTHS, length), 255)]


def idf(documents: int, having: int) -> float:
    """Return how much a word tells that `having` of the index's documents have in a field (Whoosh's formula)."""
    return math.log(documents / (having + 1)) + 1


def weight(view: str, word: str, documents: int, having: int) -> float:
    """Return what a word weighs in a view: its idf, the view's share of the score, and as how many words it counts."""
    return _worth(view, word) * SHARES[view] * idf(documents, having)


def _worth(view: str, word: str) -> int:
    """Return as how many words a term of a view counts.

    A character that is a word by an accident of the cut is a unit and nothing else. A word of so many characters is
    counted about as many times, with its pairs and the words inside it; a number with its neighbour only as one pair,
    since no cut divides it, and so for as many.

    >>> _worth("words", "区"), _worth("pairs", "项目"), _worth("pairs", "48.5亿")
    (0, 1, 5)
    """
    if view == "words" and len(word) == 1:
        return 0
    return len(word) if view == "pairs" and not _DIGITS.isdisjoint(word) else 1


def bm25(frequency: float, length: int, average: float, weight: float) -> float:
    """Return what a word adds to a score by standing `frequency` times in a field of `length` words.

    `weight` is the word's idf; `average` is the field's mean length over all documents.
    """
    return weight * (frequency * (K1 + 1) / (frequency + K1 * ((1 - B) + B * length / average)))


def aged(score: float, published: int | None, newest: int | None) -> float:
    """Return a score as the article's age, in days before the newest one, leaves it; an undated one is the oldest."""
    return score * recency(math.inf if published is None or newest is None else newest - published)


def place(sort: Sort, score: float, published: int | None, sequence: int) -> Place:
    """Return what articles are ordered by, least first: score, amount or date, newer ones first, then the sequence."""
    if sort == "oldest":
        return 0.0, published or math.inf, sequence
    return (0.0 if sort == "newest" else -score), -(published or 0), sequence


def page(found: Iterable[T], request: Request, key: Callable[[T], Place]) -> list[T]:
    """Return the page of articles that the request wants, in order; empty past the end."""
    after = request.after
    if after is not None:
        found = (one for one in found if key(one) > after)
    return heapq.nsmallest(request.start + request.size, found, key=key)[request.start :]


def listed(counts: Mapping[str, int], size: int, missing: int, picked: Collection[str] = ()) -> FacetCounts:
    """Return the counts of a facet as they are told: most first, then by value, cut at `size`, and the picked values.

    >>> listed({"太原": 1, "大同": 2, "晋城": 1, "朔州": 1}, 1, 0, {"晋城", "忻州"})
    FacetCounts(values=(('大同', 2), ('晋城', 1)), other=2, missing=0)
    """
    most = sorted(counts.items(), key=_most)[:size]
    values = (*most, *behind(most, ((value, counts.get(value, 0)) for value in picked)))
    return FacetCounts(values, sum(counts.values()) - sum(count for _, count in values), missing)


def behind(most: Sequence[tuple[str, int]], picked: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return the picked values of a facet that are there but not among the most frequent, in their order."""
    return sorted(((value, count) for value, count in set(picked) - set(most) if count), key=_most)


def _most(item: tuple[str, int]) -> tuple[int, str]:
    value, count = item
    return -count, value
