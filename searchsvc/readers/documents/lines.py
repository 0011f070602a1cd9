"""The lines of a sheet: its blocks in reading order, each line as it was set in and spaced."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from searchsvc.readers.documents.columns import HEADLINE, Piece, blocks

SPACE = 0.3  # white within a line that is told, in characters
INDENT = (1.2, 3.0)  # how far the first line of a paragraph is set in, in characters
APART = 1.5  # lines this much farther apart than usual have white between them

Line = list[Piece]  # from the left


def reading_order(pieces: Sequence[Piece]) -> list[str]:
    """Return the lines of a sheet in reading order, an empty one where white or a change of type parts two of them."""
    if not pieces:
        return []
    lines = [line for block in blocks(pieces, _body(pieces)) for line in _indented(_lines(block))]
    leading = _leading([line for line, _ in lines])
    told = [lines[0][1]]
    for (above, _), (below, text) in pairwise(lines):
        told += ["", text] if _parted(above, below, leading) else [text]
    return told


def _body(pieces: Sequence[Piece]) -> float:
    """Return the size of type that most characters are set in."""
    sizes = sorted((piece.size, len(piece.text)) for piece in pieces)
    half = sum(count for _, count in sizes) / 2
    for size, count in sizes:
        half -= count
        if half <= 0:
            return size
    return sizes[-1][0]


def _lines(block: Sequence[Piece]) -> list[Line]:
    """Return the pieces of a block by their baselines, from the top."""
    lines: list[Line] = []
    for piece in sorted(block, key=lambda piece: -piece.y):
        if lines and lines[-1][0].y - piece.y < 0.4 * max(piece.size, lines[-1][0].size):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [sorted(line, key=lambda piece: piece.x0) for line in lines]


def _indented(lines: Sequence[Line]) -> Iterator[tuple[Line, str]]:
    """Yield each line of a column with its text, set in by two full-width blanks where it is on the page."""
    edge = min(line[0].x0 for line in lines)
    least, most = INDENT
    for line in lines:
        in_by = (line[0].x0 - edge) / line[0].size
        yield line, ("\u3000\u3000" if least <= in_by <= most else "") + _text(line)


def _text(line: Line) -> str:
    text = line[0].text
    for one, other in pairwise(line):
        text += other.text if other.x0 - one.x1 < SPACE * other.size else " " + other.text
    return text


def _leading(lines: Sequence[Line]) -> float:
    """Return the usual distance of two lines, 0 where nothing stands below anything."""
    steps = [one[0].y - other[0].y for one, other in pairwise(lines)]
    return median([step for step in steps if step > 0] or [0.0])


def _parted(above: Line, below: Line, leading: float) -> bool:
    """Return whether white or another size of type stands between two lines."""
    ratio = max(piece.size for piece in above) / max(piece.size for piece in below)
    return not 1 / HEADLINE < ratio < HEADLINE or above[0].y - below[0].y > APART * leading
