"""The width of the column that each line was set in, and whether a line was filled before it was broken."""

import math
import re
from collections import Counter
from collections.abc import Sequence

from searchsvc.pages.lines import Line, width

INDENT = 2.0  # a paragraph's first line is this much shorter
CHANGE = 2.5  # what a change of the column costs, in lines that don't fit
_QUOTES = re.compile(r"[“”‘’]")
_PAIRS = re.compile(r"[，。、；：！？”’）》](?=[，。、；：！？“‘（《])")
_TOKEN = re.compile(r"[“‘（《「『【(]*(?:[A-Za-z0-9.,%/+&-]+|.)[，。、；：？！”’）》」』】,.;:?!)%…—]*")


def columns(lines: Sequence[Line]) -> list[int]:
    """Return for each line the width of its column: the piecewise constant one that the lines fit best."""
    counts = Counter(math.ceil(line.width) for line in lines)
    widths = [size for size, count in counts.items() if count > 1] or list(counts)
    costs = dict.fromkeys(widths, 0.0)
    came: list[dict[int, int]] = []
    for line in lines:
        best = min(costs, key=costs.__getitem__)
        changed = costs[best] + CHANGE
        came.append({size: size if cost <= changed else best for size, cost in costs.items()})
        give = elasticity(line.text)
        misfits = {size: _misfit(line, _left(size - line.width, give)) for size in widths}
        costs = {size: min(cost, changed) + misfits[size] for size, cost in costs.items()}
    return _walk_back(came, min(costs, key=costs.__getitem__)) if lines else []


def _misfit(line: Line, left: float) -> float:
    """Return how badly a line fits a column that leaves it `left`: last lines are short, few are too long."""
    if line.stretched:
        return 0.0
    if left < 0:
        return 0.5 if left >= -1 else 1.5
    if left <= 1:
        return 0.2 * left
    if left <= INDENT + 0.5:
        return 0.6
    return 0.6 if line.closed else 1.2


def _walk_back(came: list[dict[int, int]], last: int) -> list[int]:
    sizes = []
    for step in reversed(came):
        sizes.append(last)
        last = step[last]
    return sizes[::-1]


def needed(text: str) -> float:
    """Return the width of what can't be parted at the start of a text: a character or word with its punctuation.

    >>> needed("“十四五”以来"), needed("2024 年")
    (2.0, 2.0)
    """
    match = _TOKEN.match(text)
    return width(match[0]) if match else 0.0


def room(line: Line, column: int) -> float:
    """Return how many columns are left at the end of a line, below 0 where it is too long for the column."""
    return 0.0 if line.stretched else _left(column - line.width, elasticity(line.text))


def elasticity(text: str) -> float:
    """Return by how much a typesetter can press a line: quotes and neighbouring punctuation need half their width."""
    return 0.5 * (len(_QUOTES.findall(text)) + len(_PAIRS.findall(text)))


def _left(left: float, give: float) -> float:
    return min(0.0, left + give) if left < 0 else left
