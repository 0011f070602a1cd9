"""Posting lists as W3 writes them: blocks of pickled tuples, and a record of 35 bytes on each term.

What few documents have is most of all terms; all of one length are written at once, as rows of a table.
"""

import pickle
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from searchsvc.engines.whoosh.arrays import Array

BLOCK = 1024  # postings
LEVEL = 1  # of compression
_SMALL = 8  # postings of a list that is written as a row, not compressed
_MAGIC = b"W3Bl"

INFO = np.dtype(
    [
        ("inlined", "u1"),
        ("weight", ">f4"),
        ("documents", ">u4"),
        ("shortest", "u1"),  # lengths of fields: not told, no score depends on them
        ("longest", "u1"),
        ("greatest", ">f4"),
        ("first", ">u4"),
        ("last", ">u4"),
        ("offset", ">i8"),
        ("length", ">i4"),
    ]
)


@dataclass(frozen=True, slots=True)
class Postings:
    """Lists of documents one behind the other; `sizes` of the lists, none 0; `frequencies` where they are counted."""

    sizes: Array
    documents: Array
    frequencies: Array | None = None


def encode(postings: Postings, offset: int) -> tuple[list[bytes], Array]:
    """Return the bytes of the lists, the first of which will stand at `offset`, and the INFO of each list."""
    sizes, documents = postings.sizes, postings.documents.astype(np.int64)
    starts = np.cumsum(sizes) - sizes
    weights = np.ones(len(documents), np.int64) if postings.frequencies is None else postings.frequencies
    infos = np.zeros(len(sizes), INFO)
    if not len(sizes):
        return [], infos
    infos["documents"] = sizes
    infos["weight"], infos["greatest"] = np.add.reduceat(weights, starts), np.maximum.reduceat(weights, starts)
    infos["first"], infos["last"] = documents[starts], documents[starts + sizes - 1]
    pieces = []
    for numbers, piece, lengths in _pieces(sizes, starts, documents, weights):
        infos["offset"][numbers] = offset + np.cumsum(lengths) - lengths
        infos["length"][numbers] = lengths
        offset += len(piece)
        pieces.append(piece)
    return pieces, infos


def _pieces(sizes: Array, starts: Array, documents: Array, weights: Array) -> Iterator[tuple[Array, bytes, Array]]:
    """Yield lists' numbers, their bytes, and the length of each."""
    for size in range(1, _SMALL + 1):
        numbers = np.flatnonzero(sizes == size)
        places = starts[numbers, None] + np.arange(size)
        plain = (weights[places] == 1).all(axis=1)
        for own, rows, some in ((numbers[plain], places[plain], False), (numbers[~plain], places[~plain], True)):
            if len(own):
                table = _rows(documents[rows], weights[rows], weighted=some)
                yield own, table.tobytes(), np.full(len(own), table.shape[1])
    large = np.flatnonzero(sizes > _SMALL)
    deltas, floats = np.diff(documents, prepend=0), weights.astype(float)
    deltas[starts] = documents[starts]
    lists = [
        _list(documents[start:end], deltas[start:end], floats[start:end])
        for start, end in zip(starts[large].tolist(), (starts + sizes)[large].tolist(), strict=True)
    ]
    yield large, b"".join(lists), np.fromiter(map(len, lists), np.int64, len(lists))


def _rows(documents: Array, weights: Array, *, weighted: bool) -> Array:
    """Return short lists of one length, a row of bytes each: two pickles, written opcode by opcode."""
    count, size = documents.shape
    data: list[bytes | Array] = [b"\x80\x02(("]
    for delta in np.diff(documents, axis=1, prepend=0).T:
        data += [b"M", delta.astype("<u2")]
    data += [b"t"]
    if weighted:
        data += [b"(", *(piece for one in weights.T for piece in (b"G", one.astype(">f8"))), b"t"]
    else:
        data += [b"N"]
    data += [b"Nt."]
    last, greatest = documents[:, -1].astype("<u2"), weights.max(axis=1).astype(">f8")
    info: list[bytes | Array] = [b"\x80\x02(K" + bytes([size]), b"M", last, b"G", greatest, b"K\0K\0K\0t."]
    body = [_column(piece, count) for piece in (*info, *data)]
    length = sum(piece.shape[1] for piece in body)
    return np.hstack([_column(_MAGIC + (-length).to_bytes(4, "big", signed=True), count), *body])


def _column(piece: bytes | Array, count: int) -> Array:
    """Return the same bytes for every row, or each number's own."""
    if isinstance(piece, bytes):
        return np.broadcast_to(np.frombuffer(piece, np.uint8), (count, len(piece)))
    return np.ascontiguousarray(piece).view(np.uint8).reshape(count, -1)


def _list(documents: Array, deltas: Array, weights: Array) -> bytes:
    """Return a long list: blocks, each with what can be known of it before it is unpacked."""
    blocks = [_MAGIC]
    for begin in range(0, len(documents), BLOCK):
        own, weight = deltas[begin : begin + BLOCK].tolist(), weights[begin : begin + BLOCK].tolist()
        own[0] = int(documents[begin])  # each block counts anew
        greatest, final = max(weight), int(documents[begin + len(own) - 1])
        data = pickle.dumps((tuple(own), _weights(weight, greatest), None), 2)
        info = pickle.dumps((len(own), final, greatest, LEVEL, 0, 0), 2)
        packed = zlib.compress(data, LEVEL)
        length = len(info) + len(packed)
        last = begin + BLOCK >= len(documents)
        blocks += [(-length if last else length).to_bytes(4, "big", signed=True), info, packed]
    return b"".join(blocks)


def _weights(weights: list[float], greatest: float) -> float | tuple[float, ...] | None:
    if min(weights) == greatest:
        return None if greatest == 1 else greatest
    return tuple(weights)
