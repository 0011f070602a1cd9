"""The width of the column that each line was set in, and whether a line was filled before it was broken."""

import math
from collections import Counter
from collections.abc import Sequence
from functools import cache, partial

from searchsvc.pages.lines import Line

INDENT = 2.0  # a paragraph's first line is this much shorter
NARROWEST = 9  # no newspaper sets a narrower column
MOST = 14  # widths that are tried, the most frequent ones
_HANGING = "，。、；：！？"  # what may stand beyond the edge
CHANGE, WITHIN = 1.8, 2.5  # what a change of the column costs, in lines that don't fit: where text ends, and within it


def columns(lines: Sequence[Line], most: int = MOST) -> list[int]:
    """Return for each line the width of its column: the piecewise constant one that the lines fit best.

    So many widths are tried, the most frequent ones.
    """
    counts = Counter(math.ceil(line.width) for line in lines if line.width >= NARROWEST)
    counts = counts or Counter([NARROWEST])
    widths = [size for size, count in counts.most_common(most) if count > 1] or list(counts)[:most]
    fits = cache(partial(_misfits, widths))
    costs = [0.0] * len(widths)
    came: list[tuple[list[float], float]] = []
    ended = first = True
    for line in lines:
        changed = min(costs) + (CHANGE if ended else WITHIN)
        came.append((costs, changed))
        pauses = _pauses(line.text)
        shape = line.width, line.give, line.stretched, line.text[-1] in _HANGING, line.closed, pauses, first
        misfits = fits(shape)
        ended = line.closed
        first = ended or not pauses
        costs = [(cost if cost <= changed else changed) + more for cost, more in zip(costs, misfits, strict=True)]
    return [widths[at] for at in _walk_back(came, costs.index(min(costs)))] if lines else []


def _pauses(text: str) -> bool:
    """Return whether a line has the punctuation of running text, which fills its column; display type needn't."""
    return "，" in text or "。" in text or "、" in text


def _misfits(sizes: Sequence[int], shape: tuple[float, float, bool, bool, bool, bool, bool]) -> list[float]:
    """Return how badly a line of this shape fits columns of these sizes: last lines are short, few are too long."""
    width, give, stretched, hangs, closed, pauses, first = shape
    if stretched:
        return [0.0] * len(sizes)
    over, short = 0.1 if hangs else 0.5, 0.6 if closed else 1.2 if pauses else 0.8
    found = []
    for size in sizes:
        left = size - width
        if left + give < 0:
            found.append(1.5 if left + give < -1 else over)
        elif left <= 0:
            found.append(0.0)
        elif left <= 1:
            found.append(0.2 * left)
        else:
            found.append((0.45 if first else 0.6) if left <= INDENT + 0.5 else short)
    return found


def _walk_back(came: Sequence[tuple[list[float], float]], last: int) -> list[int]:
    found = []
    for costs, changed in reversed(came):
        found.append(last)
        if costs[last] > changed:
            last = costs.index(min(costs))
    return found[::-1]


def rooms(lines: Sequence[Line], sizes: Sequence[int]) -> list[float]:
    """Return how many columns are left at the end of each line, below 0 where it is too long for its column's size."""
    return [
        0.0 if line.stretched else _left(size - line.width, line.give) for line, size in zip(lines, sizes, strict=True)
    ]


def _left(left: float, give: float) -> float:
    return min(0.0, left + give) if left < 0 else left
