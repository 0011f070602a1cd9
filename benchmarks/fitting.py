"""Lines through what was measured at some numbers of articles, to tell what it is at others."""

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A quantity by the number of articles, fitted; `off` is the share that the worst measured point is away."""

    base: float
    each: float
    off: float

    def at(self, articles: float) -> float:
        """Return the quantity for so many articles."""
        return self.base + self.each * articles

    def reaches(self, most: float) -> float:
        """Return for how many articles the quantity is this much."""
        return (most - self.base) / self.each if self.each > 0 else math.inf


def fitted(points: Sequence[tuple[float, float]]) -> Line:
    """Return the line that is nearest to the points (least squares).

    >>> fitted([(1, 3.0), (2, 5.0), (4, 9.0)])
    Line(base=1.0, each=2.0, off=0.0)
    """
    across, up = (sum(values) / len(points) for values in zip(*points, strict=True))
    each = sum((x - across) * (y - up) for x, y in points) / sum((x - across) ** 2 for x, _ in points)
    line = Line(up - each * across, each, 0.0)
    return Line(line.base, each, max(abs(line.at(x) - y) / y if y else 0.0 for x, y in points))
