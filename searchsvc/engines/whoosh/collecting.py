"""Documents become raw arrays: their texts are laid end to end, their values and figures numbered."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np

from searchsvc.analysis import FOLDS, is_odd
from searchsvc.engines.whoosh.arrays import Array
from searchsvc.engines.whoosh.counting import count
from searchsvc.engines.whoosh.raw import BOUNDS, BREAK, FIGURE, WIDE, Figures, Raw, Sets, Text
from searchsvc.schema import GROUPS, WEIGHTS, Document, Part, leads, weight_of
from searchsvc.shown import written

_POINTS = tuple(map(ord, ".,"))  # they may stand in a run of letters and digits


def collect(documents: Sequence[tuple[int, Document]]) -> Raw:
    """Return documents, each with its sequence, as raw arrays."""
    only = [document for _, document in documents]
    parts = [part for document in only for part in document.parts]
    whole = "\0".join(("", *(part.text.text for part in parts), ""))
    codes = np.frombuffer(whole.encode("utf-32-le", "surrogatepass"), "<u4")
    text = _text(parts, np.fromiter((len(document.parts) for document in only), np.int64, len(only)), codes)
    counted = count(text, whole, codes, _weights(only))
    return Raw(
        ids=[document.id for document in only],
        heads=[written(document.head) for document in only],
        published=np.array([document.published or 0 for document in only], np.int32),
        sequence=np.array([sequence for sequence, _ in documents], np.int64),
        vocabulary=counted.vocabulary,
        postings=[counted.postings],
        many=counted.many,
        lengths=counted.lengths,
        text=text,
        facets={name: _sets([document.facets.get(name, ()) for document in only]) for name in GROUPS},
        figures=_figures(only),
    )


def _weights(documents: Sequence[Document]) -> Array:
    """Return what a term counts that begins at each place of the texts; a sign between parts counts as the next one."""
    spans = [(0, 1)]
    for document in documents:
        for part, lead in zip(document.parts, leads(document.parts), strict=True):
            spans += ((WEIGHTS["lead"], lead), (weight_of(part.field), len(part.text.text) + 1 - lead))
    weights, long = np.array(spans, np.int64).T
    return np.repeat(weights, long)


def _text(parts: Sequence[Part], counts: Array, codes: Array) -> Text:
    """Return texts laid end to end, as `codes` with a sign around each; `counts` are those of the documents' parts."""
    long = np.fromiter((len(part.text.text) + 1 for part in parts), np.int64, len(parts))
    begins = np.concatenate(([1], 1 + np.cumsum(long)))  # of each part, and where the next would begin
    characters = codes.astype(np.uint16)
    wide = np.flatnonzero((codes >= BREAK) | ((codes >> 11) == (WIDE >> 11)))
    characters[wide] = WIDE
    characters[begins - 1] = BREAK
    names = sorted({part.field for part in parts})
    breaks, odd = _breaks(parts, begins), _oddities(parts, begins)
    return Text(
        characters=characters,
        starts=begins[np.concatenate(([0], np.cumsum(counts)))].astype(np.uint32),
        parts=begins[:-1].astype(np.uint32),
        fields=np.array([names.index(part.field) for part in parts], np.uint8),
        names=names,
        breaks=breaks,
        joined=_joined(codes, breaks),
        wide=wide.astype(np.uint32),
        exotic=codes[wide],
        odd=odd[:, 0],
        written=odd[:, 1],
    )


def _breaks(parts: Iterable[Part], begins: Array) -> Array:
    """Return the breaks of parts as places in the whole text."""
    found: list[int] = []
    for begin, part in zip(begins.tolist(), parts, strict=False):
        if part.text.breaks:
            found.extend(begin + place for place in sorted(part.text.breaks))
    return np.array(found, np.uint32)


def _oddities(parts: Sequence[Part], begins: Array) -> Array:
    """Return the characters that `unfolded` can't know: rows of the place in the whole text, and the character."""
    whole = "\0".join((*(part.text.raw for part in parts), ""))
    codes = np.frombuffer(whole.encode("utf-32-le", "surrogatepass"), "<u4")
    different = np.flatnonzero(np.bincount(codes))
    long, odd = np.zeros(0x110000, np.int64), np.zeros(0x110000, bool)
    long[different] = [len(FOLDS[char]) for char in map(chr, different.tolist())]
    odd[different] = [is_odd(char) for char in map(chr, different.tolist())]
    starts = np.cumsum([0, *(len(part.text.raw) + 1 for part in parts)])
    places = np.concatenate(
        ([0], np.cumsum(long.take(codes)))
    )  # in the folded text, were it without signs around parts
    found = np.flatnonzero(odd.take(codes))
    own = starts.searchsorted(found, "right") - 1
    return np.stack((begins[own] + places[found] - places[starts[own]], codes[found]), 1).astype(np.uint32)


def _joined(codes: Array, breaks: Array) -> Array:
    """Return the places of which `Folded.joined` is true; the first and last code are signs, so rolling is shifting."""
    after = np.zeros(len(codes), bool)  # white space was dropped before the place
    after[breaks] = True
    letters, digits = (kind.take(np.minimum(codes, 2**16)) for kind in _letters_and_digits())
    digits[codes >= 2**16] = [chr(code).isdigit() for code in codes[codes >= 2**16].tolist()]
    points, own = np.isin(codes, _POINTS), digits & letters
    joined = letters & np.roll(letters, 1)
    joined |= own & np.roll(points & np.roll(digits, 1) & ~after, 1)
    joined |= points & np.roll(own, 1) & np.roll(digits & ~after, -1)
    return np.flatnonzero(joined & ~after).astype(np.uint32)


@cache
def _letters_and_digits() -> tuple[Array, Array]:
    """Return which codes of 16 bits are letters and digits of ASCII, and which are digits; a last one is neither."""
    every = list(map(chr, range(2**16)))
    letters = [char.isascii() and char.isalnum() for char in every]
    return np.array([*letters, False]), np.array([*(char.isdigit() for char in every), False])


def _sets(given: Sequence[Iterable[str]]) -> Sets:
    """Number the values of a facet, and the sets of them that documents have."""
    own = [tuple(sorted(set(values))) for values in given]
    values = sorted({value for one in own for value in one})
    numbers = {value: number for number, value in enumerate(values)}
    sets = sorted({(), *own})
    ordinals = {one: ordinal for ordinal, one in enumerate(sets)}
    return Sets(
        values=values,
        sets=[tuple(numbers[value] for value in one) for one in sets],
        own=np.array([ordinals[one] for one in own], np.uint16),
    )


def _figures(documents: Sequence[Document]) -> Figures:
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    rows = [
        (
            number,
            numbers[figure.metric],
            numbers[figure.label],
            numbers[figure.base],
            BOUNDS.index(figure.bound),
            figure.least,
            figure.most,
            *(figure.place or (-1, 0)),
        )
        for number, document in enumerate(documents)
        for figure in document.figures
    ]
    return Figures(list(numbers), np.array(rows, FIGURE))
