"""Packed postings become lists of documents, block by block, so that little of them is on its way at once."""

from collections.abc import Callable, Iterator

import numpy as np

from searchsvc.analysis.folding import RUN
from searchsvc.engines.whoosh.arrays import Array, firsts, sizes, starts
from searchsvc.engines.whoosh.radix import DIGIT, radix
from searchsvc.engines.whoosh.raw import BREAK, DOCUMENT_AT, KEY_AT, KIND_AT, MANY, Kind, Raw, Text, is_han

DENSE = 16  # what more than one of so many documents hold is kept as bits: shorter than a list of 16-bit numbers
_CHUNK = 2**20  # characters looked at at once

Lists = dict[str, Array]


def invert(raw: Raw, *, whole: bool = True) -> Lists:
    """Return all lists of a segment by rising key, as its arrays; unless `whole` the ranked ones, none as bits."""
    most = max(len(raw.ids) // DENSE, 1) if whole else len(raw.ids)
    blocks = [_inverted(raw, packed, most) for packed in (_blocks(raw) if whole else raw.postings)]
    _count_on(blocks, "many", "frequencies")
    _count_on(blocks, "dense", "list_keys")
    found = {name: np.concatenate([block.pop(name) for block in blocks]) for name in tuple(blocks[0])}
    found["list_starts"] = starts(found.pop("list_sizes"))
    kinds = np.arange(len(Kind) + 1, dtype=np.uint64) << KIND_AT - KEY_AT
    found["list_kinds"] = found["list_keys"].searchsorted(kinds).astype(np.uint32)
    found["list_keys"] = found["list_keys"].astype(np.uint32)
    found["word_total"] = found["word_total"].sum(keepdims=True)
    return found


def _count_on(blocks: list[Lists], numbers: str, what: str) -> None:
    """Let numbers of what is in a block count what is in the blocks before it too."""
    base = 0
    for block in blocks:
        block[numbers] = (block[numbers] + base).astype(np.uint32)
        base += len(block[what])


def _blocks(raw: Raw) -> Iterator[Array]:
    """Yield the postings by rising kind and key: the ranked ones, then what no view counts."""
    yield from raw.postings
    for kind, find in _UNRANKED.items():
        yield _found(kind, find, raw.text)


def _inverted(raw: Raw, packed: Array, most: int) -> Lists:
    """Sort postings; a ranked one has its frequency, up to MANY, beside it.

    A list of more than `most` documents is kept as bits.
    """
    packed.sort(kind="stable")  # a few sorted stretches, of each segment one, which this joins in a fifth of the time
    keys = packed >> KEY_AT
    begins = np.flatnonzero(firsts(keys))
    documents = (packed >> DOCUMENT_AT).astype(np.uint16)
    lists = _lists(keys[begins], np.diff(np.append(begins, len(packed))), documents, len(raw.ids), most)
    ranked = packed[: packed.searchsorted(np.uint64(Kind.NEIGHBOURS) << KIND_AT)]
    frequencies = ranked.astype(np.uint8)
    great = np.flatnonzero(frequencies == MANY)
    many = np.array([raw.many[row] for row in (ranked[great] & ~np.uint64(MANY)).tolist()], np.uint32)
    words = int(ranked.searchsorted(np.uint64(Kind.PAIR) << KIND_AT))
    total = frequencies[:words].sum(dtype=np.int64) + (many[great < words].astype(np.int64) - MANY).sum()
    return lists | {
        "frequencies": frequencies,
        "many": great,
        "many_frequencies": many,
        "word_total": np.array([total]),
    }


def _lists(keys: Array, counts: Array, documents: Array, count: int, most: int) -> Lists:
    """Return lists of documents; one of no string and more than `most` is bits too, and unless ranked only that."""
    kinds = (keys >> KIND_AT - KEY_AT).astype(np.uint8)
    dense = np.flatnonzero(~np.isin(kinds, _STRINGS) & (counts > most))
    ends = np.cumsum(counts)
    bits = np.zeros((len(dense), count), bool)
    for row, number in enumerate(dense):
        bits[row, documents[ends[number] - counts[number] : ends[number]]] = True
    unlisted = dense[kinds[dense] >= Kind.NEIGHBOURS]
    left = counts.copy()
    left[unlisted] = 0
    return {
        "list_keys": keys,
        "list_sizes": left,
        "documents": documents[np.repeat(left > 0, counts)] if len(unlisted) else documents,
        "dense": dense,
        "dense_sizes": counts[dense].astype(np.uint32),
        "dense_bits": np.packbits(bits, axis=1, bitorder="little"),
    }


def _found(kind: Kind, find: Callable[[Array, Array], tuple[Array, Array]], text: Text) -> Array:
    """Return what stands where in a text, and the document that each stands in: packed, each once."""
    joined = np.zeros(len(text.characters) + 1, bool)
    joined[text.joined] = True
    owners = np.repeat(np.arange(len(text.starts) - 1, dtype=np.uint16), sizes(text.starts))
    packed = [np.zeros(0, np.uint64)]
    for begin in range(0, len(text.characters), _CHUNK):
        places, keys = find(text.characters[begin : begin + _CHUNK + 1], joined[begin : begin + _CHUNK + 1])
        rows = np.uint64(kind) << KIND_AT | keys.astype(np.uint64) << KEY_AT
        packed.append(rows | owners[places + (begin - 1)].astype(np.uint64) << DOCUMENT_AT)
    every = radix(np.concatenate(packed), KEY_AT, KEY_AT + DIGIT)
    once: Array = every[firsts(every)]
    return once


def _neighbours(characters: Array, _: Array) -> tuple[Array, Array]:
    """Return the places of pairs of neighbours that are not both Han, and their keys."""
    first, second = characters[:-1], characters[1:]
    han = is_han(characters)
    places = np.flatnonzero((first != BREAK) & (second != BREAK) & ~(han[:-1] & han[1:]))
    return places, first[places].astype(np.uint32) << np.uint32(16) | second[places]


def _characters(characters: Array, _: Array) -> tuple[Array, Array]:
    """Return the places of characters that are not Han."""
    places = np.flatnonzero((characters != BREAK) & ~is_han(characters))
    return places, characters[places]


def _alone(characters: Array, joined: Array) -> tuple[Array, Array]:
    """Return the places of what may be part of a run of letters and digits, where it is a run by itself."""
    kinds = np.zeros(2**16, bool)
    kinds[list(map(ord, RUN))] = True
    places = np.flatnonzero(kinds[characters[: len(joined) - 1]] & ~joined[:-1] & ~joined[1:])
    return places, characters[places]


_STRINGS = (Kind.WORD, Kind.ODD_PAIR, Kind.ODD_UNIT)
_UNRANKED = {Kind.NEIGHBOURS: _neighbours, Kind.CHARACTER: _characters, Kind.ALONE: _alone}
