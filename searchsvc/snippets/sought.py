"""What is to be marked, and where it stands in the parts of an article."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from searchsvc.analysis import Folded, Pattern, Places, occurrences
from searchsvc.shown import BETWEEN, Shown

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

    def places(self, raw: str, offsets: Places) -> Iterator[Mark]:
        """Yield where it stands in the folded form of a text, each time that the text holds the sentence."""
        at = raw.find(self.quote) if self.start < self.end else -1
        while at >= 0:
            yield bisect_left(offsets, at + self.start), bisect_left(offsets, at + self.end)
            at = raw.find(self.quote, at + 1)


Sought = Needle | Amount


class Laid(NamedTuple):
    """The texts of a page of articles, laid end to end with a BETWEEN between each two, and where each begins."""

    page: Sequence[Shown]
    text: Folded
    starts: Sequence[int]


def held(
    page: Sequence[Shown], needles: Iterable[Sought], beside: Sequence[Iterable[Amount]] = ()
) -> list[dict[int, list[Found]]]:
    """Return of each article on a page, by the number of its part, what is found there, sorted.

    The needles are looked for in all texts at once; `beside` are further ones of each article, numbered behind them.
    """
    laid, found = _laid(page), [dict[int, list[Found]]() for _ in page]
    common = list(needles)
    for number, needle in enumerate(common):
        for hit, part, start, end in _amounts(page, needle) if isinstance(needle, Amount) else _strings(laid, needle):
            found[hit].setdefault(part, []).append((start, end, number))
    for hit, own in enumerate(beside):
        for number, amount in enumerate(own, len(common)):
            for _, part, start, end in _amounts(page[hit : hit + 1], amount):
                found[hit].setdefault(part, []).append((start, end, number))
    for parts in found:
        for places in parts.values():
            places.sort()
    return found


def spans(offsets: Places, found: Iterable[Found]) -> list[Mark]:
    """Return where what is found stands in the source of a part."""
    if isinstance(offsets, range):  # each character is one of the source
        return [(start, end) for start, end, _ in found]
    return [(offsets[start], offsets[end - 1] + 1) for start, end, _ in found]


def _laid(page: Sequence[Shown]) -> Laid:
    texts = [one.text.text for one in page]
    starts = list(accumulate((len(text) + len(BETWEEN) for text in texts), initial=0))
    breaks = [start + place for start, one in zip(starts, page, strict=False) for place in one.text.breaks]
    return Laid(page, Folded(BETWEEN.join(texts), frozenset(breaks)), starts)


def _amounts(page: Sequence[Shown], needle: Amount) -> Iterator[tuple[int, int, int, int]]:
    """Yield the article, the part, and [start, end) there, of each place where an amount stands."""
    for hit, found in enumerate(page):
        for part in range(len(found.fields)):
            yield from ((hit, part, start, end) for start, end in needle.places(*found.source(part)))


def _strings(laid: Laid, needle: Needle) -> Iterator[tuple[int, int, int, int]]:
    """Yield the article, the part, and [start, end) there, of each place where a string stands in one part."""
    page, text, starts = laid
    fields = needle.fields
    for start, end in needle.places(text):
        hit = bisect_right(starts, start) - 1
        found, before = page[hit], starts[hit]
        part = bisect_right(found.begins, start - before) - 1
        if part >= 0 and end - before < found.begins[part + 1] and (fields is None or found.fields[part] in fields):
            begin = before + found.begins[part]
            yield hit, part, start - begin, end - begin
