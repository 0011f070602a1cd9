"""Segments become raw arrays again, without what was deleted in them, to be built into one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from searchsvc.engines.whoosh import sets
from searchsvc.engines.whoosh.arrays import Array, sizes
from searchsvc.engines.whoosh.raw import (
    BREAK,
    DOCUMENT_AT,
    FIGURE,
    KEY_AT,
    KIND_AT,
    LARGEST,
    MANY,
    Figures,
    Kind,
    Raw,
    Sets,
    Text,
    is_string,
)
from searchsvc.engines.whoosh.segment import Segment
from searchsvc.engines.whoosh.snapshot import Leaf
from searchsvc.schema import GROUPS

_GONE = LARGEST  # in place of the number of a document that was deleted


@dataclass(frozen=True, slots=True)
class _Moving:
    """A segment on its way: the numbers of the documents that stay, and by old number the new one, or _GONE."""

    segment: Segment
    kept: Array
    fate: Array


def merge(leaves: Sequence[Leaf]) -> Raw:
    """Return the living documents of segments, LARGEST at most, in their order."""
    moving = list(_moving(leaves))
    vocabulary, postings, many = _words(moving)
    return Raw(
        ids=[ids[number] for one in moving for ids in (one.segment.ids.all(),) for number in one.kept.tolist()],
        published=np.concatenate([one.segment.published[one.kept] for one in moving]),
        sequence=np.concatenate([one.segment.sequence[one.kept] for one in moving]),
        vocabulary=vocabulary,
        postings=postings,
        many=many,
        lengths=np.concatenate([one.segment.lengths[:, one.kept] for one in moving], axis=1),
        text=_text(moving),
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
        yield _Moving(leaf.segment, kept, fate)


def _words(moving: Sequence[_Moving]) -> tuple[list[str], Array, dict[int, int]]:
    """Return the vocabulary of what stays, the packed postings and the great frequencies."""
    left = [_postings(one) for one in moving]
    own = [one.segment.words.all() for one in moving]
    used = [np.unique((rows >> KEY_AT).astype(np.uint32)[is_string(rows)]) for rows, _ in left]
    vocabulary = sorted({texts[word] for texts, words in zip(own, used, strict=True) for word in words.tolist()})
    places = {word: place for place, word in enumerate(vocabulary)}
    packed: list[Array] = []
    many: dict[int, int] = {}
    for texts, words, (rows, great) in zip(own, used, left, strict=True):
        ranks = np.zeros(len(texts), np.uint64)
        ranks[words] = [places[texts[word]] for word in words.tolist()]
        strings = is_string(rows)
        numbers = (rows[strings] >> KEY_AT).astype(np.uint32)
        rows[strings] += ranks[numbers] - numbers.astype(np.uint64) << KEY_AT
        packed.append(rows)
        many |= {int(rows[place] & ~np.uint64(MANY)): frequency for place, frequency in great}
    return vocabulary, np.concatenate(packed), many


def _postings(one: _Moving) -> tuple[Array, list[tuple[int, int]]]:
    """Return the ranked postings that stay, packed, and (place, great frequency)."""
    segment, lists = one.segment, one.segment.lists
    ranked = int(lists.keys.searchsorted(np.uint64(Kind.NEIGHBOURS) << KIND_AT - KEY_AT))
    counts = sizes(lists.starts[: ranked + 1])
    owners = one.fate[segment.documents[: len(segment.codes)]]
    packed = np.repeat(lists.keys[:ranked] << KEY_AT, counts)
    packed |= owners << DOCUMENT_AT | (segment.codes >> 8).astype(np.uint64)
    stays = owners != _GONE
    places = np.cumsum(stays) - 1
    great = zip(segment.array("many").tolist(), segment.array("many_frequencies").tolist(), strict=True)
    return packed[stays], [(int(places[at]), frequency) for at, frequency in great if stays[at]]


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
    )


def _piece(one: _Moving) -> Text:
    """Return the text of the documents that stay, places being counted from its own first character."""
    segment = one.segment
    starts = segment.starts.astype(np.int64)
    stays = np.repeat(one.fate != _GONE, sizes(starts))
    moved = np.cumsum(stays) - 1
    arrays = {name: segment.array(f"text_{name}") for name in ("parts", "breaks", "joined", "wide", "fields", "exotic")}

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
