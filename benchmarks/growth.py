"""Draw how times grow with the articles, of what `benchmarks.run` left.

python -m benchmarks.growth --output growth.svg
"""

import argparse
import json
import math
import statistics
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks import task

_WIDTH, _HEIGHT, _LEFT, _TOP = 640, 360, 60, 24
_INKS = ("#1b6ca8", "#c0392b", "#2e7d32", "#8e44ad", "#b9770e", "#16a085", "#555555", "#d35400")

Curves = Mapping[str, Sequence[tuple[int, float]]]  # by name (articles, time)
Said = Callable[[float], str]


def main() -> None:
    """Write the picture: a curve for each kind of query, of the engine that is asked for."""
    parser = argparse.ArgumentParser(prog="benchmarks.growth", description="Draw growth curves.")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "searchsvc-benchmarks")
    parser.add_argument("--name", default="searchsvc", help="whose times")
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    options.output.write_text(picture(curves(options.work, options.name)), encoding="utf-8")


def curves(work: Path, name: str) -> Curves:
    """Return the median times by kind of query and number of articles."""
    found: dict[str, list[tuple[int, float]]] = {kind: [] for kind in task.KINDS}
    for path in sorted(work.glob("measured-*.json"), key=_count):
        measured = json.loads(path.read_text(encoding="utf-8"))
        medians = [statistics.median(times) for times in zip(*measured[name]["passes"][1:], strict=True)]
        for kind, own in found.items():
            mine = [time for time, of in zip(medians, measured["kinds"], strict=True) if of == kind]
            own.append((_count(path), statistics.median(mine)))
    return found


def _count(path: Path) -> int:
    return int(path.stem.rpartition("-")[2])


def _milliseconds(time: float) -> str:
    return f"{time:g} ms"


def picture(curves: Curves, *, said: Said = _milliseconds, marks: Sequence[int] = (), known: float = math.inf) -> str:
    """Return an SVG of curves on logarithmic axes, on which what grows as fast as the articles has a slope of one.

    `said` names a time, `marks` are the counts to be named, all where none is; beyond what is `known` lines are dashed.
    """
    counts = sorted({count for points in curves.values() for count, _ in points})
    times = [time for points in curves.values() for _, time in points]
    lowest, highest = math.floor(math.log10(min(times))), math.ceil(math.log10(max(times)))
    first, last = math.log10(counts[0]), math.log10(counts[-1])

    def across(count: float) -> float:
        return _LEFT + (math.log10(count) - first) / ((last - first) or 1) * (_WIDTH - 2 * _LEFT - 60)

    def down(time: float) -> float:
        return _HEIGHT - 40 - (math.log10(time) - lowest) / ((highest - lowest) or 1) * (_HEIGHT - 40 - _TOP)

    drawn = [_label(across(count), _HEIGHT - 20, f"{count:,}", "middle") for count in marks or counts]
    for time in (10.0**power for power in range(lowest, highest + 1)):
        drawn += [_label(_LEFT - 8, down(time) + 4, said(time), "end"), _rule(down(time))]
    for ink, (name, points) in zip(_INKS, curves.items(), strict=False):
        places = [(across(count), down(time)) for count, time in points]
        drawn += _curve(places, sum(count <= known for count, _ in points), ink)
        drawn.append(_label(places[-1][0] + 6, places[-1][1] + 4, name, "start", ink))
    size = f'width="{_WIDTH}" height="{_HEIGHT}" viewBox="0 0 {_WIDTH} {_HEIGHT}"'
    style = 'font-family="sans-serif" font-size="12"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {style}>\n' + "\n".join(drawn) + "\n</svg>\n"


def _curve(places: Sequence[tuple[float, float]], known: int, ink: str) -> Iterator[str]:
    """Yield a line through the first places, which are known, and a dashed one through the others."""
    for part, dashes in ((places[:known], "none"), (places[max(known - 1, 0) :], "4 4")):
        if len(part) > 1:
            points = " ".join(f"{x:.1f},{y:.1f}" for x, y in part)
            style = f'fill="none" stroke="{ink}" stroke-width="2" stroke-dasharray="{dashes}"'
            yield f'<polyline points="{points}" {style}/>'


def _label(x: float, y: float, text: str, anchor: str, ink: str = "#333333") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{ink}">{text}</text>'


def _rule(y: float) -> str:
    return f'<line x1="{_LEFT}" x2="{_WIDTH - _LEFT - 60}" y1="{y:.1f}" y2="{y:.1f}" stroke="#dddddd"/>'


if __name__ == "__main__":
    main()
