"""Segments become raw arrays again, without what was deleted in them, to be built into one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Literal

import numpy as np

from searchsvc.engines.whoosh import sets
from searchsvc.engines.whoosh.arrays import Array, Texts, sizes
from searchsvc.engines.whoosh.raw import (
    BREAK,
    DOCUMENT_AT,
    FIGURE,
    KEY_AT,
    KIND_AT,
    LARGEST,
    NO_TEXT,
    Figures,
    Kind,
    Raw,
    Sets,
    Text,
    is_string,
)
from searchsvc.engines.whoosh.segment import Segment
from searchsvc.engines.whoosh.snapshot import Leaf
from searchsvc.engines.whoosh.vocabulary import united
from searchsvc.schema import GROUPS

_GONE = LARGEST  # in place of the number of a document that was deleted
_BLOCK = 2**20  # postings that are held at once …
_STEP = 2**14  # … counted in steps of so many of each segment
_TEXT = ("parts", "breaks", "joined", "wide", "fields", "exotic", "odd", "written")  # what stands beside characters
_KIND = KIND_AT - KEY_AT  # where the kind of a list begins in its key


@dataclass(frozen=True, slots=True)
class _Moving:
    """A segment on its way: the numbers of the documents that stay, and by old number the new one, or _GONE."""

    segment: Segment
    kept: Array
    fate: Array
    stays: Array  # by old number


def merge(leaves: Sequence[Leaf], *, words_alone: bool = False) -> Raw:
    """Return the living documents of segments, LARGEST at most, in their order; or no more than has their words."""
    moving = list(_moving(leaves))
    vocabulary, keys = _words(moving, Kind.PAIR if words_alone else Kind.NEIGHBOURS)
    return Raw(
        ids=_strings(moving, "ids"),
        heads=[] if words_alone else _strings(moving, "heads"),
        published=np.concatenate([one.segment.published[one.kept] for one in moving]),
        sequence=np.concatenate([one.segment.sequence[one.kept] for one in moving]),
        vocabulary=vocabulary,
        postings=_blocks(moving, keys),
        many={row: often for one, own in zip(moving, keys, strict=True) for row, often in _many(one, own)},
        lengths=np.concatenate([one.segment.lengths[:, one.kept] for one in moving], axis=1),
        text=NO_TEXT if words_alone else _text(moving),
        facets={name: _sets(moving, name) for name in GROUPS},
        figures=_figures(moving),
    )


def _moving(leaves: Iterable[Leaf]) -> Iterable[_Moving]:
    base = 0
    for leaf in leaves:
        kept = sets.numbers(leaf.live, leaf.segment.count)
        fate = np.full(leaf.segment.count, _GONE, np.uint64)
        fate[kept] = np.arange(base, base + len(kept), dtype=np.uint64)
        base += len(kept)
        yield _Moving(leaf.segment, kept, fate, fate != _GONE)


def _strings(moving: Iterable[_Moving], name: Literal["ids", "heads"]) -> list[str]:
    """Return the strings of the documents that stay."""
    found: list[str] = []
    for one in moving:
        strings = getattr(one.segment, name).all()
        found.extend(map(strings.__getitem__, one.kept.tolist()))
    return found


def _words(moving: Sequence[_Moving], end: Kind) -> tuple[Texts, list[Array]]:
    """Return the vocabulary of what stays, and by it for each segment the keys of its lists before `end`."""
    keys = [one.segment.lists.before(end) for one in moving]
    used = [_used(one, mine) for one, mine in zip(moving, keys, strict=True)]
    vocabulary, places = united([(one.segment.words, words) for one, words in zip(moving, used, strict=True)])
    renamed = []
    for one, own, words, mine in zip(moving, places, used, keys, strict=True):
        ranks = np.zeros(len(one.segment.words), np.uint64)
        ranks[words] = own
        renamed.append(_renamed(mine, np.maximum.accumulate(ranks)))  # what is used by nobody keeps the order
    return vocabulary, renamed


def _used(one: _Moving, keys: Array) -> Array:
    """Return the numbers of the words that a document has which stays."""
    if not one.stays.all():
        stays = one.stays[one.segment.documents[: one.segment.lists.starts[len(keys)]]]
        keys = keys[np.logical_or.reduceat(stays, one.segment.lists.starts[: len(keys)])] if len(keys) else keys
    used = np.zeros(len(one.segment.words), bool)
    used[keys[is_string(keys << KEY_AT)].astype(np.uint32)] = True
    return np.flatnonzero(used)


def _renamed(keys: Array, ranks: Array) -> Array:
    found = keys.copy()
    strings = is_string(keys << KEY_AT)
    numbers = keys[strings].astype(np.uint32)
    found[strings] += ranks[numbers] - numbers.astype(np.uint64)
    return found


def _many(one: _Moving, keys: Array) -> Iterator[tuple[int, int]]:
    """Yield the postings that stay whose frequency is too great for their code, without it, and the frequency."""
    held = one.segment.array("many").searchsorted(one.segment.lists.starts[len(keys)])
    places, frequencies = (one.segment.array(name)[:held] for name in ("many", "many_frequencies"))
    lists = one.segment.lists.starts[: len(keys) + 1].searchsorted(places, "right") - 1
    rows = keys[lists] << KEY_AT | one.fate[one.segment.documents[places]] << DOCUMENT_AT
    stays = one.stays[one.segment.documents[places]]
    yield from zip(rows[stays].tolist(), frequencies[stays].tolist(), strict=True)


def _blocks(moving: Sequence[_Moving], keys: Sequence[Array]) -> Iterator[Array]:
    """Yield the ranked postings that stay, packed, some of the keys at a time, so that not all are held at once."""
    for bounds in pairwise(_bounds(moving, keys)):
        pieces = zip(moving, keys, strict=True)
        yield np.concatenate([_rows(one, own, *own.searchsorted(bounds).tolist()) for one, own in pieces])


def _bounds(moving: Sequence[_Moving], keys: Sequence[Array]) -> Array:
    """Return keys between which lie about _BLOCK postings, from the least to one above all."""
    steps = []
    for one, own in zip(moving, keys, strict=True):
        starts = one.segment.lists.starts[: len(own) + 1]
        steps.append(own[starts.searchsorted(np.arange(0, starts[-1], _STEP), "right") - 1])
    inner = np.sort(np.concatenate(steps))[_BLOCK // _STEP :: _BLOCK // _STEP]
    return np.unique(np.concatenate((np.zeros(1, np.uint64), inner, [np.uint64(Kind.NEIGHBOURS) << _KIND])))


def _rows(one: _Moving, keys: Array, first: int, last: int) -> Array:
    """Return the postings of some lists that stay, packed."""
    starts = one.segment.lists.starts[first : last + 1]
    own = slice(int(starts[0]), int(starts[-1]))
    documents = one.segment.documents[own]
    packed = np.repeat(keys[first:last] << KEY_AT, sizes(starts))
    packed |= one.fate[documents] << DOCUMENT_AT | one.segment.frequencies[own].astype(np.uint64)
    rows: Array = packed[one.stays[documents]]
    return rows


def _text(moving: Sequence[_Moving]) -> Text:
    pieces = [_piece(one) for one in moving]
    names = sorted({name for one in moving for name in one.segment.part_fields})
    bases = list(accumulate((len(piece.characters) for piece in pieces), initial=1))

    def placed(name: str) -> Array:
        places = [getattr(piece, name) + base for piece, base in zip(pieces, bases, strict=False)]
        return np.concatenate(places).astype(np.uint32)

    kinds = [np.array([names.index(name) for name in piece.names], np.uint8)[piece.fields] for piece in pieces]
    return Text(
        characters=np.concatenate([np.array([BREAK], np.uint16), *(piece.characters for piece in pieces)]),
        starts=np.append(placed("starts"), np.uint32(bases[-1])),
        parts=placed("parts"),
        fields=np.concatenate(kinds),
        names=names,
        breaks=placed("breaks"),
        joined=placed("joined"),
        wide=placed("wide"),
        exotic=np.concatenate([piece.exotic for piece in pieces]),
        odd=placed("odd"),
        written=np.concatenate([piece.written for piece in pieces]),
    )


def _piece(one: _Moving) -> Text:
    """Return the text of the documents that stay, places being counted from its own first character."""
    segment = one.segment
    starts = segment.starts.astype(np.int64)
    stays = np.repeat(one.stays, sizes(starts))
    moved = np.cumsum(stays) - 1
    arrays = {name: segment.array(f"text_{name}") for name in _TEXT}

    def left(name: str) -> Array:
        return stays[arrays[name].astype(np.int64) - 1]

    def places(name: str) -> Array:
        return moved[arrays[name].astype(np.int64)[left(name)] - 1]

    long = sizes(starts)[one.kept]
    return Text(
        characters=segment.text[1:][stays],
        starts=np.cumsum(long) - long,
        parts=places("parts"),
        fields=arrays["fields"][left("parts")],
        names=segment.part_fields,
        breaks=places("breaks"),
        joined=places("joined"),
        wide=places("wide"),
        exotic=arrays["exotic"][left("wide")],
        odd=places("odd"),
        written=arrays["written"][left("odd")],
    )


def _sets(moving: Sequence[_Moving], name: str) -> Sets:
    facets = [(one.segment.facets[name], one.kept) for one in moving]
    used = [(facet, *np.unique(facet.own[kept], return_inverse=True)) for facet, kept in facets]
    own = [[facet.set(number) for number in numbers.tolist()] for facet, numbers, _ in used]
    every = sorted({(), *(values for sets_ in own for values in sets_)})
    ordinals = {values: ordinal for ordinal, values in enumerate(every)}
    values = sorted({value for one in every for value in one})
    numbers = {value: number for number, value in enumerate(values)}
    mapped = [
        np.array([ordinals[values] for values in sets_], np.uint16)[places]
        for sets_, (_, _, places) in zip(own, used, strict=True)
    ]
    return Sets(values, [tuple(numbers[value] for value in one) for one in every], np.concatenate(mapped))


def _figures(moving: Sequence[_Moving]) -> Figures:
    names = sorted({name for one in moving for name in one.segment.figure_names})
    places = {name: place for place, name in enumerate(names)}
    found = []
    for one in moving:
        rows = np.empty(len(one.segment.array("figure_document")), FIGURE)
        for column in FIGURE.names or ():
            rows[column] = one.segment.array(f"figure_{column}")
        mapped = np.array([places[name] for name in one.segment.figure_names], np.uint32)
        for column in ("metric", "label", "base"):
            rows[column] = mapped[rows[column]] if len(mapped) else 0
        rows["document"] = one.fate[rows["document"]]
        found.append(rows[rows["document"] != _GONE])
    return Figures(names, np.concatenate(found))
