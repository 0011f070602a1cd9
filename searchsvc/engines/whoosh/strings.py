"""Which documents of a segment hold a string: exact, by pairs of characters, their places, and the text itself."""

from dataclasses import dataclass

import numpy as np

from searchsvc.analysis.folding import RUN
from searchsvc.engines.base import Contains
from searchsvc.engines.whoosh import sets
from searchsvc.engines.whoosh.arrays import Array, firsts
from searchsvc.engines.whoosh.raw import BREAK, WIDE
from searchsvc.engines.whoosh.segment import Lists, Segment
from searchsvc.engines.whoosh.sets import Documents

SCAN = 256  # as many texts are read through sooner than a common pair's places are compared


@dataclass(frozen=True, slots=True)
class Needle:
    """A string as it is looked for.

    `codes` are its characters as in `raw.Text`; `wide` those with no code of their own, by place; `borders` the places
    where a text may not be inside a run of letters and digits, and could be; `fields` the parts to look in.
    """

    codes: Array
    wide: tuple[tuple[int, int], ...]
    borders: tuple[int, ...]
    fields: frozenset[str] | None

    @property
    def simple(self) -> bool:
        """Whether any place in a text that holds the codes holds the string."""
        return not self.wide and not self.borders and self.fields is None


def needle(wanted: Contains) -> Needle:
    """Return the string of an expression as it is looked for."""
    text = wanted.text.text
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    odd = (codes >= BREAK) | ((codes >> 11) == (WIDE >> 11))
    possible = wanted.text.borders if wanted.whole else sorted(wanted.text.breaks)
    return Needle(
        codes=np.where(odd, WIDE, codes).astype(np.uint16),
        wide=tuple((int(place), int(codes[place])) for place in np.flatnonzero(odd)),
        borders=tuple(place for place in dict.fromkeys(possible) if text and text[min(place, len(text) - 1)] in RUN),
        fields=wanted.fields,
    )


def bound(segment: Segment, wanted: Needle) -> int:
    """Return how many documents could hold a string at most."""
    lists = _lists(segment, wanted)
    return min(size for size, _ in lists) if lists else 0


def holding(segment: Segment, wanted: Needle, within: Documents) -> Documents:
    """Return those of `within` that hold a string."""
    lists = _lists(segment, wanted)
    if not lists:
        return sets.NONE
    size, rarest = lists[0]
    kind = _kind(segment, wanted)
    if not wanted.wide and wanted.fields is None and len(wanted.codes) <= (1 if wanted.borders else 2):
        return sets.both(kind.documents(rarest), within)
    places = _known(segment, wanted, rarest) if min(size, sets.size(within, segment.count)) > SCAN else None
    if places is not None:
        return sets.both(_owners(segment, _proven(segment, wanted, _same(segment, wanted, *places))), within)
    found = within
    for _, number in lists:
        found = sets.both(found, kind.documents(number))
    return _scanned(segment, wanted, sets.numbers(found, segment.count))


def _kind(segment: Segment, wanted: Needle) -> Lists:
    """Return the lists to look into: of pairs, or of characters, alone where a string of one must be a run."""
    if len(wanted.codes) > 1:
        return segment.pairs
    return segment.alone if wanted.borders else segment.characters


def _lists(segment: Segment, wanted: Needle) -> list[tuple[int, int]]:
    """Return (size, number) of the lists of a string's pairs, the smallest first; of its character if it is one.

    Empty where one is missing, and so the string.
    """
    kind, keys = _kind(segment, wanted), set(wanted.codes.tolist())
    if len(wanted.codes) > 1:
        keys = set(_pairs(wanted).tolist())
    numbers = [kind.find(key) for key in keys]
    return [] if -1 in numbers else sorted((kind.size(number), number) for number in numbers)


def _pairs(wanted: Needle) -> Array:
    packed: Array = wanted.codes[:-1].astype(np.uint32) << 16 | wanted.codes[1:]
    return packed


def _known(segment: Segment, wanted: Needle, rarest: int) -> tuple[Array, int] | None:
    """Return places where a string may stand, and which of its pairs is known to stand there; None if too many."""
    common, starts = segment.array("common"), segment.array("common_starts")
    row = int(common.searchsorted(np.uint32(rarest)))
    if len(wanted.codes) == 1 or row == len(common) or common[row] != rarest:
        return None
    within = int(np.flatnonzero(_pairs(wanted) == segment.pairs.keys[rarest])[0])
    return segment.array("common_places")[starts[row] : starts[row + 1]].astype(np.intp) - within, within


def _same(segment: Segment, wanted: Needle, places: Array, known: int) -> Array:
    """Return those places where all codes of a string stand, those at `known` and behind it being known already."""
    length = len(wanted.codes)
    places = places[(places >= 0) & (places <= len(segment.text) - length)]
    for at, code in enumerate(wanted.codes):
        if at not in (known, known + 1) and len(places):
            places = places[segment.text.take(places + at) == code]
    return places


def _scanned(segment: Segment, wanted: Needle, documents: Array) -> Array:
    """Return those of the documents whose text holds a string."""
    string, text = wanted.codes.tobytes(), segment.text.data.cast("B")
    starts = segment.starts
    found = []
    for document in documents.tolist():
        begin = int(starts[document])
        own = bytes(text[2 * begin : 2 * int(starts[document + 1])])
        if wanted.simple:
            at = own.find(string)
            while at > 0 and at % 2:
                at = own.find(string, at + 1)
            if at >= 0:
                found.append(document)
        elif len(_proven(segment, wanted, np.array(_all(own, string), np.intp) + begin)):
            found.append(document)
    return np.array(found, np.intp)


def _all(text: bytes, string: bytes) -> list[int]:
    """Return every place, in characters of two bytes, where a string stands."""
    found = []
    at = text.find(string)
    while at >= 0:
        if at % 2 == 0:
            found.append(at // 2)
        at = text.find(string, at + 1)
    return found


def _proven(segment: Segment, wanted: Needle, places: Array) -> Array:
    """Return those places, where the codes of a string stand, that hold the string by all rules."""
    for at, character in wanted.wide:
        wide = segment.array("text_wide")
        places = places[segment.array("text_exotic")[wide.searchsorted((places + at).astype(np.uint32))] == character]
    for border in wanted.borders:
        places = places[~sets.held((places + border).astype(np.uint32), segment.joined)]
    if wanted.fields is None or not len(places):
        return places
    kinds = [name in wanted.fields for name in segment.part_fields]
    parts = segment.array("text_parts").searchsorted(places.astype(np.uint32), "right") - 1
    left: Array = places[np.array(kinds, bool)[segment.array("text_fields")[parts]]]
    return left


def _owners(segment: Segment, places: Array) -> Documents:
    """Return the documents that places, sorted, stand in."""
    documents: Array = segment.starts.searchsorted(places.astype(np.uint32), "right") - 1
    return documents[firsts(documents)]
