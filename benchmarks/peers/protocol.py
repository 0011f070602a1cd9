"""What a peer does when it is run: index the records, ask every query some times, print what it took as JSON."""

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

TOP, VALUES, PASSAGE = 10, 20, 120  # hits, values of a facet, characters of a snippet
FACETS = ("city", "zone", "industry")

# (total, counts of the facets, ten snippets)
Answer = tuple[int, dict[str, list[tuple[str, int]]], list[str]]
Query = dict[str, Any]  # of `benchmarks.task`: kind, words, city
Ask = Callable[[dict[str, Any]], Answer]
Build = Callable[[Iterator[dict[str, Any]], Path], Callable[[], Ask]]


def run(build: Build) -> None:
    """Run a peer: `build` indexes records into a folder and returns what opens it and gives what answers a query.

    Arguments: the folder with records.jsonl and queries.jsonl, a folder to index into, the number of rounds.
    """
    task, folder, rounds = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    queries = list(rows(task / "queries.jsonl"))
    begun = time.perf_counter()
    opened = build(rows(task / "records.jsonl"), folder)
    indexed = time.perf_counter() - begun
    reading = _seconds(lambda: sum(1 for _ in rows(task / "records.jsonl")))
    begun = time.perf_counter()
    ask = opened()
    opening = time.perf_counter() - begun
    passes = [[_timed(ask, query) for query in queries] for _ in range(rounds + 1)]
    print(
        json.dumps(
            {
                "seconds": indexed - reading,
                "bytes": sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()),
                "open": opening * 1000,
                "totals": [total for _, _, total in passes[0]],
                "passes": [[milliseconds for milliseconds, _, _ in one] for one in passes],
                "cpu": [[milliseconds for _, milliseconds, _ in one] for one in passes],
                "memory": _peak(),
            }
        )
    )


def _peak() -> int:
    """Return the most memory in MB that this program has held; `getrusage` tells that of who started it, too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a JSONL file."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def passage(text: str, words: list[str]) -> str:
    """Return about PASSAGE characters around the first word found, every word marked: for engines without their own."""
    at = max(min((place for word in words if (place := text.find(word)) >= 0), default=0) - PASSAGE // 4, 0)
    cut = text[at : at + PASSAGE]
    for word in words:
        cut = cut.replace(word, f"<b>{word}</b>")
    return cut


def _timed(ask: Ask, query: dict[str, Any]) -> tuple[float, float, int]:
    """Return the milliseconds that passed, those that this process worked, and the total."""
    begun, worked = time.perf_counter(), time.process_time()
    total, _, _ = ask(query)
    return (time.perf_counter() - begun) * 1000, (time.process_time() - worked) * 1000, total


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
