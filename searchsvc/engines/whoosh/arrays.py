"""Files of named arrays: written whole, mapped into memory, proven by size and sum."""

import json
import mmap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
_LONG = 4  # bytes of the numbers that are worth writing as steps
_OVER, _BY = " over", " by"  # behind the name of an array: where its steps are too long for their bytes, and how long
_ALIGNED = 64  # bytes; every array begins at a multiple of them


@dataclass(frozen=True, slots=True)
class Proof:
    """What a file must be like: its bytes, and the sum of its 64-bit words modulo 2^64."""

    size: int
    sum: int


@dataclass(frozen=True, slots=True)
class Texts:
    """Strings one behind the other, as UTF-8."""

    data: Array  # bytes
    ends: Array  # of each string

    def __len__(self) -> int:
        return len(self.ends)

    def __getitem__(self, number: int) -> str:
        return self.raw(number).decode("utf-8", "surrogatepass")

    def raw(self, number: int) -> bytes:
        """Return the bytes of a string."""
        start = int(self.ends[number - 1]) if number else 0
        return self.data[start : int(self.ends[number])].tobytes()

    def some(self, numbers: Array) -> list[str]:
        """Return some of the strings."""
        data, ends = self.data.data, self.ends.take(numbers).tolist()
        starts = np.where(numbers, self.ends.take(numbers - 1), 0).tolist()
        return [str(data[start:end], "utf-8", "surrogatepass") for start, end in zip(starts, ends, strict=True)]

    def encoded(self) -> list[bytes]:
        """Return the bytes of every string."""
        whole, ends = self.data.tobytes(), self.ends.tolist()
        return [whole[start:end] for start, end in zip([0, *ends], ends, strict=False)]

    def all(self) -> list[str]:
        """Return every string."""
        return [raw.decode("utf-8", "surrogatepass") for raw in self.encoded()]


def texts(strings: Sequence[str]) -> Texts:
    """Return strings as arrays."""
    raw = [string.encode("utf-8", "surrogatepass") for string in strings]
    ends = np.cumsum(np.fromiter(map(len, raw), np.uint32, len(raw)), dtype=np.uint32)
    return Texts(np.frombuffer(b"".join(raw), np.uint8), ends)


def firsts(keys: Array) -> Array:
    """Tell of each of some sorted keys whether it is the first that is equal to it."""
    found = np.ones(len(keys), bool)
    np.not_equal(keys[1:], keys[:-1], out=found[1:])
    return found


def ranges(starts: Array, counts: Array) -> Array:
    """Return the numbers from each start on, one range behind the other."""
    ends = np.cumsum(counts)
    places: Array = np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - ends + counts, counts)
    return places


def sizes(starts: Array) -> Array:
    """Return the sizes of lists from where they begin, and the last one ends."""
    found: Array = starts[1:].astype(np.int64) - starts[:-1]
    return found


def starts(counts: Array) -> Array:
    """Return where lists of these sizes begin, and where the last one ends."""
    found = np.zeros(len(counts) + 1, np.uint32)
    np.cumsum(counts, out=found[1:])
    return found


def write(path: Path, arrays: Mapping[str, Array]) -> Proof:
    """Write arrays into a new file: the length of the table of contents, the table, the arrays.

    What mostly rises is written as steps where these are shorter, and the table tells what it was.
    """
    kept: dict[str, Array] = {}
    for name, array in arrays.items():
        kept |= _steps(name, array)
    places, at = {}, 0
    for name, array in kept.items():
        places[name] = (array.dtype.str, array.shape, at, arrays.get(name, array).dtype.str)
        at += -(-array.nbytes // _ALIGNED) * _ALIGNED
    head = json.dumps(places).encode()
    head = len(head).to_bytes(8, "little") + head
    size = total = 0
    with path.open("wb") as file:
        for piece in (np.frombuffer(head, np.uint8), *kept.values()):
            data = np.ascontiguousarray(piece).reshape(-1).view(np.uint8)
            padding = np.zeros(-len(data) % _ALIGNED, np.uint8)
            for part in (data, padding):
                file.write(part.data)
            size += len(data) + len(padding)
            total += _sum(data) + _sum(padding)
    return Proof(size, total % 2**64)


def read(path: Path, proof: Proof) -> dict[str, Array]:
    """Map a file and return its arrays, which can't be written to; raises ValueError where it is not as it was written.

    The sum reads every page once, so the first search finds them in memory.
    """
    with path.open("rb") as file:
        data = np.frombuffer(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), np.uint8)
    if Proof(len(data), _sum(data)) != proof:
        raise ValueError("its size or sum is not what was written")
    length = int.from_bytes(data[:8].tobytes(), "little")
    begin = -(-(8 + length) // _ALIGNED) * _ALIGNED
    places = json.loads(data[8 : 8 + length].tobytes())
    kept = {name: _array(data, np.dtype(kind), shape, begin + at) for name, (kind, shape, at, _) in places.items()}
    own = (name for name in kept if not name.endswith((_OVER, _BY)))
    return {name: _whole(kept, name, np.dtype(places[name][3])) for name in own}


def proof(path: Path) -> Proof:
    """Return what a file is like now."""
    with path.open("rb") as file:
        if not path.stat().st_size:  # which can't be mapped
            return Proof(0, 0)
        data = np.frombuffer(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), np.uint8)
    return Proof(len(data), _sum(data))


def _array(data: Array, kind: np.dtype[Any], shape: list[int], at: int) -> Array:
    count = int(np.prod(shape, dtype=np.int64))
    return data[at : at + count * kind.itemsize].view(kind).reshape(shape)


def _steps(name: str, array: Array) -> dict[str, Array]:
    """Return by how much each number of an array is above the one before, if that takes fewer bytes; else the array.

    Numbers are counted modulo their size, so that what falls is a step too, one of those that stand beside.
    """
    if array.ndim > 1 or array.dtype.kind not in "iu" or array.itemsize < _LONG:
        return {name: array}
    steps = np.diff(array.view(f"u{array.itemsize}"), prepend=array.dtype.type(0).view(f"u{array.itemsize}"))
    ways = {name: array}
    for kind in map(np.dtype, ("u1", "u2")):
        over = np.flatnonzero(steps > np.iinfo(kind).max)
        if len(steps) * kind.itemsize + len(over) * (_LONG + array.itemsize) < sum(way.nbytes for way in ways.values()):
            ways = {name: steps.astype(kind), name + _OVER: over.astype(np.uint32), name + _BY: steps[over]}
    return ways


def _whole(kept: Mapping[str, Array], name: str, kind: np.dtype[Any]) -> Array:
    """Return an array as it was before it was written."""
    if kept[name].dtype == kind:
        return kept[name]
    steps = kept[name].astype(f"u{kind.itemsize}")
    steps[kept[name + _OVER]] = kept[name + _BY]
    whole = np.cumsum(steps, out=steps).view(kind)
    whole.flags.writeable = False
    return whole


def _sum(data: Array) -> int:
    """Return the sum of the 64-bit words of some bytes, the last one filled up with zeros."""
    whole = len(data) // 8 * 8
    rest = int.from_bytes(data[whole:].tobytes(), "little")
    return (int(data[:whole].view(np.uint64).sum(dtype=np.uint64)) + rest) % 2**64
