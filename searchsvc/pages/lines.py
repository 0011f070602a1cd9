"""The physical lines of a page: their text without layout, their width in columns, their indentation."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
GLYPHS = "□■▲●◆★▶►▼△◇○▪•"
STRAY = "姻"  # what the dingbat before a credit becomes when its font is lost
SENTENCE_END = re.compile(r"[。！？!?…][”’」』）)》】]*$")
_NEAR_PUNCTUATION = re.compile(rf"(?<=[^{HAN}A-Za-z0-9]) | (?=[^{HAN}A-Za-z0-9])")


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank: `number` counts from 1, `width` in full-width characters.

    `blank`: blank lines stand before it. `indented`: white space of two columns does. `sheet` counts the form feeds
    before it. `stretched`: it was letter-spaced to fill its column. `closed`: a sentence ends with it.
    """

    number: int
    text: str
    width: float
    indented: bool
    blank: bool
    sheet: int
    stretched: bool = False
    closed: bool = False


def read_lines(lines: tuple[str, ...]) -> Iterator[Line]:
    """Yield the lines that are not blank, layout taken off."""
    blank, sheet = False, 0
    for number, raw in enumerate(lines, start=1):
        sheet += raw.count("\f")
        text = raw.replace("\f", "").replace("\u3000", "  ")
        bare = " ".join(text.split())
        if not bare:
            blank = True
            continue
        closed_up = unspaced(bare)
        indented = len(text) - len(text.lstrip()) >= 3
        closed = SENTENCE_END.search(closed_up) is not None
        yield Line(number, closed_up, width(closed_up), indented, blank, sheet, closed_up != bare, closed)
        blank = False


def width(text: str) -> float:
    """Return how many full-width columns a text takes; ASCII counts half.

    >>> width("总投资 5 亿元")
    6.5
    """
    return len(text) - len(text.encode("ascii", "ignore")) / 2


def unspaced(text: str) -> str:
    """Close up a line that was letter-spaced to fill its column; numbers keep the space beside Han characters.

    >>> unspaced("和 顺 经 开 区 总 投 资 5 亿 元")
    '和顺经开区总投资 5 亿元'
    >>> unspaced("项目总数 40 个 总投资 48.51 亿元")
    '项目总数 40 个 总投资 48.51 亿元'
    """
    parts = text.split(" ")
    if len(parts) < 6 or sum(len(part) == 1 for part in parts) < 0.8 * len(parts):
        return text
    return _NEAR_PUNCTUATION.sub("", re.sub(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])", "", text))
