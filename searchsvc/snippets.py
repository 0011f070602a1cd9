"""What of an article is shown for a query: marks on the longest literal matches, and the passages that hold them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from searchsvc.analysis import Folded, Pattern, fold, occurrences
from searchsvc.articles import Lines
from searchsvc.shown import Head, Shown, shown

Mark = tuple[int, int]  # [start, end) in code points of the text beside it

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
Found = tuple[int, int, int]  # [start, end) in the folded text of a part, and the number of what was sought
Rank = tuple[bool, int, int, int, int]  # the best first: heads last, needles, characters marked, the part, the place


class _Passage(NamedTuple):
    """A candidate: its rank, the number of its part, where it stands there, itself, what is marked in the part.

    `rest` is the rank that all behind it in the part has together: no other passage there is better.
    """

    rank: Rank
    part: int
    start: int
    text: str
    marks: Sequence[Mark]
    rest: Rank


def marks(text: str, needles: Iterable[Sought], field: str) -> tuple[Mark, ...]:
    """Return where the needles stand in a field's text; what overlaps or touches is one mark.

    >>> marks("新能源汽车", [Needle(fold("能源")), Needle(fold("新能源"))], "title")
    ((0, 3),)
    """
    alone = shown(Head(), [(field, fold(text))])
    return _merged(_spans(alone.source(0), _held(alone, needles).get(0, ())))


def cut(found: Shown, needles: Sequence[Sought], count: int) -> tuple[tuple[Mark, ...], tuple[Snippet, ...]]:
    """Return the marks of the title and up to `count` passages, the best first.

    Most different needles, most marked, earliest; heads after text. Where none holds a needle (it stands in the title,
    or there is none) it is the beginning of the body.
    """
    held = _held(found, needles)
    title = next((number for number in held if found.parts[number][0] == "title"), None)
    if title is not None:
        marked = _merged(_spans(found.source(title), held.pop(title)))
    else:
        marked = marks(found.head.title or "", needles, "title") if found.head.title_inferred else ()
    if not count:
        return marked, ()
    return marked, tuple(_snippet(found, passage) for passage in _best(found, held, count)) or _beginning(found)


def _held(found: Shown, needles: Iterable[Sought]) -> dict[int, list[Found]]:
    """Return by the number of its part what is found of the needles, sorted."""
    held: dict[int, list[Found]] = {}
    for number, needle in enumerate(needles):
        for part, start, end in _amounts(found, needle) if isinstance(needle, Amount) else _strings(found, needle):
            held.setdefault(part, []).append((start, end, number))
    for own in held.values():
        own.sort()
    return held


def _amounts(found: Shown, needle: Amount) -> Iterator[tuple[int, int, int]]:
    """Yield the part, and [start, end) there, of each place where an amount stands."""
    for part in range(len(found.parts)):
        yield from ((part, start, end) for start, end in needle.places(found.source(part)))


def _strings(found: Shown, needle: Needle) -> Iterator[tuple[int, int, int]]:
    """Yield the part, and [start, end) there, of each place where a string stands."""
    begins = [begin for _, begin in found.parts]
    for start, end in needle.places(found.text):
        part = bisect_right(begins, start) - 1
        inside = part + 1 == len(begins) or end < begins[part + 1]
        if inside and (needle.fields is None or found.parts[part][0] in needle.fields):
            yield part, start - begins[part], end - begins[part]


def _spans(text: Folded, found: Iterable[Found]) -> list[Mark]:
    return [text.source(start, end) for start, end, _ in found]


def _merged(spans: Iterable[Mark]) -> tuple[Mark, ...]:
    merged: list[Mark] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _best(found: Shown, held: Mapping[int, Sequence[Found]], count: int) -> list[_Passage]:
    """Return the best passages, without a look into parts that as a whole are no better than what is found already."""
    best: list[_Passage] = []
    for rank, part in sorted((_rank(found.parts[part][0], own, part, 0), part) for part, own in held.items()):
        if len(best) == count and best[-1].rank <= rank:
            break
        for passage in _passages(found, part, held[part]):
            best = sorted((*best, passage))[:count]
            if len(best) == count and best[-1].rank <= passage.rest:
                break
    return best


def _passages(found: Shown, part: int, own: Sequence[Found]) -> Iterator[_Passage]:
    """Yield the passages of a part that hold something of what is found in it; none ends inside a mark."""
    text, field = found.source(part), found.parts[part][0]
    spans, raw = _spans(text, own), text.raw
    start = place = 0
    while place < len(spans):
        first, end = place, _end(raw, start)
        while place < len(spans) and spans[place][0] < end:
            end = max(end, spans[place][1])
            place += 1
        if place > first:
            rank, rest = _rank(field, own[first:place], part, start), _rank(field, own[place:], part, end)
            yield _Passage(rank, part, start, raw[start:end], spans[first:place], rest)
        start = end


def _end(text: str, start: int) -> int:
    passage = _PASSAGE.match(text, start)
    return passage.end() if passage else len(text)


def _rank(field: str, found: Sequence[Found], part: int, start: int) -> Rank:
    """Return what passages are ordered by; what is marked is counted in characters as they are compared."""
    marked = reached = 0
    for first, last, _ in found:
        if last > reached:  # by comparison, as max takes three times as long and this is most of cutting
            marked += last - (first if first > reached else reached)
            reached = last
    return field in _HEADS, -len({number for _, _, number in found}), -marked, part, start


def _snippet(found: Shown, passage: _Passage) -> Snippet:
    _, part, start, text, spans, _ = passage
    marks = tuple((first - start, last - start) for first, last in _merged(spans))
    return Snippet(found.parts[part][0], text, marks, start, _lines(found, part))


def _lines(found: Shown, part: int) -> Lines | None:
    """Return the lines of a part, which only paragraphs have."""
    if not found.head.spans or found.parts[part][0] != "body":
        return None
    return found.head.spans[sum(field == "body" for field, _ in found.parts[:part])]


def _beginning(found: Shown) -> tuple[Snippet, ...]:
    for part, (field, _) in enumerate(found.parts):
        text = found.source(part).raw if field == "body" else ""
        if text.strip():
            return (Snippet("body", text[: _end(text, 0)], (), 0, _lines(found, part)),)
    return ()
