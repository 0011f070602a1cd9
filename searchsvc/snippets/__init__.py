"""What of an article is shown for a query: marks on the longest literal matches, and the passages that hold them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from searchsvc.analysis import fold
from searchsvc.articles import Lines
from searchsvc.shown import Head, Shown, shown
from searchsvc.snippets.passages import LENGTH, Passage, best, end_of
from searchsvc.snippets.sought import Amount, Found, Mark, Needle, Sought, held, spans

__all__ = ["LENGTH", "Amount", "Mark", "Needle", "Snippet", "Sought", "cut", "cut_page", "marks"]

Cut = tuple[tuple[Mark, ...], tuple["Snippet", ...]]  # the marks of a title, and passages


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
    [parts] = held([alone], needles)
    return _merged(spans(alone.source(0)[1], parts.get(0, ())))


def cut(found: Shown, needles: Sequence[Sought], count: int) -> Cut:
    """Return the marks of the title and up to `count` passages of one article, as `cut_page` does."""
    return next(cut_page([found], needles, count))


def cut_page(
    page: Sequence[Shown], needles: Sequence[Sought], count: int, beside: Sequence[Sequence[Amount]] = ()
) -> Iterator[Cut]:
    """Yield of each article on a page the marks of the title and up to `count` passages, the best first.

    Most different needles, most marked, earliest; heads after text. Where none holds a needle (it stands in the title,
    or there is none) it is the beginning of the body. `beside` are amounts that are sought in each article alone.
    """
    for place, (found, parts) in enumerate(zip(page, held(page, needles, beside), strict=True)):
        sought = [*needles, *beside[place]] if beside else needles
        yield _title(found, sought, parts), _passages(found, parts, count) if count else ()


def _title(found: Shown, needles: Sequence[Sought], parts: dict[int, list[Found]]) -> tuple[Mark, ...]:
    """Return the marks of the title, and take what is found there from the rest."""
    for number in parts:
        if found.fields[number] == "title":
            return _merged(spans(found.source(number)[1], parts.pop(number)))
    return marks(found.head.title or "", needles, "title") if found.head.title_inferred else ()


def _passages(found: Shown, parts: Mapping[int, Sequence[Found]], count: int) -> tuple[Snippet, ...]:
    return tuple([_snippet(found, passage) for passage in best(found, parts, count)]) or _beginning(found)


def _snippet(found: Shown, passage: Passage) -> Snippet:
    start, (begin, lines) = passage.start, _place(found, passage.part)
    marks = tuple([(first - start, last - start) for first, last in _merged(passage.spans)])
    return Snippet(found.fields[passage.part], passage.text, marks, begin + start, lines)


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
    if found.fields[part] != "body":
        return 0, None
    number = found.fields[:part].count("body")
    return found.head.begins[number], found.head.spans[number] if found.head.spans else None


def _beginning(found: Shown) -> tuple[Snippet, ...]:
    for part, field in enumerate(found.fields):
        text = found.source(part)[0] if field == "body" else ""
        if text.strip():
            return (Snippet("body", text[: end_of(text, 0)], (), *_place(found, part)),)
    return ()
