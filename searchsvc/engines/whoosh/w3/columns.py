"""Columns as Whoosh writes them: numbers, references to different values, and stored fields."""

import pickle
import zlib
from collections.abc import Sequence

import numpy as np
from whoosh.util.varints import varint

from searchsvc.engines.whoosh.arrays import Array

_LEVEL = 3  # that Whoosh compresses stored fields with


def numeric(numbers: Array) -> bytes:
    """Return a NumericColumn: the numbers, big-endian."""
    return numbers.astype(numbers.dtype.newbyteorder(">")).tobytes()


def references(values: Sequence[bytes], own: Array) -> bytes:
    """Return a RefBytesColumn: by document the number of its value, the values, the size of a number.

    Number 0 is the default, so the values begin at 1.
    """
    kind = "B" if len(values) < 256 else "H"
    numbers = (own.astype(np.int64) + 1).astype({"B": "u1", "H": ">u2"}[kind]).tobytes()
    different = b"".join(varint(len(value)) + value for value in (b"", *values))
    return b"".join((numbers, varint(len(values) + 1), different, kind.encode()))


def stored(fields: Sequence[dict[str, str]]) -> bytes:
    """Return the column of stored fields: compressed pickles, their lengths, their places."""
    rows = [zlib.compress(pickle.dumps(one, 2), _LEVEL) for one in fields]
    lengths = np.fromiter(map(len, rows), np.int64, len(rows))
    places = np.cumsum(lengths) - lengths
    return b"".join(rows) + lengths.astype(">u2").tobytes() + places.astype(">u4").tobytes() + b"HIX"
