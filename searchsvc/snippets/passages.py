"""Passages: where a text is cut, and which of its pieces are shown for what is found in them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from searchsvc.shown import Shown
from searchsvc.snippets.sought import Found, Mark, spans

LENGTH = 120  # code points of a passage, about
_LEAST = LENGTH // 3  # … no stub of a few words
_SENTENCES, _CLAUSES, _CLOSING = "。！？；", "，、,：", "”’」』）)"
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
    for rank, part in sorted((_rank(found.parts[part][0], own, part, 0), part) for part, own in held.items()):
        if len(chosen) == count and chosen[-1].rank <= rank:
            break
        for passage, behind, left in _passages(found, part, held[part]):
            chosen = sorted((*chosen, passage))[:count]
            if len(chosen) == count and left and chosen[-1].rank <= _rank(found.parts[part][0], left, part, behind):
                break
    return chosen


def _passages(found: Shown, part: int, own: Sequence[Found]) -> Iterator[tuple[Passage, int, Sequence[Found]]]:
    """Yield the passages of a part that hold something, where each ends, and what is found behind it.

    None ends inside a mark.
    """
    text, field = found.source(part), found.parts[part][0]
    marks, raw = spans(text, own), text.raw
    start = place = 0
    while place < len(marks):
        first, end = place, end_of(raw, start)
        while place < len(marks) and marks[place][0] < end:
            end = max(end, marks[place][1])
            place += 1
        if place > first:
            rank = _rank(field, own[first:place], part, start)
            yield Passage(rank, part, start, raw[start:end], marks[first:place]), end, own[place:]
        start = end


def end_of(text: str, start: int) -> int:
    """Return where a passage from `start` on ends: with the text, a sentence or a clause, or as it comes.

    >>> end_of("大同新能源。", 0), end_of("一" * 50 + "。”" + "二" * 200, 0), end_of("一" * 300, 100)
    (6, 52, 220)
    """
    last = start + LENGTH
    if len(text) <= last:
        return len(text)
    end = _behind(text, _SENTENCES, start)
    if end:
        end = _beyond(text, _CLOSING, _beyond(text, _SENTENCES, end))
    return end or _behind(text, _CLAUSES, start) or last


def _behind(text: str, signs: str, start: int) -> int:
    """Return the place behind the last of some signs that a passage may end with, 0 where there is none."""
    return max(text.rfind(sign, start + _LEAST, start + LENGTH) for sign in signs) + 1


def _beyond(text: str, signs: str, place: int) -> int:
    """Return the first place from one on where none of some signs stands."""
    while place < len(text) and text[place] in signs:
        place += 1
    return place


def _rank(field: str, found: Sequence[Found], part: int, start: int) -> Rank:
    """Return what passages are ordered by; what is marked is counted in characters as they are compared."""
    marked = reached = 0
    for first, last, _ in found:
        if last > reached:  # by comparison, as max takes three times as long and this is most of cutting
            marked += last - (first if first > reached else reached)
            reached = last
    return field in _HEADS, -len({number for _, _, number in found}), -marked, part, start
