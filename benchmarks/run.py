"""Measure searchsvc and its peers on one corpus in one run, and write the table.

    python -m benchmarks.run --corpus news.jsonl --count 10000 20000 --peers tantivy,fts5,whoosh

Peers are installed into a virtual environment beside the working files when they are asked for. With --opensearch
opensearch://HOST:9200 searchsvc is measured on that cluster too, in indices of its own that are deleted again.
"""

import argparse
import json
import os
import platform
import secrets
import shutil
import statistics
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from benchmarks import task
from benchmarks.usage import ROOT, disk, forget, parts

PEERS = {  # what each needs from the registry
    "tantivy": "tantivy==0.27.0",
    "fts5": "",
    "whoosh": "whoosh==2.7.4",
    "bm25s": "bm25s==0.3.16",
}
OURS = ("searchsvc", "engine")
CLUSTER = "opensearch"

_ABOUT = """# Benchmarks

One task for every engine: the ten best articles, the exact total, the 20 most frequent values of three facets over all
hits, ten snippets; 300 queries of eight kinds drawn from the corpus; in process, one thread. The peers are given
tokens; searchsvc does what users run: it matches strings literally, resolves aliases, reads articles from the archive.
`engine` is its index alone, without snippets; `opensearch` is searchsvc with the index on a cluster, whose own work is
in the times and in no column of CPU or memory. Each query is asked once a pass; times are the median of the passes
after the first, in milliseconds, in brackets beside Tantivy's; CPU is what the process worked, beside Tantivy's.
"""


def main() -> None:
    """Measure and write."""
    options = _options()
    options.work.mkdir(parents=True, exist_ok=True)
    peers = [name for name in options.peers.split(",") if name]
    python = environment(options.work / "peers", [PEERS[name] for name in peers if PEERS[name]])
    written = [_heading(options)]
    for count in options.count:
        measured = _measured(options, count, peers, python)
        (options.work / f"measured-{count}.json").write_text(json.dumps(measured), encoding="utf-8")
        written.append(_section(count, measured))
        print(written[-1])
        if options.output:
            options.output.write_text("\n".join(written), encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.run", description="Measure searchsvc and its peers.")
    parser.add_argument("--corpus", type=Path, required=True, help="articles as JSON lines")
    parser.add_argument("--count", type=int, nargs="+", default=[10_000], help="how many of them, one table each")
    parser.add_argument("--peers", default="tantivy", help=f"any of {','.join(PEERS)}")
    parser.add_argument("--opensearch", default="", help="the address of a cluster: host and options, no name")
    parser.add_argument("--rounds", type=int, default=5, help="passes over the queries; the median of each counts")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "searchsvc-benchmarks")
    parser.add_argument("--output", type=Path, help="the Markdown file to write")
    return parser.parse_args()


def environment(folder: Path, packages: Sequence[str]) -> Path:
    """Make a virtual environment with the peers' packages; return its Python."""
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
    if packages:
        subprocess.run([python, "-m", "pip", "install", "--quiet", *packages], check=True)
    return python


def _measured(options: argparse.Namespace, count: int, peers: list[str], python: Path) -> dict[str, Any]:
    folder = options.work / f"task-{count}"
    if not (folder / "queries.jsonl").exists():
        folder.mkdir(exist_ok=True)
        records = list(task.records(options.corpus, count))
        task.write(folder / "records.jsonl", records)
        task.write(folder / "queries.jsonl", task.queries(records))
    measured: dict[str, Any] = {}
    for name in (*peers, *OURS):
        with_it = sys.executable if name in OURS else str(python)
        measured[name] = _peer(name, options, folder, with_it)
    if options.opensearch:
        measured[CLUSTER] = _clustered(options, folder)
    rows = [json.loads(line) for line in (folder / "records.jsonl").open(encoding="utf-8")]
    measured["text"] = sum(len((row["title"] + row["body"]).encode()) for row in rows)
    measured["kinds"] = [json.loads(line)["kind"] for line in (folder / "queries.jsonl").open(encoding="utf-8")]
    return measured


def _peer(name: str, options: argparse.Namespace, folder: Path, python: str, engine: str = "whoosh") -> dict[str, Any]:
    own = options.work / (CLUSTER if engine.startswith(CLUSTER) else name)
    shutil.rmtree(own, ignore_errors=True)
    own.mkdir()
    command = [python, "-m", f"benchmarks.peers.{name}", str(folder), str(own), str(options.rounds)]
    chosen = os.environ | {"SEARCHSVC_ENGINE": engine}
    done = subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=chosen)
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured | {"parts": parts(own)}


def _clustered(options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """Measure searchsvc on a cluster, in an index that is new, and delete that."""
    name = f"benchmark-{secrets.token_hex(4)}"
    engine = urlsplit(options.opensearch)._replace(path=name).geturl()
    try:
        measured = _peer("searchsvc", options, folder, sys.executable, engine)
        measured["parts"]["cluster"] = disk(engine, options.work / CLUSTER)[1]
        return measured
    finally:
        forget(engine)


def _heading(options: argparse.Namespace) -> str:
    described = Path("/proc/cpuinfo")
    lines = described.read_text(encoding="utf-8").splitlines() if described.exists() else []
    models = [line.split(":")[1].strip() for line in lines if line.startswith("model name")]
    processor = models[0] if models else platform.processor()
    counts = " ".join(map(str, options.count))
    command = f"python -m benchmarks.run --corpus {options.corpus.name} --count {counts} --peers {options.peers}"
    command += f" --opensearch {options.opensearch}" if options.opensearch else ""
    machine = f"{os.cpu_count()} cores of {processor}, Python {platform.python_version()}"
    return f"{_ABOUT}\n{datetime.now(UTC).date()}, {machine}.\n\n    {command} --rounds {options.rounds}\n"


def _section(count: int, measured: dict[str, Any]) -> str:
    text, kinds = measured.pop("text"), measured.pop("kinds")
    base = measured.get("tantivy")
    lines = [
        f"\n## {count:,} articles, {text / 1e6:.1f} MB of text\n",
        "| | p50 | p95 | p99 | CPU p50 / p95 / p99 | first pass p50 / p95 / p99 "
        "| indexed/s | disk × text | open ms | memory MB |",
        "|---" * 10 + "|",
    ]
    for name, own in measured.items():
        lines.append(_row(name, own, base, count, text))
    lines += ["", "| p50 ms | " + " | ".join(task.KINDS) + " |", "|---" * (len(task.KINDS) + 1) + "|"]
    for name, own in measured.items():
        medians = _medians(own)
        cells = (
            statistics.median(time for time, of in zip(medians, kinds, strict=True) if of == kind)
            for kind in task.KINDS
        )
        lines.append(f"| {name} | " + " | ".join(f"{cell:.2f}" for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def _row(name: str, own: dict[str, Any], base: dict[str, Any] | None, count: int, text: int) -> str:
    against = base or own
    cells = [
        f"{one:.2f} ({one / other:.2f}×)"
        for one, other in zip(percentiles(_medians(own)), percentiles(_medians(against)), strict=True)
    ]
    worked = zip(percentiles(_medians(own, "cpu")), percentiles(_medians(against, "cpu")), strict=True)
    cpu = " / ".join(f"{one / other:.2f}×" for one, other in worked)
    first = " / ".join(f"{one:.2f}" for one in percentiles(own["passes"][0]))
    size = f"{own['bytes'] / text:.2f}"
    if name in (*OURS, CLUSTER):
        size = " + ".join(f"{kind} {part / text:.2f}" for kind, part in sorted(own["parts"].items()))
    indexed = f"{count / own['seconds']:,.0f}" if own["bytes"] else ""
    return (
        f"| {name} | {' | '.join(cells)} | {cpu} | {first} | {indexed} | {size} | {own['open']:.0f} | {own['memory']} |"
    )


def _medians(own: dict[str, Any], clock: str = "passes") -> list[float]:
    """Return the median time of each query over the passes but the first, by the clock of the wall or of the CPU."""
    return [statistics.median(times) for times in zip(*own[clock][1:], strict=True)]


def percentiles(times: Iterable[float]) -> tuple[float, float, float]:
    """Return the 50th, 95th and 99th percentile."""
    ordered = sorted(times)
    p50, p95, p99 = (ordered[min(int(len(ordered) * part), len(ordered) - 1)] for part in (0.5, 0.95, 0.99))
    return p50, p95, p99


if __name__ == "__main__":
    main()
