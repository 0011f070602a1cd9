"""What of an article is shown for a query: marks on the longest literal matches, and the passages that hold them."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from searchsvc.analysis import fold
from searchsvc.articles import Lines
from searchsvc.shown import Head, Shown, shown
from searchsvc.snippets.passages import LENGTH, Passage, best, end_of
from searchsvc.snippets.sought import Amount, Mark, Needle, Sought, held, spans

__all__ = ["LENGTH", "Amount", "Mark", "Needle", "Snippet", "Sought", "cut", "marks"]


class Snippet(NamedTuple):
    """A passage: `text` is `field`'s own from `start` on, unaltered; `lines` are those of its paragraph."""

    field: str
    text: str
    marks: tuple[Mark, ...]
    start: int
    lines: Lines | None


def marks(text: str, needles: Iterable[Sought], field: str) -> tuple[Mark, ...]:
    """Return where the needles stand in a field's text; what overlaps or touches is one mark.

    >>> marks("新能源汽车", [Needle(fold("能源")), Needle(fold("新能源"))], "title")
    ((0, 3),)
    """
    alone = shown(Head(), [(field, fold(text))])
    return _merged(spans(alone.source(0), held(alone, needles).get(0, ())))


def cut(found: Shown, needles: Sequence[Sought], count: int) -> tuple[tuple[Mark, ...], tuple[Snippet, ...]]:
    """Return the marks of the title and up to `count` passages, the best first.

    Most different needles, most marked, earliest; heads after text. Where none holds a needle (it stands in the title,
    or there is none) it is the beginning of the body.
    """
    parts = held(found, needles)
    title = next((number for number in parts if found.parts[number][0] == "title"), None)
    if title is not None:
        marked = _merged(spans(found.source(title), parts.pop(title)))
    else:
        marked = marks(found.head.title or "", needles, "title") if found.head.title_inferred else ()
    if not count:
        return marked, ()
    return marked, tuple(_snippet(found, passage) for passage in best(found, parts, count)) or _beginning(found)


def _snippet(found: Shown, passage: Passage) -> Snippet:
    start, (begin, lines) = passage.start, _place(found, passage.part)
    marks = tuple((first - start, last - start) for first, last in _merged(passage.spans))
    return Snippet(found.parts[passage.part][0], passage.text, marks, begin + start, lines)


def _merged(given: Iterable[Mark]) -> tuple[Mark, ...]:
    merged: list[Mark] = []
    for start, end in given:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _place(found: Shown, part: int) -> tuple[int, Lines | None]:
    """Return where a part begins in its field, and its lines: paragraphs stand one behind the other, others alone."""
    if found.parts[part][0] != "body":
        return 0, None
    number = sum(field == "body" for field, _ in found.parts[:part])
    return found.head.begins[number], found.head.spans[number] if found.head.spans else None


def _beginning(found: Shown) -> tuple[Snippet, ...]:
    for part, (field, _) in enumerate(found.parts):
        text = found.source(part).raw if field == "body" else ""
        if text.strip():
            return (Snippet("body", text[: end_of(text, 0)], (), *_place(found, part)),)
    return ()
