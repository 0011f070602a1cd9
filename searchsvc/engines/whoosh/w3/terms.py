"""The term dictionary as W3 writes it: sorted keys with their records, 256 hash tables, and the places of the keys."""

import pickle
from collections.abc import Mapping, Sequence
from itertools import accumulate
from struct import Struct
from zlib import crc32

import numpy as np

from searchsvc.engines.whoosh.arrays import Array

_HEAD = b"HSH3" + b"\1" + bytes(8)  # keys are hashed by CRC-32
_LENGTHS = Struct(">II").pack
_FREE = 16
_POINTER = np.dtype([("hash", ">u4"), ("place", ">i8")])


def encode(keys: Sequence[bytes], infos: Sequence[bytes], fields: Mapping[str, int]) -> list[bytes]:
    """Return the file for sorted keys (the number of a field in two bytes, a term) and their records."""
    records = [_LENGTHS(len(key), len(info)) + key + info for key, info in zip(keys, infos, strict=True)]
    places = np.fromiter(accumulate(map(len, records), initial=len(_HEAD)), np.int64, len(keys) + 1)
    tables, directory = _tables(np.fromiter(map(crc32, keys), np.uint32, len(keys)), places)
    extras = pickle.dumps({"fieldmap": dict(fields), "indextype": "q", "indexlen": len(keys)}, 2)
    index = places[:-1].astype(">i8").tobytes()
    return [
        _HEAD, *records, tables, directory, extras, index, (len(extras) + len(index)).to_bytes(4, "big")
    ]  # fmt: skip


def _tables(hashes: Array, places: Array) -> tuple[bytes, bytes]:
    """Return the hash tables, each with a slot in _FREE free, and the directory of them."""
    buckets = hashes & 255
    tables, directory, at = [], b"", int(places[-1])
    order = np.argsort(buckets, kind="stable")
    ends = np.searchsorted(buckets[order], np.arange(257))
    for start, end in zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True):
        own = order[start:end]
        table = np.zeros(-(-_FREE * len(own) // (_FREE - 1)), _POINTER)
        if len(own):
            slots = _slots((hashes[own] >> 8).astype(np.int64) % len(table), len(table))
            table["hash"][slots], table["place"][slots] = hashes[own], places[own]
        directory += at.to_bytes(8, "big") + len(table).to_bytes(4, "big")
        tables.append(table.tobytes())
        at += table.nbytes
    return b"".join(tables), directory


def _slots(wanted: Array, count: int) -> Array:
    """Return the slot of each key: the one that it wants, or the next free one, the first following the last."""
    order = np.argsort(wanted, kind="stable")
    row = np.arange(len(order))
    slots = np.maximum.accumulate(wanted[order] - row) + row
    over = slots >= count
    if over.any():
        free = np.setdiff1d(np.arange(count), slots[~over])
        slots[over] = free[: int(over.sum())]
    found = np.empty_like(slots)
    found[order] = slots
    return found
