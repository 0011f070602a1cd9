"""Raw arrays become a segment's: lists of documents by word, pair and character, facets by value."""

from collections.abc import Mapping
from dataclasses import asdict

import numpy as np

from searchsvc.analysis.folding import RUN
from searchsvc.engines.whoosh.arrays import Array, firsts, sizes, texts
from searchsvc.engines.whoosh.raw import (
    BREAK,
    DOCUMENT_AT,
    FIGURE,
    KEY_AT,
    KIND_AT,
    MANY,
    VIEW,
    Kind,
    Raw,
    Sets,
    Text,
    is_han,
)

DENSE = 16  # what more than one of so many documents hold is kept as bits: shorter than a list of 16-bit numbers
COMMON = 32  # pairs that more than one of so many documents hold are kept with their places too …
FEW = 64  # … if there are more documents than these, which are proven faster by their texts
_CHUNK = 2**22  # characters looked at at once, so that they stay near the processor

Arrays = dict[str, Array]


def build(raw: Raw) -> Arrays:
    """Return the arrays of a segment."""
    count = len(raw.ids)
    arrays = {"published": raw.published, "sequence": raw.sequence, "lengths": raw.lengths}
    arrays |= _strings("ids", raw.ids) | _orders(raw)
    arrays |= _postings(raw)
    arrays |= _places(raw.text, arrays["list_keys"].astype(np.uint32), _common(arrays, count))
    arrays |= {f"text_{name}": value for name, value in asdict(raw.text).items() if name != "names"}
    arrays |= _strings("part_fields", raw.text.names)
    for name, sets in raw.facets.items():
        arrays |= _facet(name, sets)
    arrays |= {f"figure_{column}": np.ascontiguousarray(raw.figures.rows[column]) for column in FIGURE.names or ()}
    return arrays | _strings("figure_names", raw.figures.names)


def _strings(name: str, strings: list[str]) -> Arrays:
    found = texts(strings)
    return {name: found.data, f"{name}_ends": found.ends}


def _orders(raw: Raw) -> Arrays:
    """Rank documents as `ranking.place` orders them by date; what is first is 0."""
    undated = np.where(raw.published == 0, np.iinfo(np.int32).max, raw.published)
    orders = {"newest": (raw.sequence, -raw.published), "oldest": (raw.sequence, undated)}
    return {name: np.argsort(np.lexsort(keys)).astype(np.uint16) for name, keys in orders.items()}


def _postings(raw: Raw) -> Arrays:
    """Sort the postings; a ranked one has a code: its frequency, up to MANY, and the byte of its view's length."""
    packed = np.concatenate((raw.postings, _neighbours(raw.text), _characters(raw.text), _alone(raw.text)))
    packed.sort()
    keys = packed >> KEY_AT
    documents = (packed >> DOCUMENT_AT).astype(np.uint16)
    begins = np.flatnonzero(firsts(keys))
    lists = keys[begins]
    ranked = int(packed.searchsorted(np.uint64(Kind.NEIGHBOURS) << KIND_AT))
    views = VIEW.astype(np.uint8)[(packed[:ranked] >> KIND_AT).astype(np.intp)]
    frequencies = (packed[:ranked] & np.uint64(MANY)).astype(np.uint16)
    great = np.flatnonzero(frequencies == MANY)
    many = np.array([raw.many[key] for key in (packed[great] & ~np.uint64(MANY)).tolist()], np.int64)
    words = frequencies[: packed.searchsorted(np.uint64(Kind.PAIR) << KIND_AT)].astype(np.int64)
    words[great[great < len(words)]] = many[great < len(words)]
    prefixes = (word.encode("utf-8", "surrogatepass")[:8] for word in raw.vocabulary)
    return {
        **_strings("words", raw.vocabulary),
        "word_prefixes": np.frombuffer(b"".join(one.ljust(8, b"\0") for one in prefixes), ">u8").astype(np.uint64),
        "list_keys": lists,
        **_lists(lists, begins, documents, len(raw.ids)),
        "codes": frequencies << 8 | raw.lengths[views, documents[:ranked]],
        "many": great.astype(np.uint32),
        "many_frequencies": many.astype(np.uint32),
        "word_total": np.array([words.sum()]),
    }


def _starts(counts: Array) -> Array:
    """Return where lists of these sizes begin, and where the last one ends."""
    starts = np.zeros(len(counts) + 1, np.uint32)
    np.cumsum(counts, out=starts[1:])
    return starts


def _lists(lists: Array, begins: Array, documents: Array, count: int) -> Arrays:
    """Return lists of documents; what is DENSE and no string is also a row of bits, and unless ranked only that."""
    counts = np.diff(np.append(begins, len(documents)))
    kinds = (lists >> KIND_AT - KEY_AT).astype(np.uint8)
    found = np.isin(kinds, (Kind.PAIR, Kind.UNIT)) | (kinds >= Kind.NEIGHBOURS)
    dense = np.flatnonzero(found & (counts > max(count // DENSE, 1)))
    bits = np.zeros((len(dense), count), bool)
    listed = np.ones(len(documents), bool)
    for row, number in enumerate(dense):
        own = slice(begins[number], begins[number] + counts[number])
        bits[row, documents[own]] = True
        listed[own] = kinds[number] < Kind.NEIGHBOURS
    left = np.where(listed[begins], counts, 0) if len(begins) else counts
    return {
        "list_starts": _starts(left),
        "documents": documents[listed],
        "dense": dense.astype(np.uint32),
        "dense_sizes": counts[dense].astype(np.uint32),
        "dense_bits": np.packbits(bits, axis=1, bitorder="little"),
    }


def _packed(kind: Kind, keys: Array, owners: Array) -> Array:
    """Return keys and documents packed, sorted, each once."""
    where = np.uint64(kind) << KIND_AT | keys.astype(np.uint64) << KEY_AT | owners.astype(np.uint64) << DOCUMENT_AT
    where.sort()
    found: Array = where[firsts(where)]
    return found


def _neighbours(text: Text) -> Array:
    """Return the pairs of neighbours that are not both Han, and the document that each stands in."""
    first, second = text.characters[:-1], text.characters[1:]
    han = is_han(text.characters)
    places = np.flatnonzero((first != BREAK) & (second != BREAK) & ~(han[:-1] & han[1:]))
    keys = first[places].astype(np.uint32) << np.uint32(16) | second[places]
    return _packed(Kind.NEIGHBOURS, keys, _owners(text, places))


def _characters(text: Text) -> Array:
    """Return the characters that are not Han, and the document that each stands in."""
    places = np.flatnonzero((text.characters != BREAK) & ~is_han(text.characters))
    return _packed(Kind.CHARACTER, text.characters[places], _owners(text, places))


def _alone(text: Text) -> Array:
    """Return, as above, those that may be part of a run of letters and digits, where they are a run by themselves."""
    joined = np.zeros(len(text.characters) + 1, bool)
    joined[text.joined] = True
    kinds = np.zeros(2**16, bool)
    kinds[list(map(ord, RUN))] = True
    places = np.flatnonzero(kinds[text.characters] & ~joined[:-1] & ~joined[1:])
    return _packed(Kind.ALONE, text.characters[places], _owners(text, places))


def _owners(text: Text, places: Array) -> Array:
    owners: Array = np.repeat(np.arange(len(text.starts) - 1, dtype=np.uint16), sizes(text.starts))[places - 1]
    return owners


def _common(arrays: Mapping[str, Array], count: int) -> Array:
    """Return the numbers of the lists of pairs that are kept with their places."""
    counts = sizes(arrays["list_starts"])
    counts[arrays["dense"]] = arrays["dense_sizes"]
    kinds = (arrays["list_keys"] >> KIND_AT - KEY_AT).astype(np.uint8)
    pairs = (kinds == Kind.PAIR) | (kinds == Kind.NEIGHBOURS)
    return np.flatnonzero(pairs & (counts > max(count // COMMON, FEW))).astype(np.uint32)


def _places(text: Text, keys: Array, common: Array) -> Arrays:
    """Return the places of the common pairs, numbers of `keys`; a pair's place is that of its first character."""
    first, second = keys[common] >> np.uint32(16), (keys[common] & np.uint32(0xFFFF))
    firsts_, seconds = np.unique(first), np.unique(second)
    rows, columns = np.zeros(2**16, np.intp), np.zeros(2**16, np.intp)
    rows[firsts_] = np.arange(1, len(firsts_) + 1) * (len(seconds) + 1)
    columns[seconds] = np.arange(1, len(seconds) + 1)
    numbers = np.zeros((len(firsts_) + 1) * (len(seconds) + 1), np.uint64)
    numbers[rows[first] + columns[second]] = np.arange(1, len(common) + 1)
    found = []
    for begin in range(0, len(text.characters), _CHUNK):
        piece = text.characters[begin : begin + _CHUNK + 1]
        number = numbers.take(rows.take(piece[:-1]) + columns.take(piece[1:]))
        inside = np.flatnonzero(number)
        found.append(number[inside] << np.uint64(32) | (inside + begin).astype(np.uint64))
    packed = np.sort(np.concatenate(found)) if found else np.zeros(0, np.uint64)
    counts = np.bincount((packed >> np.uint64(32)).astype(np.intp), minlength=len(common) + 1)[1:]
    return {"common": common, "common_starts": _starts(counts), "common_places": packed.astype(np.uint32)}


def _facet(name: str, facet: Sets) -> Arrays:
    """Return the values of a facet, its sets of them, and the sets that each value is in."""
    counts = np.fromiter(map(len, facet.sets), np.int64, len(facet.sets))
    values = np.fromiter((value for one in facet.sets for value in one), np.uint32, int(counts.sum()))
    order = np.argsort(values, kind="stable")
    return _strings(f"facet_{name}", facet.values) | {
        f"facet_{name}_own": facet.own,
        f"facet_{name}_starts": _starts(counts),
        f"facet_{name}_values": values,
        f"facet_{name}_sets": np.repeat(np.arange(len(counts)), counts)[order].astype(np.uint16),
        f"facet_{name}_firsts": _starts(np.bincount(values, minlength=len(facet.values))),
    }
