"""What is to be marked, and where it stands in the parts of an article."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from searchsvc.analysis import Folded, Pattern, occurrences
from searchsvc.shown import Shown

Mark = tuple[int, int]  # [start, end) in code points of the text beside it
Found = tuple[int, int, int]  # [start, end) in the folded text of a part, and the number of what was sought


@dataclass(frozen=True, slots=True)
class Needle:
    """A folded string to be marked where it stands; `fields` as in schema.FIELDS, None for everywhere."""

    text: Folded | Pattern
    fields: frozenset[str] | None = None

    def places(self, text: Folded) -> Iterable[Mark]:
        """Return where it stands in a folded text."""
        return self.text.occurrences(text) if isinstance(self.text, Pattern) else occurrences(self.text, text)


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure's number to be marked, [start, end) of the sentence that it stands in."""

    quote: str
    start: int
    end: int

    def places(self, text: Folded) -> Iterator[Mark]:
        """Yield where it stands in a folded text whose source is known, each time that it holds the sentence."""
        at = text.raw.find(self.quote) if self.start < self.end else -1
        while at >= 0:
            yield bisect_left(text.offsets, at + self.start), bisect_left(text.offsets, at + self.end)
            at = text.raw.find(self.quote, at + 1)


Sought = Needle | Amount


def held(found: Shown, needles: Iterable[Sought]) -> dict[int, list[Found]]:
    """Return by the number of its part what is found of the needles, sorted."""
    parts: dict[int, list[Found]] = {}
    begins = [begin for _, begin in found.parts]
    for number, needle in enumerate(needles):
        if isinstance(needle, Amount):
            placed = _amounts(found, needle)
        else:
            placed = _strings(found, needle, begins)
        for part, start, end in placed:
            parts.setdefault(part, []).append((start, end, number))
    for own in parts.values():
        own.sort()
    return parts


def spans(text: Folded, found: Iterable[Found]) -> list[Mark]:
    """Return where what is found stands in the source of a part."""
    offsets = text.offsets
    if isinstance(offsets, range):  # each character is one of the source
        return [(start, end) for start, end, _ in found]
    return [(offsets[start], offsets[end - 1] + 1) for start, end, _ in found]


def _amounts(found: Shown, needle: Amount) -> Iterator[tuple[int, int, int]]:
    """Yield the part, and [start, end) there, of each place where an amount stands."""
    for part in range(len(found.parts)):
        yield from ((part, start, end) for start, end in needle.places(found.source(part)))


def _strings(found: Shown, needle: Needle, begins: list[int]) -> Iterator[tuple[int, int, int]]:
    """Yield the part, and [start, end) there, of each place where a string stands."""
    fields, last = needle.fields, len(begins) - 1
    for start, end in needle.places(found.text):
        part = bisect_right(begins, start) - 1
        if (part == last or end < begins[part + 1]) and (fields is None or found.parts[part][0] in fields):
            yield part, start - begins[part], end - begins[part]
