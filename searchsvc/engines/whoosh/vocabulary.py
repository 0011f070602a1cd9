"""Words sorted and united as rows of bytes, so that only new ones are ever objects of their own."""

from collections.abc import Iterable, Sequence

import numpy as np

from searchsvc.engines.whoosh.arrays import Array, Texts, ranges, sizes

_WIDTH = 24  # bytes of a row; a longer word is its first bytes and, in the last, its rank among the long ones
_RANK = 4


def ranked(words: Iterable[str]) -> tuple[Texts, Array]:
    """Return different words without line feeds sorted, and the place there of each."""
    data = np.frombuffer("".join(f"{word}\n" for word in words).encode("utf-8", "surrogatepass"), np.uint8)
    feeds = np.flatnonzero(data == ord("\n"))
    given = Texts(data[data != ord("\n")], (feeds - np.arange(len(feeds))).astype(np.uint32))
    found, (places,) = united([(given, np.arange(len(feeds)))])
    return found, places


def united(given: Sequence[tuple[Texts, Array]]) -> tuple[Texts, list[Array]]:
    """Return the words with these numbers, of several lists, sorted and each once; and by list the place of each.

    It is quick where the lists are sorted.
    """
    words = _laid([some(*one) for one in given])
    found = _ordered(words)
    order = found.view(f"S{_WIDTH}").ravel().argsort(kind="stable")
    sorted_ = found.view(np.uint64).take(order, axis=0)
    first = np.ones(len(order), bool)
    first[1:] = (sorted_[1:] != sorted_[:-1]).any(axis=1)
    places = np.empty(len(order), np.intp)
    places[order] = np.cumsum(first) - 1
    return some(words, order[first]), np.split(places, np.cumsum([len(numbers) for _, numbers in given])[:-1])


def _laid(lists: Sequence[Texts]) -> Texts:
    """Return lists one behind the other."""
    bases = np.cumsum([0, *(len(one.data) for one in lists)])
    ends = [one.ends + base for one, base in zip(lists, bases.tolist(), strict=False)]
    return Texts(np.concatenate([one.data for one in lists]), np.concatenate(ends))


def some(words: Texts, numbers: Array) -> Texts:
    """Return the words with these numbers."""
    bounds = np.append(0, words.ends)
    long = sizes(bounds)[numbers]
    return Texts(words.data[ranges(bounds[numbers], long)], np.cumsum(long))


def rows(words: Texts, width: int) -> Array:
    """Return a row of bytes for each word: its first ones, and zeros behind it."""
    bounds = np.append(0, words.ends)
    padded = np.append(words.data, np.zeros(width, np.uint8))
    found: Array = np.lib.stride_tricks.sliding_window_view(padded, width)[bounds[:-1]]
    found[np.arange(width) >= sizes(bounds)[:, None]] = 0
    return found


def _ordered(words: Texts) -> Array:
    """Return rows of _WIDTH in the order of words, equal where these are."""
    found = rows(words, _WIDTH)
    long = np.flatnonzero(sizes(np.append(0, words.ends)) > _WIDTH - _RANK)
    own = [words.raw(number) for number in long.tolist()]
    ranks = {word: rank for rank, word in enumerate(sorted(set(own)), 1)}
    told = np.array([ranks[word] for word in own], ">u4")
    found[long, _WIDTH - _RANK :] = told.view(np.uint8).reshape(-1, _RANK)
    return found
