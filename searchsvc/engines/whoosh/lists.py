"""The lists of a segment: which documents hold a character, two neighbours or a string, sorted, by kind and key."""

from collections.abc import Mapping

import numpy as np

from searchsvc.analysis import HAN
from searchsvc.engines.whoosh.arrays import Array
from searchsvc.engines.whoosh.raw import KEY_AT, KIND_AT, Kind
from searchsvc.engines.whoosh.sets import Documents

_KIND = KIND_AT - KEY_AT  # where the kind of a list begins in its key
_FIRST_HAN, _LAST_HAN = map(ord, HAN)


class Lists:
    """Sorted lists of documents by kind and key (see `building`)."""

    def __init__(self, arrays: Mapping[str, Array], count: int) -> None:
        self.kinds: list[int] = arrays["list_kinds"].tolist()  # where those of each kind begin, and the last end
        self.keys, self.starts, self._documents, self._dense, self._sizes, self._bits = (
            arrays[name] for name in ("list_keys", "list_starts", "documents", "dense", "dense_sizes", "dense_bits")
        )
        self._count = count

    def find(self, kind: Kind, key: int) -> int:
        """Return the number of a list, -1 where there is none."""
        first, end = self.kinds[kind : kind + 2]
        number = first + int(self.keys[first:end].searchsorted(np.uint32(key)))
        return number if number < end and self.keys[number] == key else -1

    def before(self, end: Kind) -> Array:
        """Return the keys of the lists of all kinds before one, with their kinds, as in packed postings."""
        kinds = np.repeat(np.arange(end, dtype=np.uint64), np.diff(self.kinds[: end + 1]))
        whole: Array = kinds << _KIND | self.keys[: self.kinds[end]]
        return whole

    def pair(self, first: int, second: int) -> int:
        """Return the number of the list of two neighbours, -1 where there is none."""
        kind = Kind.PAIR if is_han(first) and is_han(second) else Kind.NEIGHBOURS
        return self.find(kind, first << 16 | second)

    def character(self, code: int) -> int:
        """Return the number of the list of a character, -1 where there is none."""
        return self.find(Kind.UNIT if is_han(code) else Kind.CHARACTER, code)

    def alone(self, code: int) -> int:
        """Return the number of the list of a run of one character, -1 where there is none."""
        return self.find(Kind.ALONE, code)

    def size(self, number: int) -> int:
        """Return how many documents are in a list."""
        listed = int(self.starts[number + 1]) - int(self.starts[number])
        return listed or int(self._sizes[self._dense.searchsorted(np.uint32(number))])

    def documents(self, number: int) -> Documents:
        """Return the documents of a list."""
        start, end = int(self.starts[number]), int(self.starts[number + 1])
        row = int(self._dense.searchsorted(np.uint32(number)))
        if row == len(self._dense) or self._dense[row] != number:
            return self._documents[start:end].astype(np.intp)
        return np.unpackbits(self._bits[row], count=self._count, bitorder="little").view(bool)


def is_han(code: int) -> bool:
    """Tell whether a character is one that words are made of; `raw.is_han` does so for many."""
    return _FIRST_HAN <= code <= _LAST_HAN
