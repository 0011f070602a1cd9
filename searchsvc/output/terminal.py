"""Text for a terminal: columns that know double width, marks in colour, and nothing that could steer the screen."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from searchsvc.messages import Language
from searchsvc.snippets import Mark

Span = tuple[int, int]  # [start, end) in code points of the text beside it

# A line may not end with what opens nor begin with what closes, and no word or number is cut.
_UNBREAKABLE = re.compile(
    r"[“‘「『（《〈【(\[]*(?:[!-'*-Z\\^-~]+|.)[，。、；：！？”’」』）》〉】…,.;:!?)\]%‰ ]*", re.DOTALL
)
_SGR = {"title": "1", "mark": "1;33", "dim": "2", "head": "1;36"}
_CONTROLS = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)], "�")
_CONTROLS |= dict.fromkeys(map(ord, "\t\n\r\v\f\x85\u2028\u2029"), " ")


@dataclass(frozen=True, slots=True)
class Style:
    """How answers are to look: the language, the columns of the terminal, and whether it takes colour.

    Where the answers are those of several queries they are `labelled`, each with its own.
    """

    lang: Language = "en"
    columns: int = 80
    colour: bool = False
    labelled: bool = False


def width(text: str) -> int:
    """Return how many columns a text takes; East Asian wide characters take two, combining marks none.

    >>> width("大同A2版")
    8
    """
    return len(text) if text.isascii() else sum(map(_columns, text))


def padded(text: str, columns: int) -> str:
    """Return the text with spaces up to a width.

    >>> padded("太原", 6) + "|"
    '太原  |'
    """
    return text + " " * (columns - width(text))


def clean(text: str) -> str:
    """Return the text on one line, character for character; what would steer a terminal is shown as U+FFFD.

    >>> clean("大同\\x1b[31m\\n太原")
    '大同�[31m 太原'
    """
    return text.translate(_CONTROLS)


def wrapped(text: str, columns: int) -> Iterator[Span]:
    """Yield the [start, end) of the lines that a text takes; punctuation stays with its word.

    >>> [text[slice(*span)] for text in ["总投资15.5亿元，今年开工。"] for span in wrapped(text, 12)]
    ['总投资15.5亿', '元，今年开', '工。']
    """
    start = used = 0
    for piece in _UNBREAKABLE.finditer(text):
        size = width(piece[0])
        if used and used + size > columns:
            yield start, piece.start()
            start, used = piece.start(), 0
        used += size
    yield start, len(text)


def shortened(line: str, columns: int) -> str:
    """Return a line with what is too much for the columns left out.

    >>> shortened("陵川县的“煤山”要变“光山”，项目总投资15.5亿元", 28)
    '陵川县的“煤山”要变“光山”，…'
    """
    if width(line) <= columns:
        return line
    start, end = next(wrapped(line, max(columns - 1, 20)))
    return line[start:end] + "…"


def block(text: str, marks: Iterable[Mark], style: Style, indent: str = "", kind: str = "") -> Iterator[str]:
    """Yield the lines of a text within the columns, with its marks painted, each behind the indent."""
    plain, places = clean(text), list(marks)
    for start, end in wrapped(plain, max(style.columns - width(indent), 20)):
        inside = [(max(first, start) - start, min(last, end) - start) for first, last in places]
        shown = [(first, last) for first, last in inside if first < last]
        yield indent + marked(plain[start:end].rstrip(), shown, style, kind)


def marked(text: str, marks: Iterable[Mark], style: Style, kind: str = "") -> str:
    """Return a text with its marks painted; the rest is painted as `kind`.

    >>> marked("新能源汽车", [(0, 3)], Style(colour=True))
    '\\x1b[1;33m新能源\\x1b[0m汽车'
    """
    pieces, place = [], 0
    for start, end in marks:
        pieces += [painted(text[place:start], kind, style), painted(text[start:end], "mark", style)]
        place = end
    return "".join([*pieces, painted(text[place:], kind, style)])


def painted(text: str, kind: str, style: Style) -> str:
    """Return a text in the colour of its kind (title, mark, dim, head), or as it is where there is no colour."""
    if not (text and style.colour and kind in _SGR):
        return text
    return f"\x1b[{_SGR[kind]}m{text}\x1b[0m"


def table(
    rows: Iterable[tuple[str, ...]], *, right: frozenset[int] = frozenset(), within: int | None = None
) -> Iterator[str]:
    """Yield rows as aligned columns, two spaces apart, without those that are empty; those in `right` are flush right.

    Where they take more than `within` columns of the terminal, what doesn't fit follows below, behind the first again.

    >>> list(table([("太原", "12"), ("大同市", "3")], right=frozenset({1})))
    ['太原    12', '大同市   3']
    >>> list(table([("太原", "12", "60%")], within=8))
    ['太原  12', '', '太原  60%']
    """
    cells = [tuple(clean(cell) for cell in row) for row in rows]
    columns = [max(map(width, column)) for column in zip(*cells, strict=True)]
    for number, band in enumerate(_bands(columns, within)):
        yield from [""] if number else []
        for row in cells:
            pieces = [
                " " * (columns[place] - width(row[place])) + row[place]
                if place in right
                else padded(row[place], columns[place])
                for place in band
            ]
            yield "  ".join(pieces).rstrip()


def _bands(columns: list[int], within: int | None) -> Iterator[list[int]]:
    """Yield the places of the columns that fit beside the first, which each band begins with."""
    band, used = [0], sum(columns[:1])
    for place, size in enumerate(columns[1:], 1):
        if not size:
            continue
        if within and len(band) > 1 and used + 2 + size > within:
            yield band
            band, used = [0], columns[0]
        band.append(place)
        used += 2 + size
    yield band if columns else []


def _columns(char: str) -> int:
    if unicodedata.east_asian_width(char) in "WF":
        return 2
    return 0 if unicodedata.category(char) in ("Mn", "Me", "Cf") else 1
