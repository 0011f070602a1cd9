"""Which documents of a segment hold a string: exact, by pairs of characters, their places, and the text itself."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from searchsvc.engines.expressions import Contains
from searchsvc.engines.whoosh import sets
from searchsvc.engines.whoosh.arrays import Array, firsts
from searchsvc.engines.whoosh.raw import BREAK, SPAN, WIDE
from searchsvc.engines.whoosh.segment import Segment
from searchsvc.engines.whoosh.sets import Documents

SCAN = 256  # as many texts are read through sooner than a common pair's places are compared
FEW = 16  # as many sooner than it is looked up where the string was found as a word


@dataclass(frozen=True, slots=True)
class Needle:
    """A string as it is looked for.

    `codes` are its characters as in `raw.Text`; `wide` those with no code of their own, by place; `borders` the places
    where a text may not be inside a run of letters and digits, and could be; `fields` the parts to look in. It is
    `simple` if any place that holds the codes holds the string.
    """

    codes: tuple[int, ...]
    wide: tuple[tuple[int, int], ...]
    borders: tuple[int, ...]
    fields: frozenset[str] | None
    simple: bool


@lru_cache(1024)
def needle(wanted: Contains) -> Needle:
    """Return the string of an expression as it is looked for."""
    text = wanted.text.text
    characters = tuple(map(ord, text))
    wide = tuple((place, code) for place, code in enumerate(characters) if code >= BREAK or code >> 11 == WIDE >> 11)
    borders = wanted.text.borders if wanted.whole else tuple(sorted(wanted.text.breaks))
    codes = tuple(WIDE if (place, code) in wide else code for place, code in enumerate(characters))
    return Needle(codes, wide, borders, wanted.fields, not (wide or borders or wanted.fields is not None))


class Search:
    """A string looked for in a segment; `bound` is the most documents that could hold it."""

    def __init__(self, segment: Segment, wanted: Needle) -> None:
        self._segment = segment
        self._wanted = wanted
        lists = segment.lists
        if len(wanted.codes) == 1:
            numbers = [(lists.alone if wanted.borders else lists.character)(wanted.codes[0])]
        else:
            numbers = [lists.pair(*pair) for pair in set(pairwise(wanted.codes))]
        self._lists = [] if -1 in numbers else sorted((lists.size(number), number) for number in numbers)
        self.bound = self._lists[0][0] if self._lists else 0

    def within(self, documents: Documents) -> Documents:
        """Return those of `documents` that hold the string."""
        if not self._lists:
            return sets.NONE
        wanted, rarest = self._wanted, self._lists[0][1]
        if not wanted.wide and wanted.fields is None and len(wanted.codes) <= (1 if wanted.borders else 2):
            return sets.both(self._segment.lists.documents(rarest), documents)
        count = self._segment.count
        some = wanted.simple and min(self.bound, sets.size(documents, count)) > FEW
        sure = self._segment.cut("".join(map(chr, wanted.codes))) if some else sets.NONE
        if not len(sure):
            return self._within(documents, rarest)
        likely = sets.numbers(self.candidates(documents), count)
        holding = sets.held(likely, sure)
        rest = likely[~holding]
        if len(rest):
            holding[~holding] = sets.held(rest, sets.numbers(self._within(rest, rarest), count))
        return likely[holding]

    def _within(self, documents: Documents, rarest: int) -> Documents:
        """Return those of `documents` that hold the string, by the places of its rarest pair if they are known."""
        count = self._segment.count
        known = self._known(rarest) if min(self.bound, sets.size(documents, count)) > SCAN else None
        if known is not None:
            return sets.both(owners(self._segment, self._proven(self._same(self._segment.text, *known))), documents)
        return owners(self._segment, self._read(sets.numbers(self.candidates(documents), count)))

    def candidates(self, documents: Documents) -> Documents:
        """Return those of `documents` that have all the pairs."""
        for _, number in self._lists:
            documents = sets.both(documents, self._segment.lists.documents(number))
        return documents if self._lists else sets.NONE

    def places(self, documents: Documents) -> Array:
        """Return the places, sorted, where the string stands in some documents, its candidates; maybe in others too."""
        if not self._lists:
            return sets.NONE
        few = sets.size(documents, self._segment.count) <= SCAN
        if not few and len(self._wanted.codes) == 1:
            return self._proven((self._segment.text == self._wanted.codes[0]).nonzero()[0])
        known = None if few else self._known(self._lists[0][1])
        if known is not None:
            return self._proven(self._same(self._segment.text, *known))
        return self._read(sets.numbers(documents, self._segment.count))

    def _known(self, rarest: int) -> tuple[Array, tuple[int, int]] | None:
        """Return places where the string may stand, and which of its codes stand there for sure; None if unknown."""
        common, starts = self._segment.array("common"), self._segment.array("common_starts")
        row = int(common.searchsorted(np.uint32(rarest)))
        if len(self._wanted.codes) == 1 or row == len(common) or common[row] != rarest:
            return None
        key = int(self._segment.lists.keys[rarest])
        pairs = [first << 16 | second for first, second in pairwise(self._wanted.codes)]
        at = pairs.index(key)
        spans, within = self._segment.array("common_spans")[row], self._segment.array("common_places")
        begins = np.arange(-at, len(spans) * SPAN - at, SPAN)
        return begins.repeat(spans) + within[starts[row] : starts[row + 1]], (at, at + 1)

    def _same(self, text: Array, places: Array, known: tuple[int, ...]) -> Array:
        """Return those places of a text where all codes stand, those `known` standing there already."""
        last = len(text) - len(self._wanted.codes)
        if len(places) and (places[0] < 0 or places[-1] > last):
            places = places[(places >= 0) & (places <= last)]
        for at, code in enumerate(self._wanted.codes):
            if at not in known and len(places):
                places = places[text.take(places + at) == code]
        return places

    def _read(self, documents: Array) -> Array:
        """Return the places, sorted, where the string stands in the texts of the documents."""
        text = self._segment.text
        begins, ends = (self._segment.starts.take(documents + after).astype(np.intp) for after in (0, 1))
        pieces = [text.data[begin:end] for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)]
        whole = np.frombuffer(b"".join(pieces), text.dtype)  # a BREAK ends each, so none goes on in the next
        places = self._same(whole, (whole == self._wanted.codes[0]).nonzero()[0], (0,))
        behind = (ends - begins).cumsum()
        shifts = (ends - behind).take(behind.searchsorted(places, "right"))
        return self._proven(places + shifts)

    def _proven(self, places: Array) -> Array:
        """Return those places, where the codes stand, that hold the string by all rules."""
        segment, wanted = self._segment, self._wanted
        for at, character in wanted.wide:
            rows = segment.array("text_wide").searchsorted((places + at).astype(np.uint32))
            places = places[segment.array("text_exotic")[rows] == character]
        for border in wanted.borders:
            places = places[~sets.held((places + border).astype(np.uint32), segment.joined)]
        if wanted.fields is None or not len(places):
            return places
        kinds = np.array([name in wanted.fields for name in segment.part_fields])
        parts = segment.array("text_parts").searchsorted(places.astype(np.uint32), "right") - 1
        left: Array = places[kinds[segment.array("text_fields")[parts]]]
        return left


def owners(segment: Segment, places: Array) -> Documents:
    """Return the documents that places, sorted, stand in."""
    documents: Array = segment.starts.searchsorted(places.astype(np.uint32), "right") - 1
    return documents[firsts(documents)]
