"""Setting type: paragraphs and headlines broken into lines as a newspaper breaks them."""

import re
from random import Random

_WORD = re.compile(r"[“‘（《「]*(?:[A-Za-z0-9.,%/+-]+|\s|.)[，。、；：？！”’）》」％]*")
_BREAK = re.compile(r"(?<=[，：！？”》])|(?=[“《])|(?<=[的与和在])")


def width(text: str) -> float:
    """Return how many full-width columns a text takes."""
    return sum(0.5 if char.isascii() else 1 for char in text)


def wrapped(paragraph: str, columns: int, indent: str, first: int = 2) -> list[str]:
    """Set one paragraph: its first line two columns shorter, no line beginning with closing punctuation."""
    rows, row, limit = [], "", columns - first
    for word in _WORD.findall(paragraph):
        if row and width(row + word.rstrip()) > limit:
            rows.append(row.rstrip())
            row, limit = "", columns
        row += word if row else word.lstrip()
    rows.append(row)
    return [indent + rows[0], *rows[1:]]


def wrapped_headline(title: str, random: Random) -> list[str]:
    """Set a headline in one line or in two: at a space, else near the middle, no word of Latin letters broken."""
    if random.random() < 0.5 or len(title) < 12:
        return [title]
    if " " in title:
        return title.split(" ", 1)
    middle = len(title) // 2
    places = [at for at in range(4, len(title) - 3) if _may_break(title, at)]
    at = min(places, key=lambda place: abs(place - middle) - 3 * bool(_BREAK.match(title, place)), default=0)
    return [title[:at], title[at:]] if at else [title]


def _may_break(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    return not (before.isascii() and after.isascii()) and before not in "“《（" and after not in "，。、；：？！”’）》%"


def spaced_out(row: str) -> str:
    """Letter-space a line to fill its column."""
    return " ".join(row) if len(row) > 6 and not any(char.isascii() for char in row) else row
