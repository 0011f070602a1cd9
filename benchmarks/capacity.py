"""Tell from measured costs what archives of other sizes need, and where one machine is no longer the place for them.

    python -m benchmarks.capacity --picture docs/scale.svg

It fits a line through what `benchmarks.cost` left of each engine, and prints the tables of docs/scale.md.
"""

import argparse
import math
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.cost import Cost, costs
from benchmarks.fitting import Line, fitted
from benchmarks.growth import Curves, picture

MEASURED = Path(__file__).with_name("cost.jsonl")
HERE, THERE = "whoosh", "opensearch"
SIZES = (1_000_000, 10_000_000, 100_000_000)
GB, HOUR = 1e9, 3600.0

# What a machine and a cluster are taken to be. A shard's size is what OpenSearch's makers and operators advise for
# searching, 10 to 30 GB; its watermark stops a disk at 85 %; half of a node's memory is left for the files.
SHARD, DISK, WATERMARK, CACHE = 30 * GB, 2_000 * GB, 0.85, 32 * GB
COPIES = 2  # of each shard: one node may go
MEMORY, ANSWER, NIGHT = 64 * GB, 0.1, 8 * HOUR  # of the one machine: bytes, seconds of a query, of making all anew


def main() -> None:
    """Print the tables and draw the picture."""
    parser = argparse.ArgumentParser(prog="benchmarks.capacity", description="Tell what archives of other sizes need.")
    parser.add_argument("--measured", type=Path, default=MEASURED, help="what benchmarks.cost wrote")
    parser.add_argument("--picture", type=Path, help="the SVG to write")
    options = parser.parse_args()
    here, there = (costs(options.measured, engine) for engine in (HERE, THERE))
    print("\n".join(told(here, there)))
    if options.picture:
        measured = max(cost.articles for cost in (*here, *there))
        drawn = picture(curves(here, there), said=_seconds, marks=(10_000, 100_000, *SIZES), known=measured)
        options.picture.write_text(drawn, encoding="utf-8")


def told(here: Sequence[Cost], there: Sequence[Cost]) -> Iterator[str]:
    """Yield the lines of all tables."""
    yield from ("### Measured", "", *_measured([*here, *there]), "")
    yield from ("### An article, fitted", "", *_fitted(here, there), "")
    yield from ("### One machine", "", *_machine(here), "")
    yield from ("### A cluster", "", *_cluster(there))


def line(found: Sequence[Cost], quantity: Callable[[Cost], float]) -> Line:
    """Return the line of a quantity by articles, through the costs of which it was measured."""
    return fitted([(cost.articles, quantity(cost)) for cost in found if quantity(cost)])


def curves(here: Sequence[Cost], there: Sequence[Cost]) -> Curves:
    """Return seconds by the number of articles: what was measured, and behind that what the line says."""
    wanted = {
        "a query here": (here, _answer),
        "a query there": (there, _answer),
        "a page more": (here, lambda cost: cost.few),
        "all anew": (here, lambda cost: cost.rebuilding),
    }
    return {
        name: [(cost.articles, quantity(cost)) for cost in found if quantity(cost)]
        + [(size, line(found, quantity).at(size)) for size in SIZES if line(found, quantity).each > 0]
        for name, (found, quantity) in wanted.items()
    }


def _seconds(time: float) -> str:
    return f"{time:,g} s"


def _answer(cost: Cost) -> float:
    """Return the seconds of all processors for a query."""
    return (cost.query + cost.query_nodes) / 1000


def _indexing(found: Sequence[Cost]) -> Line:
    """Return the seconds of all processors to come to so many articles: the mean of all that were indexed."""
    took = sum(cost.indexing + cost.nodes for cost in found)
    return Line(0.0, took / sum(cost.added for cost in found), 0.0)


def _measured(found: Sequence[Cost]) -> Iterator[str]:
    yield (
        "| engine | articles | text MB | archive MB | index MB | indexing, ms an article: ours, the nodes' "
        "| a page more, s | all anew, s | a query, ms: ours, the nodes' | by the clock, ms p50 / p95 "
        "| a worker, MB: its own, mapped | heap MB |"
    )
    yield "|---" * 12 + "|"
    for cost in found:
        cells = [
            cost.engine,
            f"{cost.articles:,}",
            *(f"{size / 1e6:.0f}" for size in (cost.text, cost.archive, cost.index)),
            _both(cost.indexing * 1000 / (cost.added or 1), cost.nodes * 1000 / (cost.added or 1)),
            _both(cost.few + cost.few_nodes),
            _both(cost.rebuilding, form="{:.0f}"),
            _both(cost.query, cost.query_nodes),
            f"{cost.p50:.0f} / {cost.p95:.0f}" if cost.query else "",
            _both(cost.own, cost.files, form="{:.0f}"),
            _both(cost.heap, form="{:.0f}"),
        ]
        yield f"| {' | '.join(cells)} |"


def _both(ours: float, theirs: float = 0.0, form: str = "{:.1f}") -> str:
    """Return what was measured of two values."""
    return ", ".join(form.format(one) for one in (ours, theirs) if one)


def _fitted(here: Sequence[Cost], there: Sequence[Cost]) -> Iterator[str]:
    yield "| | one machine | off | cluster | off |\n|---|---|---|---|---|"
    quantities: dict[str, tuple[float, Callable[[Sequence[Cost]], Line]]] = {
        "archive, kB an article": (1e-3, lambda found: line(found, lambda cost: cost.archive)),
        "index, kB an article": (1e-3, lambda found: line(found, lambda cost: cost.index)),
        "indexing, ms of a processor an article": (1e3, _indexing),
        "a query, ms of a processor more a million articles": (1e9, lambda found: line(found, _answer)),
    }
    for name, (unit, of) in quantities.items():
        lines = [of(found) for found in (here, there)]
        yield f"| {name} | " + " | ".join(_slope(one, unit) for one in lines) + " |"


def _slope(line: Line, unit: float) -> str:
    return f"{line.each * unit:.2f} | {line.off:.0%}" if line.each > 0 else "no growth to be seen |"


def _machine(here: Sequence[Cost]) -> Iterator[str]:
    archive, index, query = (line(here, one) for one in (_archive, _index, _answer))
    anew = line(here, lambda cost: cost.rebuilding)
    yield "| articles | archive GB | index GB, mapped | a query, ms of a processor | all anew, hours of one |"
    yield "|---" * 5 + "|"
    for size in SIZES:
        sizes = " | ".join(f"{one.at(size) / GB:,.0f}" for one in (archive, index))
        yield f"| {size:,} | {sizes} | {query.at(size) * 1000:,.0f} | {anew.at(size) / HOUR:,.1f} |"
    yield from ("", "| what ends it | at articles |", "|---|---|")
    yield f"| {ANSWER:g} s of a processor for a query | {_about(query.reaches(ANSWER))} |"
    yield f"| an index of {MEMORY / GB:.0f} GB, more than the memory of one machine | {_about(index.reaches(MEMORY))} |"
    yield f"| all anew in a night of {NIGHT / HOUR:.0f} hours of one processor | {_about(anew.reaches(NIGHT))} |"


def _cluster(there: Sequence[Cost]) -> Iterator[str]:
    archive, index, indexing = line(there, _archive), line(there, _index), _indexing(there)
    yield (
        "| articles | archive GB | index GB | with its copies | shards | memory for all files, GB | nodes by disk "
        "| nodes by memory | all indexed, hours of a processor |"
    )
    yield "|---" * 9 + "|"
    for size in SIZES:
        held, kept = index.at(size), COPIES * index.at(size)
        nodes = (max(math.ceil(kept / most), COPIES) for most in (DISK * WATERMARK, CACHE))
        cells = [
            *(f"{one / GB:,.0f}" for one in (archive.at(size), held, kept)),
            f"{math.ceil(held / SHARD):,}",
            f"{kept / GB:,.0f}",
            *(f"{one:,}" for one in nodes),
            f"{indexing.at(size) / HOUR:,.0f}",
        ]
        yield f"| {size:,} | {' | '.join(cells)} |"


def _archive(cost: Cost) -> float:
    return cost.archive


def _index(cost: Cost) -> float:
    return cost.index


def _about(articles: float) -> str:
    """Return a number with two digits that say something.

    >>> _about(1_234_567)
    '1,200,000'
    """
    if math.isinf(articles):
        return "none"
    return f"{round(articles, 1 - math.floor(math.log10(articles))):,.0f}"


if __name__ == "__main__":
    main()
