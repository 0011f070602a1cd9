"""Hard wraps mended: the lines of a body put together to the paragraphs they were set from."""

import re
from collections.abc import Sequence, Set

from searchsvc.articles import Lines
from searchsvc.pages.columns import INDENT, columns, rooms
from searchsvc.pages.lines import HAN, Line
from searchsvc.pages.marks import ASKS

WIDTHS = 6  # an article has fewer than its page
_ENDS = "：；”’"  # beside full stops
_SPACED = re.compile(rf"[{HAN}] [A-Za-z0-9]|[A-Za-z0-9] [{HAN}]")
_WORD = re.compile(r"[A-Za-z0-9%)]$")


def paragraphs(
    lines: Sequence[Line], alone: Set[int] = frozenset(), said: Sequence[Lines] = (), first: Set[int] = frozenset()
) -> list[list[Line]]:
    """Return the lines of each paragraph, by the numbers of lines.

    The lines `alone` are one each, so are the ranges `said`; one begins with each of the lines `first`.
    """
    by_indent = sum(line.indented for line in lines) >= 2 or (bool(lines) and lines[0].indented)
    left = [] if by_indent else rooms(lines, columns(lines, WIDTHS))
    found: list[list[Line]] = []
    for index, line in enumerate(lines):
        if not found:
            begins = True
        elif said and (near := [span for span in said if _holds(span, line) or _holds(span, lines[index - 1])]):
            begins = not any(_holds(span, line) and _holds(span, lines[index - 1]) for span in near)
        elif line.number in first or line.number in alone or lines[index - 1].number in alone:
            begins = True
        elif by_indent:
            begins = line.indented
        else:
            begins = _speaks_for_end(lines, left, index - 1, len(found[-1]) == 1) > 0
        found += [[]] if begins else []
        found[-1].append(line)
    return found


def _holds(span: Lines, line: Line) -> bool:
    return span[0] <= line.number <= span[1]


def _speaks_for_end(lines: Sequence[Line], left: Sequence[float], index: int, is_first: bool) -> float:
    """Return what speaks for a paragraph's end after this line, its first or a later one: more than 0 if it is one."""
    line, below = lines[index], lines[index + 1]
    if not line.closed and line.text[-1] not in _ENDS:
        return -1.0
    if below.plain.startswith(ASKS):
        return 1.0
    score = -0.3 if line.closed else -2.5
    spare = left[index] - INDENT * is_first - below.need
    score += 3.0 if spare >= 1 else 1.2 if spare >= 0 else -0.7
    return score + _looks_first(lines, left, index + 1)


def _looks_first(lines: Sequence[Line], left: Sequence[float], index: int) -> float:
    """Return what a line itself says: filled to the column's width it goes on, filled but for two it begins."""
    if index + 1 == len(lines):
        return 0.0
    line, below = lines[index], lines[index + 1]
    spare = left[index]
    if spare < below.need - 0.5 and spare < 1:
        return -2.0
    if not (abs(spare - INDENT) <= 0.5 or INDENT <= spare < INDENT + below.need):
        return 0.0
    if not line.closed:
        return 1.5
    goes_on = index + 2 < len(lines) and left[index + 1] < min(1.0, lines[index + 2].need)
    return 1.5 if goes_on else 0.5


def mended(lines: Sequence[str], spaced: bool) -> str:
    """Join lines at their wraps; `spaced` puts the space back between Han characters and numbers.

    >>> mended(["化工园区利用 5G 和 AI", "技术，对企业"], spaced=True)
    '化工园区利用 5G 和 AI 技术，对企业'
    """
    text = ""
    for line in lines:
        text += (" " if text and _space_at_wrap(text, line, spaced) else "") + line
    return text


def _space_at_wrap(upper: str, lower: str, spaced: bool) -> bool:
    if not (upper[-1].isalnum() and lower[0].isalnum()):
        return False
    left, right = upper[-1].isascii(), lower[0].isascii()
    if left and right:
        return not (upper[-1].isdigit() and lower[0].isdigit())
    return spaced and left != right


def is_spaced(lines: Sequence[Line]) -> bool:
    """Return whether these lines set numbers off from Han characters by a space."""
    return any(_SPACED.search(line.text) for line in lines)
