"""What of an article is shown for a query: marks on the longest literal matches, and the passages that hold them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from searchsvc.analysis import Folded, Pattern, fold, occurrences
from searchsvc.articles import Lines
from searchsvc.shown import BETWEEN, Shown

Mark = tuple[int, int]  # [start, end) in code points of the text beside it
Parts = Sequence[tuple[str, int]]  # as in Shown

LENGTH = 120  # code points of a passage, about
# Up to the end of the text, of a sentence or of a clause, or as it comes; no stub of a few words.
_PASSAGE = re.compile(
    rf".{{1,{LENGTH}}}\Z"
    rf"|.{{{LENGTH // 3},{LENGTH - 1}}}[。！？；]+[”’」』）)]*"
    rf"|.{{{LENGTH // 3},{LENGTH - 1}}}[，、,：]"
    rf"|.{{1,{LENGTH}}}",
    re.DOTALL,
)
_HEADS = ("subtitle", "kicker", "dateline")  # the title is shown and marked apart


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


class Snippet(NamedTuple):
    """A passage: `text` is `field`'s own from `start` on, unaltered; `lines` are those of its paragraph."""

    field: str
    text: str
    marks: tuple[Mark, ...]
    start: int
    lines: Lines | None


Sought = Needle | Amount
Found = tuple[int, int, int]  # a mark, and the number of what was sought
Rank = tuple[bool, int, int, int, int]  # the best first: heads last, needles, characters marked, the part, the place


class _Part(NamedTuple):
    """A part of an article as it was written, and what is found in it, sorted."""

    number: int
    field: str
    text: str
    found: list[Found]


class _Passage(NamedTuple):
    """A candidate: where it stands in its part, and what is found in it."""

    rank: Rank
    part: _Part
    start: int
    end: int
    found: Sequence[Found]


def marks(text: str, needles: Iterable[Sought], field: str) -> tuple[Mark, ...]:
    """Return where the needles stand in a field's text; what overlaps or touches is one mark.

    >>> marks("新能源汽车", [Needle(fold("能源")), Needle(fold("新能源"))], "title")
    ((0, 3),)
    """
    return _merged(mark for part in _held(fold(text), [(field, 0)], needles) for mark in part.found)


def cut(shown: Shown, needles: Sequence[Sought], count: int) -> tuple[tuple[Mark, ...], tuple[Snippet, ...]]:
    """Return the marks of the title and up to `count` passages, the best first.

    Most different needles, most marked, earliest; heads after text. Where none holds a needle (it stands in the title,
    or there is none) it is the beginning of the body.
    """
    title: tuple[Mark, ...] = ()
    rest: list[_Part] = []
    for part in _held(shown.text, shown.parts, needles):
        if part.field == "title":
            title = _merged(part.found)
        else:
            rest.append(part)
    if shown.head.title_inferred:
        title = marks(shown.head.title or "", needles, "title")
    if not count:
        return title, ()
    return title, tuple(_snippet(shown, passage) for passage in _best(rest, count)) or _beginning(shown)


def _held(text: Folded, parts: Parts, needles: Iterable[Sought]) -> Iterator[_Part]:
    """Yield the parts that hold something of what is sought, in their order."""
    starts = [start for _, start in parts]
    ends = [*(start - len(BETWEEN) for start in starts[1:]), len(text.text)]
    held: dict[int, list[Found]] = {}
    for number, needle in enumerate(needles):
        for start, end in needle.places(text):
            part = bisect_right(starts, start) - 1
            if end <= ends[part] and _is_sought(needle, parts[part][0]):
                held.setdefault(part, []).append((*text.source(start, end), number))
    for part in sorted(held):
        begin, end = _bounds(text, starts[part], ends[part])
        found = [(first - begin, last - begin, number) for first, last, number in sorted(held[part])]
        yield _Part(part, parts[part][0], text.raw[begin:end], found)


def _bounds(text: Folded, start: int, end: int) -> tuple[int, int]:
    """Return where the part between two places of a folded text begins and ends in the source."""
    begin = text.offsets[start - 1] + 1 if start else 0
    return begin, text.offsets[end] if end < len(text.text) else len(text.raw)


def _is_sought(needle: Sought, field: str) -> bool:
    return isinstance(needle, Amount) or needle.fields is None or field in needle.fields


def _merged(found: Iterable[Found]) -> tuple[Mark, ...]:
    merged: list[Mark] = []
    for start, end, _ in found:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _best(parts: Iterable[_Part], count: int) -> list[_Passage]:
    """Return the best passages, without a look into parts that as a whole are no better than what is found already."""
    best: list[_Passage] = []
    for rank, part in sorted((_rank(part, 0, part.found), part) for part in parts):
        if len(best) == count and best[-1].rank <= rank:
            break
        best = sorted((*best, *_passages(part)))[:count]
    return best


def _passages(part: _Part) -> Iterator[_Passage]:
    """Yield the passages of a part that hold something of what is found in it; none ends inside a mark."""
    start = place = 0
    while place < len(part.found):
        first, end = place, _end(part.text, start)
        while place < len(part.found) and part.found[place][0] < end:
            end = max(end, part.found[place][1])
            place += 1
        if place > first:
            found = part.found[first:place]
            yield _Passage(_rank(part, start, found), part, start, end, found)
        start = end


def _end(text: str, start: int) -> int:
    passage = _PASSAGE.match(text, start)
    return passage.end() if passage else len(text)


def _rank(part: _Part, start: int, found: Sequence[Found]) -> Rank:
    """Return what a passage is ordered by."""
    needles = len({number for _, _, number in found})
    return part.field in _HEADS, -needles, -sum(end - begin for begin, end in _merged(found)), part.number, start


def _snippet(shown: Shown, passage: _Passage) -> Snippet:
    _, part, start, end, found = passage
    marks = tuple((first - start, last - start) for first, last in _merged(found))
    return Snippet(part.field, part.text[start:end], marks, start, _lines(shown, part.number))


def _lines(shown: Shown, number: int) -> Lines | None:
    """Return the lines of a part, which only paragraphs have."""
    if not shown.head.spans or shown.parts[number][0] != "body":
        return None
    return shown.head.spans[sum(field == "body" for field, _ in shown.parts[:number])]


def _beginning(shown: Shown) -> tuple[Snippet, ...]:
    starts = [*(start for _, start in shown.parts), len(shown.text.text) + len(BETWEEN)]
    for number, (field, start) in enumerate(shown.parts):
        begin, end = _bounds(shown.text, start, starts[number + 1] - len(BETWEEN))
        text = shown.text.raw[begin:end]
        if field == "body" and text.strip():
            return (Snippet("body", text[: _end(text, 0)], (), 0, _lines(shown, number)),)
    return ()
