"""Sets of a segment's documents: all of them, sorted numbers where they are few, a truth for each where many."""

from collections.abc import Iterable

import numpy as np

from searchsvc.engines.whoosh.arrays import Array, firsts

# None: all. Integers (intp): the numbers, sorted. Bools: a truth for each document of the segment.
Documents = Array | None

NONE: Array = np.zeros(0, np.intp)
SPARSE = 32  # more than one of so many documents is many: from there on truths are quicker than numbers


def size(documents: Documents, count: int) -> int:
    """Return how many documents of a segment of `count` are in a set."""
    if documents is None:
        return count
    return int(np.count_nonzero(documents)) if documents.dtype == bool else len(documents)


def numbers(documents: Documents, count: int) -> Array:
    """Return the numbers of the documents in a set, sorted."""
    if documents is None:
        return np.arange(count)
    return documents.nonzero()[0] if documents.dtype == bool else documents


def truths(documents: Documents, count: int) -> Array:
    """Return a truth for each document of a segment."""
    if documents is not None and documents.dtype == bool:
        return documents
    found = np.full(count, documents is None)
    if documents is not None:
        found[documents] = True
    return found


def both(one: Documents, other: Documents) -> Documents:
    """Return what is in both sets."""
    if one is None or other is None:
        return other if one is None else one
    if one.dtype == bool:
        return one & other if other.dtype == bool else other[one[other]]
    if other.dtype == bool:
        return one[other[one]]
    few, many = sorted((one, other), key=len)
    return few[held(few, many)]


def held(few: Array, many: Array) -> Array:
    """Tell of each of some numbers whether it is in sorted ones of the same type."""
    if not len(many):
        return np.zeros(len(few), bool)
    found: Array = many.take(many.searchsorted(few), mode="clip") == few
    return found


def either(sets: Iterable[Documents], count: int) -> Documents:
    """Return what is in any of the sets."""
    given = list(sets)
    if any(one is None for one in given):
        return None
    some = [one for one in given if one is not None]
    if any(one.dtype == bool for one in some) or sum(map(len, some)) * SPARSE > count:
        found = np.zeros(count, bool)
        for one in some:
            if one.dtype == bool:
                found |= one
            else:
                found[one] = True
        return found
    whole = np.sort(np.concatenate(some)) if some else NONE  # which takes a tenth of numpy's way to unique numbers
    return whole[firsts(whole)]


def without(one: Documents, other: Documents, count: int) -> Documents:
    """Return what is in the first set and not in the second."""
    if other is None:
        return NONE
    if one is not None and one.dtype != bool:
        return one[~(other[one] if other.dtype == bool else held(one, other))]
    return truths(one, count) & ~truths(other, count)
