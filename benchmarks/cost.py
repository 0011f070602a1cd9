"""Measure what an article costs while an archive grows: its disk, the memory, the work to index it and to find it.

    python -m benchmarks.cost --corpus news.jsonl --count 10000 50000 120000 --output cost.jsonl
    python -m benchmarks.cost --corpus news.jsonl --engine opensearch://127.0.0.1:9200/cost … --output cost.jsonl

    python -m benchmarks.cost --corpus news.jsonl --count 20000 --archive FOLDER --output cost.jsonl

Each count is reached by the command that a newsroom gives, from the count before; what was stopped goes on behind the
last line of its engine. `benchmarks.capacity` reads what it leaves, a line a count. With --archive one that is there is
measured as it is: what it costs to find, not to index.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

from benchmarks import task
from benchmarks.peers.searchsvc import asked
from benchmarks.run import percentiles
from benchmarks.serving import asking, serving
from benchmarks.usage import Spent, cpu, disk, heap, memory, nodes, run
from searchsvc.config import load
from searchsvc.output.links import API, url
from searchsvc.service.archive import open_archive

QUERIES_FROM = 10_000  # articles, the first ones, that the queries are drawn from
FEW = 10  # articles that come in by themselves, as a page of a newspaper does


@dataclass(frozen=True, slots=True)
class Cost:
    """What an archive of `articles` takes on an engine; bytes, seconds, megabytes (benchmarks.usage), milliseconds.

    `indexing` and `few` are seconds of all processors: of what was `added` since the count before, and of a page's
    articles alone; `nodes` and `few_nodes` what a cluster worked for them; all of them, and `rebuilding`, are 0 where
    they were not measured. `query` and `query_nodes` are milliseconds of the processor for each query; `p50` and
    `p95` by the clock.
    """

    engine: str
    articles: int
    text: int
    archive: int
    index: int
    query: float
    query_nodes: float
    p50: float
    p95: float
    own: float
    files: float
    heap: float
    added: int = 0
    wall: float = 0.0
    indexing: float = 0.0
    nodes: float = 0.0
    peak: int = 0
    rebuilding: float = 0.0
    rebuilding_wall: float = 0.0
    rebuilding_peak: int = 0
    few: float = 0.0
    few_nodes: float = 0.0


def main() -> None:
    """Measure, and append a line for each count."""
    options = _options()
    options.work.mkdir(parents=True, exist_ok=True)
    addresses = _addresses(options.corpus, options.work)
    reached = max((cost.articles for cost in costs(options.output, kind(options.engine))), default=0)
    for before, count in pairwise([reached, *(count for count in options.count if count > reached)]):
        cost = (_standing if options.archive else _grown)(options, before, count, addresses)
        with options.output.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(cost)) + "\n")
        print(json.dumps(asdict(cost)), flush=True)


def costs(path: Path, engine: str) -> list[Cost]:
    """Return what was measured of a kind of engine, in the order of the counts."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    found = [Cost(**json.loads(line)) for line in lines]
    return sorted((cost for cost in found if cost.engine == engine), key=lambda cost: cost.articles)


def kind(engine: str) -> str:
    """Return the first word of an engine's address."""
    return engine.partition(":")[0]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.cost", description="Measure what an article costs.")
    parser.add_argument("--corpus", type=Path, required=True, help="articles as JSON lines, longer than the last count")
    parser.add_argument("--count", type=int, nargs="+", default=[10_000, 50_000, 120_000])
    parser.add_argument("--engine", default="whoosh", help="or the address of a cluster; the index there must be new")
    parser.add_argument("--archive", type=Path, help="the folder of an archive of the corpus's first articles")
    parser.add_argument("--rebuild", action="store_true", help="measure making the whole index anew too")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "searchsvc-cost")
    parser.add_argument("--output", type=Path, required=True, help="the file that the lines are appended to")
    return parser.parse_args()


def _addresses(corpus: Path, work: Path) -> list[str]:
    """Return addresses of the queries, the same ones for every count and engine."""
    path = work / "queries.jsonl"
    if not path.exists():
        task.write(path, task.queries(list(task.records(corpus, QUERIES_FROM))))
    with path.open(encoding="utf-8") as lines:
        return [url(API, asked(json.loads(line))) for line in lines]


def _grown(options: argparse.Namespace, before: int, count: int, addresses: Sequence[str]) -> Cost:
    """Bring the archive from one count to another, and measure it there."""
    engine = options.engine
    folder = options.work / kind(engine)
    text = _part(options.corpus, 0, count, options.work / "part.jsonl")
    _part(options.corpus, before, count - FEW, options.work / "part.jsonl")
    most, most_nodes = _worked(engine, folder, "index", str(options.work / "part.jsonl"))
    _part(options.corpus, count - FEW, count, options.work / "few.jsonl")
    few, few_nodes = _worked(engine, folder, "index", str(options.work / "few.jsonl"))
    rebuilt = _worked(engine, folder, "rebuild")[0] if options.rebuild else Spent(0, 0, 0)
    return replace(
        _found(engine, folder, count, text, addresses),
        added=count - FEW - before,
        wall=most.wall,
        indexing=most.cpu,
        nodes=most_nodes,
        peak=most.memory,
        rebuilding=rebuilt.cpu,
        rebuilding_wall=rebuilt.wall,
        rebuilding_peak=rebuilt.memory,
        few=few.cpu,
        few_nodes=few_nodes,
    )


def _standing(options: argparse.Namespace, _before: int, count: int, addresses: Sequence[str]) -> Cost:
    """Measure an archive as it is; raises RuntimeError where it has not so many articles."""
    text = _part(options.corpus, 0, count, options.work / "part.jsonl")
    with closing(open_archive(load(index=options.archive, engine=options.engine))) as archive:
        if archive.store.count() != count:
            raise RuntimeError(f"{options.archive} has {archive.store.count()} articles, not {count}")
    return _found(options.engine, options.archive, count, text, addresses)


def _found(engine: str, folder: Path, count: int, text: int, addresses: Sequence[str]) -> Cost:
    archive, index = disk(engine, folder)
    return Cost(kind(engine), count, text, archive, index, **_answering(engine, folder, addresses))


def _worked(engine: str, folder: Path, *command: str) -> tuple[Spent, float]:
    """Run a command of searchsvc's; return what it took, and what the nodes of a cluster worked meanwhile."""
    before = nodes(engine)
    line = [sys.executable, "-m", "searchsvc", *command, "--index", str(folder)]
    spent, _ = run(line, {"SEARCHSVC_ENGINE": engine})
    return spent, nodes(engine) - before


def _answering(engine: str, folder: Path, addresses: Sequence[str]) -> dict[str, Any]:
    """Serve the archive with one worker, ask it everything twice by one client; return what the second time took."""
    settings = {"SEARCHSVC_INDEX": str(folder), "SEARCHSVC_ENGINE": engine, "SEARCHSVC_QUERY_SECONDS": "0"}
    with serving(sys.executable, "wsgi:app", 1, settings) as (port, pid):
        asking(port, addresses, 1)
        worked, theirs = cpu(pid), nodes(engine)
        times = asking(port, addresses, 1)
        worked, theirs = cpu(pid) - worked, nodes(engine) - theirs
        held = memory(pid)
        p50, p95, _ = percentiles(times)
        return {
            "query": worked * 1000 / len(times),
            "query_nodes": theirs * 1000 / len(times),
            "p50": p50,
            "p95": p95,
            "own": held.own,
            "files": held.files,
            "heap": heap(engine),
        }


def _part(corpus: Path, first: int, last: int, path: Path) -> int:
    """Write some lines of the corpus into a file; return the bytes of their texts."""
    text = 0
    with corpus.open(encoding="utf-8") as whole, path.open("w", encoding="utf-8") as file:
        for line in islice(whole, first, last):
            file.write(line)
            text += sum(len(one.encode()) for one in _texts(json.loads(line)))
    return text


def _texts(record: dict[str, str | None]) -> Iterator[str]:
    yield record["title"] or ""
    yield record["body"] or ""


if __name__ == "__main__":
    main()
