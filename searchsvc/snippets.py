"""What of an article is shown for a query: marks on the longest literal matches, and the passages that hold them."""

import heapq
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from searchsvc.analysis import Folded, Pattern, fold, occurrences
from searchsvc.articles import Article, Lines
from searchsvc.schema import searchable

Mark = tuple[int, int]  # [start, end) in code points of the text beside it
Text = tuple[str, int, str]  # of an article, as `searchable` yields them

LENGTH = 120  # code points of a passage, about
# Up to the end of the text, of a sentence or of a clause, or as it comes; no stub of a few words.
_PASSAGE = re.compile(
    rf".{{1,{LENGTH}}}\Z"
    rf"|.{{{LENGTH // 3},{LENGTH - 1}}}[。！？；]+[”’」』）]*"
    rf"|.{{{LENGTH // 3},{LENGTH - 1}}}[，、,：]"
    rf"|.{{1,{LENGTH}}}",
    re.DOTALL,
)
_HEADS = ("subtitle", "kicker", "dateline")  # the title is shown and marked apart
_BETWEEN = "\uffff"  # the texts of an article, folded as one: no character, and part of no run


@dataclass(frozen=True, slots=True)
class Needle:
    """A folded string to be marked where it stands; `fields` as in schema.FIELDS, None for everywhere."""

    text: Folded | Pattern
    fields: frozenset[str] | None = None

    def marks(self, folded: Folded) -> list[Mark]:
        """Return where it stands in the source of a folded text."""
        found = self.text.occurrences(folded) if isinstance(self.text, Pattern) else occurrences(self.text, folded)
        return [folded.source(*place) for place in found]


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure's number to be marked, [start, end) of the sentence that it stands in."""

    quote: str
    start: int
    end: int

    def marks(self, text: str) -> list[Mark]:
        """Return where it stands in a text that holds the sentence."""
        at = text.find(self.quote) if self.quote else -1
        return [(at + self.start, at + self.end)] if at >= 0 else []


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage: `text` is `field`'s own from `start` on, unaltered; `lines` are those of its paragraph."""

    field: str
    text: str
    marks: tuple[Mark, ...]
    start: int
    lines: Lines | None


Sought = Needle | Amount
Found = tuple[int, int, int]  # a mark, and the number of what was sought


class _Passage(NamedTuple):
    """A candidate: the number of its text, where it stands there, and what is found in it."""

    text: int
    start: int
    end: int
    found: list[Found]


def marks(text: str, needles: Iterable[Sought], field: str) -> tuple[Mark, ...]:
    """Return where the needles stand in a field's text; what overlaps or touches is one mark.

    >>> marks("新能源汽车", [Needle(fold("能源")), Needle(fold("新能源"))], "title")
    ((0, 3),)
    """
    return _merged(found for _, found in _found([(field, 0, text)], needles))


def snippets(article: Article, needles: Sequence[Sought], count: int) -> tuple[Snippet, ...]:
    """Return up to `count` passages, the best first: most different needles, most marked, earliest; heads after text.

    Where none holds a needle (it stands in the title, or there is none) it is the beginning of the body.
    """
    texts = [text for text in searchable(article) if text[0] != "title"]  # the title is shown and marked apart
    held: dict[int, list[Found]] = {}
    for text, found in _found(texts, needles):
        held.setdefault(text, []).append(found)
    candidates = [passage for text in sorted(held) for passage in _passages(text, texts[text][2], sorted(held[text]))]
    best = heapq.nsmallest(count, candidates, key=lambda passage: _rank(texts[passage.text][0], passage))
    return tuple(_snippet(article, texts[passage.text], passage) for passage in best) or _beginning(article)[:count]


def _found(texts: Sequence[Text], needles: Iterable[Sought]) -> Iterator[tuple[int, Found]]:
    """Yield the number of a text and what is found there: all texts are folded and searched as one."""
    whole = _BETWEEN.join(text for _, _, text in texts)
    folded = fold(whole)
    starts = list(accumulate((len(text) + len(_BETWEEN) for _, _, text in texts), initial=0))
    for number, needle in enumerate(needles):
        for start, end in needle.marks(whole) if isinstance(needle, Amount) else needle.marks(folded):
            text = bisect_right(starts, start) - 1
            if end < starts[text + 1] and _is_sought(needle, texts[text][0]):
                yield text, (start - starts[text], end - starts[text], number)


def _is_sought(needle: Sought, field: str) -> bool:
    return isinstance(needle, Amount) or needle.fields is None or field in needle.fields


def _merged(found: Iterable[Found]) -> tuple[Mark, ...]:
    merged: list[Mark] = []
    for start, end, _ in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _passages(number: int, text: str, found: Sequence[Found]) -> Iterator[_Passage]:
    """Yield the passages of a text that hold something of what is found in it, sorted; none ends inside a mark."""
    start = place = 0
    while place < len(found):
        first, end = place, _end(text, start)
        while place < len(found) and found[place][0] < end:
            end = max(end, found[place][1])
            place += 1
        if place > first:
            yield _Passage(number, start, end, list(found[first:place]))
        start = end


def _end(text: str, start: int) -> int:
    passage = _PASSAGE.match(text, start)
    return passage.end() if passage else len(text)


def _rank(field: str, passage: _Passage) -> tuple[bool, int, int]:
    """Return what passages are ordered by, the best first."""
    needles = len({number for _, _, number in passage.found})
    return field in _HEADS, -needles, -sum(end - start for start, end in _merged(passage.found))


def _snippet(article: Article, text: Text, passage: _Passage) -> Snippet:
    field, number, whole = text
    start = passage.start
    marks = tuple((first - start, last - start) for first, last in _merged(passage.found))
    lines = article.paragraphs[number].lines if field == "body" else None
    return Snippet(field, whole[start : passage.end], marks, start, lines)


def _beginning(article: Article) -> tuple[Snippet, ...]:
    for paragraph in article.paragraphs:
        if paragraph.text.strip():
            return (Snippet("body", paragraph.text[: _end(paragraph.text, 0)], (), 0, paragraph.lines),)
    return ()
