"""Passages: where a text is cut, and which of its pieces are shown for what is found in them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from searchsvc.shown import Shown
from searchsvc.snippets.sought import Found, Mark, spans

LENGTH = 120  # code points of a passage, about
_LEAST = LENGTH // 3  # … no stub of a few words
_SENTENCE, _CLAUSE = re.compile(".*[。！？；]", re.DOTALL), re.compile(".*[，、,：]", re.DOTALL)  # the last of them
_CLOSING = re.compile("[。！？；]*[”’」』）)]*")
_HEADS = ("subtitle", "kicker", "dateline")  # the title is shown and marked apart

Rank = tuple[bool, int, int, int, int]  # the best first: heads last, needles, characters marked, the part, the place


class Passage(NamedTuple):
    """A candidate: its rank, the number of its part, where it stands there, itself, what is marked in the part."""

    rank: Rank
    part: int
    start: int
    text: str
    spans: Sequence[Mark]


def best(found: Shown, held: Mapping[int, Sequence[Found]], count: int) -> list[Passage]:
    """Return the best passages, without a look into parts that as a whole are no better than what is found already."""
    chosen: list[Passage] = []
    for bound, part in sorted([(_rank(found.fields[part], own, part, 0), part) for part, own in held.items()]):
        if len(chosen) == count and chosen[-1].rank <= bound:
            break
        own, (raw, offsets) = held[part], found.source(part)
        marks = spans(offsets, own)
        for start, end, first, last in _cut(raw, marks):
            rank = _rank(found.fields[part], own[first:last], part, start)
            if len(chosen) < count or rank < chosen[-1].rank:
                chosen = sorted([*chosen, Passage(rank, part, start, raw[start:end], marks[first:last])])[:count]
    return chosen


def _cut(raw: str, marks: Sequence[Mark]) -> Iterator[tuple[int, int, int, int]]:
    """Yield [start, end) of each passage that holds a mark, none that ends inside one, and of its marks' numbers."""
    start = first = 0
    while first < len(marks):
        last, end = first, end_of(raw, start)
        while last < len(marks) and marks[last][0] < end:
            end = max(end, marks[last][1])
            last += 1
        if last > first:
            yield start, end, first, last
        start, first = end, last


def end_of(text: str, start: int) -> int:
    """Return where a passage from `start` on ends: with the text, a sentence or a clause, or as it comes.

    >>> end_of("大同新能源。", 0), end_of("一" * 50 + "。”" + "二" * 200, 0), end_of("一" * 300, 100)
    (6, 52, 220)
    """
    last = start + LENGTH
    if len(text) <= last:
        return len(text)
    ended = _SENTENCE.match(text, start + _LEAST, last)
    whole = _CLOSING.match(text, ended.end()) if ended else _CLAUSE.match(text, start + _LEAST, last)
    return whole.end() if whole else last


def _rank(field: str, found: Sequence[Found], part: int, start: int) -> Rank:
    """Return what passages are ordered by; what is marked is counted in characters as they are compared."""
    marked = reached = 0
    needles = set[int]()
    for first, last, number in found:
        needles.add(number)
        if last > reached:  # by comparison, as max takes three times as long and this is most of cutting
            marked += last - (first if first > reached else reached)
            reached = last
    return field in _HEADS, -len(needles), -marked, part, start
