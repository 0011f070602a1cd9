"""The physical lines of a page: their text without layout, its plain twin, its width in columns."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from searchsvc.analysis import simplified

HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
GLYPHS = "□■▲●◆★▶►▼△◇○▪•"
STRAY = "姻"  # what the dingbat before a credit becomes when its font is lost
_CLOSING = "”’」』）)》】"
_QUOTES = re.compile(r"[“”‘’]")
_PAIRS = re.compile(r"[，。、；：！？”’）》](?=[，。、；：！？“‘（《])")
_TOKEN = re.compile(r"[“‘（《「『【(]*(?:[A-Za-z0-9.,%/+&-]+|.)[，。、；：？！”’）》」』】,.;:?!)%…—]*")
_NEAR_PUNCTUATION = re.compile(rf"(?<=[^{HAN}A-Za-z0-9]) | (?=[^{HAN}A-Za-z0-9])")


class Line(NamedTuple):
    """One line that is not blank: `number` counts from 1, `width` in full-width characters.

    `plain` is the text in simplified characters, of the same length: what it says is read there, quoted from `text`.
    `give`: by how many columns a typesetter could press it. `need`: the width of what can't be parted at its start.
    `blank`: blank lines stand before it. `indented`: white space of two columns does. `sheet` counts the form feeds
    before it. `stretched`: it was letter-spaced to fill its column. `closed`: a sentence ends with it.
    """

    number: int
    text: str
    plain: str
    width: float
    give: float
    need: float
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
        if bare := " ".join(raw.split()):
            yield _line(number, raw, bare, blank=blank, sheet=sheet)
        blank = not bare


def _line(number: int, raw: str, bare: str, *, blank: bool, sheet: int) -> Line:
    text = unspaced(bare)
    indented = raw[0].isspace() and width(raw[: len(raw) - len(raw.lstrip())].replace("\f", "")) >= 1.5
    shape = width(text), elasticity(text), needed(text)
    return Line(number, text, simplified(text), *shape, indented, blank, sheet, text != bare, is_closed(text))


def is_closed(text: str) -> bool:
    """Return whether a text ends as a sentence does, closing quotes and brackets aside.

    >>> is_closed("“确保一次成功。”"), is_closed("总投资 5 亿元，")
    (True, False)
    """
    return text.rstrip(_CLOSING).endswith(("。", "！", "？", "!", "?", "…"))


def needed(text: str) -> float:
    """Return the width of what can't be parted at the start of a text: a character or word with its punctuation.

    >>> needed("“十四五”以来"), needed("2024 年")
    (2.0, 2.0)
    """
    if "\u3400" <= text[0] <= "\u9fff" and "\u3400" <= text[1:2] <= "\u9fff":
        return 1.0  # most lines start so
    match = _TOKEN.match(text)
    return width(match[0]) if match else 0.0


def elasticity(text: str) -> float:
    """Return by how much a typesetter can press a line: quotes and neighbouring punctuation need half their width."""
    return 0.5 * (len(_QUOTES.findall(text)) + len(_PAIRS.findall(text)))


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
    parts = text.split(" ") if text.count(" ") >= 5 else ()
    if not parts or sum(len(part) == 1 for part in parts) < 0.8 * len(parts):
        return text
    return _NEAR_PUNCTUATION.sub("", re.sub(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])", "", text))
