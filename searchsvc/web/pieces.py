"""Marked text in pieces, so that templates escape every one of them and write each mark themselves."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from searchsvc.service.reading import Place
from searchsvc.snippets import Mark


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text; where it is marked, `hit` counts the marks of the page from 1."""

    text: str
    hit: int | None = None


def pieces(text: str, marks: Iterable[Mark], first: int = 1) -> Iterator[Piece]:
    """Yield the pieces that concatenate to a text, marked and unmarked in turn; the first mark is number `first`.

    >>> [piece.text for piece in pieces("山西新能源汽车", [(2, 5)])]
    ['山西', '新能源', '汽车']
    """
    place = 0
    for number, (start, end) in enumerate(marks, first):
        if start > place:
            yield Piece(text[place:start])
        yield Piece(text[start:end], number)
        place = end
    if place < len(text):
        yield Piece(text[place:])


def numbered(marked: Mapping[Place, Sequence[Mark]]) -> dict[Place, int]:
    """Return the number of the first mark of each text, counted through the whole article."""
    ends = accumulate(map(len, marked.values()), initial=1)
    return dict(zip(marked, ends, strict=False))
