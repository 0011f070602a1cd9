"""Pieces of text with their places on a sheet, put into the order in which a newspaper is read.

A sheet is cut along its white space, as it was laid out: into bands one below the other, where something stands across
the columns or alone, and each band into columns along its gutters, until nothing is left to cut.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from statistics import median

GUTTER = 0.7  # the least white between two columns, in characters of the body
NARROWEST = 4.0  # what is narrower is no column but a cell of a table or a letter-spaced word
ROWS = 3  # fewer rows are a line with white in it
HEADLINE = 1.2  # type this much larger than the body's is a headline's
ALONE = 1.0  # white above something that stands alone, in characters more than is usual between rows

Span = tuple[float, float]  # from and to, in points


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters set side by side: left and right end, baseline (upwards) and size of the type, in points."""

    x0: float
    x1: float
    y: float
    size: float
    text: str

    @property
    def top(self) -> float:
        """The upper edge of the type."""
        return self.y + 0.88 * self.size

    @property
    def bottom(self) -> float:
        """The lower edge of the type."""
        return self.y - 0.12 * self.size


def blocks(region: Sequence[Piece], body: float) -> Iterator[list[Piece]]:
    """Yield the parts of a sheet that are read line by line, in their order; `body` is the size of its running text."""
    bands = list(_bands(_rows(region), body))
    if len(bands) > 1:
        for band in bands:
            yield from blocks(band, body)
    elif (gutter := _gutter(region, body)) is None:
        yield list(region)
    else:
        yield from blocks([piece for piece in region if piece.x1 <= gutter], body)
        yield from blocks([piece for piece in region if piece.x1 > gutter], body)


def _rows(region: Iterable[Piece]) -> list[list[Piece]]:
    """Return the pieces in rows with white from edge to edge between them, from the top."""
    rows: list[list[Piece]] = []
    floor = 0.0
    for piece in sorted(region, key=lambda piece: -piece.top):
        if not rows or piece.top <= floor:
            rows.append([])
            floor = piece.bottom
        rows[-1].append(piece)
        floor = min(floor, piece.bottom)
    return rows


def _bands(rows: Sequence[list[Piece]], body: float) -> Iterator[list[Piece]]:
    """Yield rows together as long as they are set in the same columns."""
    gaps = [_floor(above) - _ceiling(below) for above, below in pairwise(rows)]
    usual = median(gaps) if gaps else 0.0
    band: list[Piece] = []
    spans: list[Span] = []
    for number, row in enumerate(rows):
        new = _spans(row)
        both = _merged([*spans, *new])
        alone = not _whites(new, body)
        lost = not _whites(both, body) and (not alone or bool(_whites(spans, body)))
        apart = (
            number > 0
            and gaps[number - 1] > usual + ALONE * body
            and (alone or not (_whites(spans, body) or _is_headline(band, body)))
        )
        if band and (lost or apart or _turns(band, spans, row, new, body)):
            yield band
            band, both = [], new
        band, spans = band + row, both
    yield band


def _turns(
    band: Sequence[Piece], spans: Sequence[Span], row: Sequence[Piece], new: Sequence[Span], body: float
) -> bool:
    """Return whether a headline begins below a text, or a text below a headline across its columns."""
    above, below = _is_headline(band, body), _is_headline(row, body)
    if above and not below:
        return not _whites(spans, body) and abs(_middle(spans) - _middle(new)) > body
    return below and not above and not _whites(new, body)


def _is_headline(pieces: Iterable[Piece], body: float) -> bool:
    return all(piece.size >= HEADLINE * body for piece in pieces)


def _gutter(region: Sequence[Piece], body: float) -> float | None:
    """Return where the widest gutter of a band begins, None where it is one column."""
    whites = _whites(_spans(region), body)
    if not whites:
        return None
    left, _ = max(whites, key=lambda white: white[1] - white[0])
    rows = (len({round(piece.y) for piece in region if (piece.x1 <= left) is side}) for side in (True, False))
    return left if max(rows) >= ROWS else None


def _whites(spans: Sequence[Span], body: float) -> list[Span]:
    """Return the white between spans that are wide enough to be columns."""
    wide = NARROWEST * body
    return [
        (one[1], other[0])
        for one, other in pairwise(spans)
        if other[0] - one[1] >= GUTTER * body and one[1] - one[0] >= wide and other[1] - other[0] >= wide
    ]


def _spans(pieces: Iterable[Piece]) -> list[Span]:
    return _merged([(piece.x0, piece.x1) for piece in pieces])


def _merged(spans: Sequence[Span]) -> list[Span]:
    """Return what the spans cover together, from the left."""

    def add(found: list[Span], span: Span) -> list[Span]:
        if found and span[0] <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], span[1]))
        else:
            found.append(span)
        return found

    return reduce(add, sorted(spans), [])


def _middle(spans: Sequence[Span]) -> float:
    return (spans[0][0] + spans[-1][1]) / 2


def _floor(pieces: Iterable[Piece]) -> float:
    return min(piece.bottom for piece in pieces)


def _ceiling(pieces: Iterable[Piece]) -> float:
    return max(piece.top for piece in pieces)
