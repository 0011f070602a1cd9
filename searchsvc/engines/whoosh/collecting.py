"""Documents become raw arrays: their words are numbered, their texts laid end to end, their pairs packed."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import get_args

import numpy as np

from searchsvc.analysis import Folded
from searchsvc.articles import Bound
from searchsvc.engines.ranking import LENGTHS
from searchsvc.engines.whoosh.arrays import Array, sizes
from searchsvc.engines.whoosh.raw import (
    BREAK,
    DOCUMENT_AT,
    FIGURE,
    MANY,
    VIEW_AT,
    WIDE,
    WORD_AT,
    Figures,
    Raw,
    Sets,
    Text,
)
from searchsvc.schema import GROUPS, VIEWS, Document, Part

BOUNDS: tuple[Bound, ...] = get_args(Bound)
_RUNS = re.compile(r"[a-z0-9.,]{2,}")  # what may be, or hold, a run of letters and digits of more than one


def collect(documents: Sequence[tuple[int, Document]]) -> Raw:
    """Return documents, each with its sequence, as raw arrays."""
    only = [document for _, document in documents]
    vocabulary, postings, many, lengths = _words(only)
    text = _text(only)
    return Raw(
        ids=[document.id for document in only],
        published=np.array([document.published or 0 for document in only], np.int32),
        sequence=np.array([sequence for sequence, _ in documents], np.int64),
        vocabulary=vocabulary,
        postings=postings,
        many=many,
        lengths=lengths,
        text=text,
        pairs=_pairs(text),
        facets={name: _sets([document.facets.get(name, ()) for document in only]) for name in GROUPS},
        figures=_figures(only),
    )


def _words(documents: Sequence[Document]) -> tuple[list[str], Array, dict[int, int], Array]:
    """Return the vocabulary, the packed postings, the great frequencies, and the lengths."""
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    words: list[int] = []
    frequencies: list[int] = []
    different = np.zeros((len(VIEWS), len(documents)), np.int64)
    totals = np.zeros_like(different)
    for row, view in enumerate(VIEWS):
        for column, document in enumerate(documents):
            if counts := document.words.get(view):
                words.extend(map(numbers.__getitem__, counts))
                frequencies.extend(counts.values())
                different[row, column], totals[row, column] = len(counts), sum(counts.values())
    vocabulary, ranks = _ranked(numbers)
    views, owners = np.indices(different.shape, np.uint64).reshape(2, -1).repeat(different.reshape(-1), axis=1)
    often = np.array(frequencies, np.int64)
    place = views << VIEW_AT | ranks[np.array(words, np.intp)] << WORD_AT | owners << DOCUMENT_AT
    great = np.flatnonzero(often >= MANY)
    many = dict(zip(place[great].tolist(), often[great].tolist(), strict=True))
    return vocabulary, place | np.minimum(often, MANY).astype(np.uint64), many, length_bytes(totals)


def _ranked(numbers: dict[str, int]) -> tuple[list[str], Array]:
    """Return the words sorted, and by number the place of each among them."""
    vocabulary = sorted(numbers)
    ranks = np.empty(len(vocabulary), np.uint64)
    ranks[np.fromiter(map(numbers.__getitem__, vocabulary), np.intp, len(vocabulary))] = np.arange(len(vocabulary))
    return vocabulary, ranks


def length_bytes(lengths: Array) -> Array:
    """Return lengths in words as the bytes that stand for them (`ranking.rounded`)."""
    return np.minimum(np.searchsorted(np.array(LENGTHS), lengths), len(LENGTHS) - 1).astype(np.uint8)


def _text(documents: Sequence[Document]) -> Text:
    """Lay the parts of documents end to end."""
    parts = [part for document in documents for part in document.parts]
    long = np.fromiter((len(part.text.text) + 1 for part in parts), np.int64, len(parts))
    begins = np.concatenate(([1], 1 + np.cumsum(long)))  # of each part, and where the next would begin
    whole = "\0".join(("", *(part.text.text for part in parts), ""))
    codes = np.frombuffer(whole.encode("utf-32-le", "surrogatepass"), "<u4")
    characters = codes.astype(np.uint16)
    odd = np.flatnonzero((codes >= BREAK) | ((codes >> 11) == (WIDE >> 11)))
    characters[odd] = WIDE
    characters[begins - 1] = BREAK
    names = sorted({part.field for part in parts})
    counts = np.fromiter((len(document.parts) for document in documents), np.int64, len(documents))
    return Text(
        characters=characters,
        starts=begins[np.concatenate(([0], np.cumsum(counts)))].astype(np.uint32),
        parts=begins[:-1].astype(np.uint32),
        fields=np.array([names.index(part.field) for part in parts], np.uint8),
        names=names,
        breaks=_places(parts, begins, lambda text: sorted(text.breaks)),
        joined=_places(parts, begins, _joined),
        wide=odd.astype(np.uint32),
        exotic=codes[odd],
    )


def _places(parts: Iterable[Part], begins: Array, places: Callable[[Folded], Iterable[int]]) -> Array:
    """Return places in each part as places in the whole text."""
    found: list[int] = []
    for begin, part in zip(begins.tolist(), parts, strict=False):
        found.extend(begin + place for place in places(part.text))
    return np.array(found, np.uint32)


def _joined(text: Folded) -> Iterable[int]:
    for run in _RUNS.finditer(text.text):
        yield from filter(text.joined, range(run.start() + 1, run.end()))


def _pairs(text: Text) -> Array:
    """Return every pair of neighbours and the document that it stands in, packed."""
    first, second = text.characters[:-1], text.characters[1:]
    owners = np.repeat(np.arange(len(text.starts) - 1, dtype=np.uint64), sizes(text.starts))
    inside = np.flatnonzero((first[1:] != BREAK) & (second[1:] != BREAK)) + 1  # before 1 is a BREAK, and no document
    packed = first[inside].astype(np.uint64) << np.uint64(32) | second[inside].astype(np.uint64) << np.uint64(16)
    packed |= owners[inside - 1]
    return packed


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
