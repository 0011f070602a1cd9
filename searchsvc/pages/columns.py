"""The width of the column that each line was set in, and whether a line was filled before it was broken."""

import math
from collections import Counter
from collections.abc import Sequence
from functools import cache

from searchsvc.pages.lines import Line

INDENT = 2.0  # a paragraph's first line is this much shorter
NARROWEST = 9  # no newspaper sets a narrower column
MOST = 16  # widths that are tried, the most frequent ones
_HANGING = "，。、；：！？"  # what may stand beyond the edge
CHANGE = 2.5  # what a change of the column costs, in lines that don't fit


def columns(lines: Sequence[Line]) -> list[int]:
    """Return for each line the width of its column: the piecewise constant one that the lines fit best."""
    counts = Counter(math.ceil(line.width) for line in lines if line.width >= NARROWEST)
    counts = counts or Counter([NARROWEST])
    widths = [size for size, count in counts.most_common(MOST) if count > 1] or list(counts)[:MOST]
    misfit = cache(lambda *shape: [_misfit(size, shape) for size in widths])
    costs = [0.0] * len(widths)
    came: list[tuple[int, list[float], float]] = []
    for line in lines:
        least = min(costs)
        changed = least + CHANGE
        came.append((costs.index(least), costs, changed))
        misfits = misfit(line.width, line.give, line.stretched, line.text[-1] in _HANGING, line.closed)
        costs = [(cost if cost <= changed else changed) + more for cost, more in zip(costs, misfits, strict=True)]
    return [widths[at] for at in _walk_back(came, costs.index(min(costs)))] if lines else []


def _misfit(size: int, shape: tuple[float, float, bool, bool, bool]) -> float:
    """Return how badly a line of this shape fits a column: last lines are short, few are too long."""
    width, give, stretched, hangs, closed = shape
    if stretched:
        return 0.0
    left = _left(size - width, give)
    if left < 0:
        return 1.5 if left < -1 else 0.1 if hangs else 0.5
    if left <= 1:
        return 0.2 * left
    if left <= INDENT + 0.5:
        return 0.6
    return 0.6 if closed else 1.2


def _walk_back(came: Sequence[tuple[int, list[float], float]], last: int) -> list[int]:
    found = []
    for best, costs, changed in reversed(came):
        found.append(last)
        last = best if costs[last] > changed else last
    return found[::-1]


def rooms(lines: Sequence[Line], sizes: Sequence[int]) -> list[float]:
    """Return how many columns are left at the end of each line, below 0 where it is too long for its column's size."""
    return [
        0.0 if line.stretched else _left(size - line.width, line.give) for line, size in zip(lines, sizes, strict=True)
    ]


def _left(left: float, give: float) -> float:
    return min(0.0, left + give) if left < 0 else left
