"""Raw arrays become a segment's: lists of documents by word, pair and character, facets by value."""

from collections.abc import Mapping
from dataclasses import asdict

import numpy as np

from searchsvc.engines.whoosh.arrays import Array, sizes, starts, texts
from searchsvc.engines.whoosh.inverting import invert
from searchsvc.engines.whoosh.radix import DIGIT, radix
from searchsvc.engines.whoosh.raw import EACH, FIGURE, SPAN, Kind, Raw, Sets, Text
from searchsvc.engines.whoosh.vocabulary import rows, some

COMMON = 32  # pairs that more than one of so many documents hold are kept with their places too …
FEW = 64  # … if there are more documents than these, which are proven faster by their texts
_PREFIX = 8  # bytes of a word by which it is looked up
_NUMBER = np.uint64(32)  # where the number of a pair begins in what is packed with a place of it
_CHUNK = 2**20  # characters looked at at once, so that they stay near the processor

Arrays = dict[str, Array]


def build(raw: Raw) -> Arrays:
    """Return the arrays of a segment."""
    arrays = _held(raw) | _prefixes(raw) | invert(raw)
    return arrays | _places(raw.text, arrays["list_keys"], _common(arrays, len(raw.ids)))


def rough(raw: Raw) -> Arrays:
    """Return as much of the arrays of a segment as it takes to merge it with others."""
    return _held(raw) | invert(raw, whole=False)


def _held(raw: Raw) -> Arrays:
    """Return what is held of documents, lists aside."""
    arrays = {"published": raw.published, "sequence": raw.sequence, "lengths": raw.lengths}
    arrays |= _strings("ids", raw.ids) | _orders(raw) | _strings("heads", raw.heads)
    arrays |= {"words": raw.vocabulary.data, "words_ends": raw.vocabulary.ends.astype(np.uint32)}
    arrays |= {f"text_{name}": value for name, value in asdict(raw.text).items() if name != "names"}
    arrays["text_written"] = raw.text.written.astype(np.min_scalar_type(raw.text.written.max(initial=0)))
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


def _prefixes(raw: Raw) -> Arrays:
    own = np.arange(0, len(raw.vocabulary), EACH)
    return {"word_prefixes": rows(some(raw.vocabulary, own), _PREFIX).view(">u8").ravel().astype(np.uint64)}


def _common(arrays: Mapping[str, Array], count: int) -> Array:
    """Return the numbers of the lists of pairs that are kept with their places."""
    counts = sizes(arrays["list_starts"])
    counts[arrays["dense"]] = arrays["dense_sizes"]
    pairs = np.zeros(len(counts), bool)
    for kind in (Kind.PAIR, Kind.NEIGHBOURS):
        pairs[slice(*arrays["list_kinds"][kind : kind + 2])] = True
    return np.flatnonzero(pairs & (counts > max(count // COMMON, FEW))).astype(np.uint32)


def _places(text: Text, keys: Array, common: Array) -> Arrays:
    """Return the places of the common pairs, numbers of `keys`; a pair's place is that of its first character.

    A place is kept as that within its SPAN, and beside it how many of the pair are in each span.
    """
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
        found.append(number[inside] << _NUMBER | (inside + begin).astype(np.uint64))
    packed = radix(np.concatenate(found) if found else np.zeros(0, np.uint64), _NUMBER, _NUMBER + DIGIT)
    spans, within = np.divmod(packed.astype(np.uint32), np.uint32(SPAN))
    pair = (packed >> _NUMBER).astype(np.intp) - 1
    shape = len(common), len(text.characters) // SPAN + 1
    counts = np.bincount(pair * shape[1] + spans, minlength=shape[0] * shape[1]).reshape(shape)
    return {
        "common": common,
        "common_starts": starts(counts.sum(axis=1)),
        "common_spans": counts.astype(np.uint16),
        "common_places": within.astype(np.uint16),
    }


def _facet(name: str, facet: Sets) -> Arrays:
    """Return the values of a facet, its sets of them, and the sets that each value is in."""
    counts = np.fromiter(map(len, facet.sets), np.int64, len(facet.sets))
    values = np.fromiter((value for one in facet.sets for value in one), np.uint32, int(counts.sum()))
    order = np.argsort(values, kind="stable")
    return _strings(f"facet_{name}", facet.values) | {
        f"facet_{name}_own": facet.own,
        f"facet_{name}_starts": starts(counts),
        f"facet_{name}_values": values,
        f"facet_{name}_sets": np.repeat(np.arange(len(counts)), counts)[order].astype(np.uint16),
        f"facet_{name}_firsts": starts(np.bincount(values, minlength=len(facet.values))),
    }
