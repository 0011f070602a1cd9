"""Posting lists as W3 writes them: a record on each term, which holds a short list; long ones in blocks of their own.

What few documents have is most of all terms; all lists of one length are written at once, as rows of a table.
"""

import pickle
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from searchsvc.engines.whoosh.arrays import Array

BLOCK = 1024  # postings
LEVEL = 1  # of compression
_SMALL = 16  # postings of a list that is held by its term's record …
_GREATEST = 255  # … if none has a weight above that
_MAGIC = b"W3Bl"

HEAD = np.dtype(
    [
        ("inlined", "u1"),
        ("weight", ">f4"),
        ("documents", ">u4"),
        ("shortest", "u1"),  # lengths of fields: not told, no score depends on them
        ("longest", "u1"),
        ("greatest", ">f4"),
        ("first", ">u4"),
        ("last", ">u4"),
    ]
)


@dataclass(frozen=True, slots=True)
class Postings:
    """Lists of documents one behind the other; `sizes` of the lists, none 0; `frequencies` where they are counted."""

    sizes: Array
    documents: Array
    frequencies: Array | None = None


def encode(postings: Postings, offset: int) -> tuple[list[bytes], list[bytes]]:
    """Return the long lists, the first of which will stand at `offset`, and the record of every list."""
    sizes, documents = postings.sizes, postings.documents.astype(np.int64)
    starts = np.cumsum(sizes) - sizes
    weights = np.ones(len(documents), np.int64) if postings.frequencies is None else postings.frequencies
    heads = np.zeros(len(sizes), HEAD)
    if not len(sizes):
        return [], []
    heads["documents"] = sizes
    heads["weight"], heads["greatest"] = np.add.reduceat(weights, starts), np.maximum.reduceat(weights, starts)
    heads["first"], heads["last"] = documents[starts], documents[starts + sizes - 1]
    heads["inlined"] = (sizes <= _SMALL) & (heads["greatest"] <= _GREATEST)
    records = [b""] * len(sizes)
    for number, record in _inlined(heads, starts, documents, weights):
        records[number] = record
    long = np.flatnonzero(heads["inlined"] == 0)
    lists = list(_long(starts[long], sizes[long], documents, weights))
    for number, own in zip(long.tolist(), lists, strict=True):
        records[number] = heads[number].tobytes() + offset.to_bytes(8, "big") + len(own).to_bytes(4, "big")
        offset += len(own)
    return lists, records


def _inlined(heads: Array, starts: Array, documents: Array, weights: Array) -> Iterator[tuple[int, bytes]]:
    """Yield the records that hold a list, each with its list's number."""
    for size in range(1, _SMALL + 1):
        numbers = np.flatnonzero((heads["documents"] == size) & (heads["inlined"] == 1))
        places = starts[numbers, None] + np.arange(size)
        plain = (weights[places] == 1).all(axis=1)
        for own, rows, some in ((numbers[plain], places[plain], False), (numbers[~plain], places[~plain], True)):
            if len(own):
                table = _rows(heads[own], documents[rows], weights[rows], weighted=some)
                data, length = table.tobytes(), table.shape[1]
                yield from ((one, data[row * length : (row + 1) * length]) for row, one in enumerate(own.tolist()))


def _rows(heads: Array, documents: Array, weights: Array, *, weighted: bool) -> Array:
    """Return records that hold lists of one length, a row of bytes each: the head, and a pickle opcode by opcode.

    What is pickled are documents, weights (None: each 1) and values, which are empty bytes, again and again the same.
    """
    data: list[bytes | Array] = [b"\x80\x02("]
    for one in documents.T:
        data += [b"M", one.astype("<u2")]
    data += [b"t"]
    data += [b"(", *(piece for one in weights.T for piece in (b"K", one.astype("u1"))), b"t"] if weighted else [b"N"]
    data += [b"(C\0" + b"2" * (documents.shape[1] - 1) + b"t\x87."]
    return np.hstack([_column(piece, len(heads)) for piece in (heads, *data)])


def _column(piece: bytes | Array, count: int) -> Array:
    """Return the same bytes for every row, or each row's own."""
    if isinstance(piece, bytes):
        return np.broadcast_to(np.frombuffer(piece, np.uint8), (count, len(piece)))
    return np.ascontiguousarray(piece).view(np.uint8).reshape(count, -1)


def _long(starts: Array, sizes: Array, documents: Array, weights: Array) -> Iterator[bytes]:
    deltas = np.diff(documents, prepend=0)
    deltas[starts] = documents[starts]
    for start, end in zip(starts.tolist(), (starts + sizes).tolist(), strict=True):
        yield _list(documents[start:end], deltas[start:end], weights[start:end])


def _list(documents: Array, deltas: Array, weights: Array) -> bytes:
    """Return a long list: blocks, each with what can be known of it before it is unpacked."""
    blocks = [_MAGIC]
    for begin in range(0, len(documents), BLOCK):
        own, weight = deltas[begin : begin + BLOCK].tolist(), weights[begin : begin + BLOCK].tolist()
        own[0] = int(documents[begin])  # each block counts anew
        greatest, final = max(weight), int(documents[begin + len(own) - 1])
        data = pickle.dumps((tuple(own), _weights(weight, greatest), None), 2)
        info = pickle.dumps((len(own), final, float(greatest), LEVEL, 0, 0), 2)
        packed = zlib.compress(data, LEVEL)
        length = len(info) + len(packed)
        last = begin + BLOCK >= len(documents)
        blocks += [(-length if last else length).to_bytes(4, "big", signed=True), info, packed]
    return b"".join(blocks)


def _weights(weights: list[int], greatest: int) -> float | tuple[int, ...] | None:
    if min(weights) == greatest:
        return None if greatest == 1 else float(greatest)
    return tuple(weights)
