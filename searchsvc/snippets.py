"""What of an article is shown for a query: marks on the longest literal matches, and the passages that hold them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from searchsvc.analysis import Folded, Pattern, fold, occurrences
from searchsvc.articles import Article, Lines
from searchsvc.schema import searchable

Mark = tuple[int, int]  # [start, end) in code points of the text beside it

LENGTH = 120  # code points of a passage, about
_SENTENCE = re.compile(r"[^。！？；]*[。！？；]+[”’」』）]*|[^。！？；]+")
_CLAUSE = re.compile(r"[^，、,：]*[，、,：]?")
_HEADS = ("subtitle", "kicker", "dateline")  # the title is shown and marked apart
_PASSAGES = ("body", "subhead", "caption", *_HEADS)


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


@dataclass(frozen=True, slots=True)
class _Passage:
    """A candidate: how many different needles it holds, how many characters they mark, and where it stands."""

    snippet: Snippet
    needles: int
    marked: int
    order: int


Sought = Needle | Amount


def marks(text: str, needles: Iterable[Sought], field: str) -> tuple[Mark, ...]:
    """Return where the needles stand in a field's text; what overlaps or touches is one mark.

    >>> marks("新能源汽车", [Needle(fold("能源")), Needle(fold("新能源"))], "title")
    ((0, 3),)
    """
    return _merged(mark for found in _found(text, needles, field) for mark in found)


def snippets(article: Article, needles: Sequence[Sought], count: int) -> tuple[Snippet, ...]:
    """Return up to `count` passages, the best first: most different needles, most marked, earliest; heads after text.

    Where none holds a needle (it stands in the title, or there is none) it is the beginning of the body.
    """
    candidates = [passage for passage in _passages(article, needles) if passage.needles]
    best = sorted(
        candidates,
        key=lambda passage: (passage.snippet.field in _HEADS, -passage.needles, -passage.marked, passage.order),
    )
    return tuple(passage.snippet for passage in best[:count]) or _beginning(article)[:count]


def _found(text: str, needles: Iterable[Sought], field: str) -> list[list[Mark]]:
    """Return for each needle where it stands in the source text."""
    folded = fold(text)
    return [
        needle.marks(text) if isinstance(needle, Amount) else needle.marks(folded)
        for needle in needles
        if isinstance(needle, Amount) or needle.fields is None or field in needle.fields
    ]


def _merged(found: Iterable[Mark]) -> tuple[Mark, ...]:
    merged: list[Mark] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _passages(article: Article, needles: Sequence[Sought]) -> Iterable[_Passage]:
    order = 0
    for field, number, text in searchable(article):
        if field not in _PASSAGES:
            continue
        found = _found(text, needles, field)
        if not any(found):
            continue
        lines = article.paragraphs[number].lines if field == "body" else None
        for start, end in _windows(text, _merged(mark for places in found for mark in places)):
            order += 1
            yield _passage(Snippet(field, text[start:end], (), start, lines), end, found, order)


def _passage(empty: Snippet, end: int, found: list[list[Mark]], order: int) -> _Passage:
    inside = [[mark for mark in places if mark[0] >= empty.start and mark[1] <= end] for places in found]
    merged = _merged((start - empty.start, stop - empty.start) for places in inside for start, stop in places)
    snippet = Snippet(empty.field, empty.text, merged, empty.start, empty.lines)
    return _Passage(snippet, sum(map(bool, inside)), sum(stop - start for start, stop in merged), order)


def _windows(text: str, marked: Sequence[Mark]) -> Iterable[Mark]:
    """Yield the passages of a text that hold marks: sentences joined up to LENGTH, long ones cut at commas."""
    start = end = 0
    for piece_start, piece_end in _pieces(text, marked):
        if piece_end - start > LENGTH and end > start:
            yield start, end
            start = piece_start
        end = piece_end
    yield start, end


def _pieces(text: str, marked: Sequence[Mark]) -> Iterable[Mark]:
    """Yield the sentences that concatenate to the text; one longer than LENGTH in clauses, no mark cut through."""
    for sentence in _SENTENCE.finditer(text):
        if sentence.end() - sentence.start() <= LENGTH:
            yield sentence.span()
        else:
            yield from _clauses(text, sentence.start(), sentence.end(), marked)


def _clauses(text: str, start: int, end: int, marked: Sequence[Mark]) -> Iterable[Mark]:
    """Yield pieces of a long sentence: clauses, or LENGTH characters of one without commas."""
    at = start
    while at < end:
        clause = _CLAUSE.match(text, at, end)
        stop = min(clause.end() if clause else end, at + LENGTH)
        within = next((mark for mark in marked if mark[0] < stop < mark[1]), None)
        stop = min(within[1], end) if within else stop
        yield at, max(stop, at + 1)
        at = max(stop, at + 1)


def _beginning(article: Article) -> tuple[Snippet, ...]:
    for paragraph in article.paragraphs:
        if paragraph.text.strip():
            start, end = next(iter(_windows(paragraph.text, ())))
            return (Snippet("body", paragraph.text[start:end], (), start, paragraph.lines),)
    return ()
