"""Simulate a newsroom: articles come in, readers ask, each by the commands that users run; tell what it was like.

    python -m benchmarks.simulate --corpus news.jsonl --articles 10000 --rate 2 --readers 4 --seconds 60
    … --engine "opensearch://127.0.0.1:9200/simulated" --store postgresql://press@127.0.0.1/news

`searchsvc index` makes the archive, `searchsvc serve` answers, `searchsvc watch` takes what is laid into its folder, a
file an article. Readers are connections that ask, wait a moment and ask again, of thirteen kinds by turns.
"""

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from subprocess import Popen
from threading import Event

from benchmarks import usage
from benchmarks.newsroom import Asked, Laid, ask, wait, write
from benchmarks.run import percentiles
from searchsvc.articles import Article
from searchsvc.readers import read

LOOK = 0.5  # seconds between two looks of the watch, and as long a file must have stayed the same
FIRST = 200  # articles of the corpus that queries are drawn from


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen: queries and lags of a newsroom, what was laid, seconds by the clock and of processors, memory."""

    asked: list[Asked]
    lags: list[float]
    laid: int
    seconds: float
    worked: dict[str, float]
    memory: dict[str, usage.Memory]


def main() -> None:
    """Make the archive, simulate, and print the tables."""
    options = _options()
    folder, spool = options.work / "index", options.work / "spool"
    settings = {"SEARCHSVC_ENGINE": options.engine, "SEARCHSVC_STORE": options.store}
    if not folder.exists():
        spool.mkdir(parents=True)
        _make(options, folder, settings)
    serve = ["serve", "--port", "0", "--workers", str(options.workers)]
    watch = ["watch", str(spool), "--interval", str(LOOK)]
    with _running(serve, folder, settings) as (server, said), _running(watch, folder, settings) as (watcher, _):
        port = int(said.rpartition(":")[2].partition(",")[0])
        print(_told(_simulated(options, port, {"serve": server, "watch": watcher}), options))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.simulate", description="Simulate a newsroom.")
    parser.add_argument("--corpus", type=Path, required=True, help="articles as JSON lines")
    parser.add_argument("--articles", type=int, default=10_000, help="in the archive before it begins")
    parser.add_argument("--rate", type=float, default=1.0, help="articles that come in a second")
    parser.add_argument("--readers", type=int, default=4)
    parser.add_argument("--pause", type=float, default=1.0, help="seconds that a reader waits after an answer")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--workers", type=int, default=1, help="processes of `searchsvc serve`")
    parser.add_argument("--engine", default="whoosh", help="or the address of a cluster; the index there must be new")
    parser.add_argument("--store", default="sqlite", help="or the address of a database, which must be empty")
    default = Path(tempfile.gettempdir()) / "searchsvc-simulated"
    parser.add_argument("--work", type=Path, default=default, help="a folder that is new, or of a run before this one")
    return parser.parse_args()


def _make(options: argparse.Namespace, folder: Path, settings: Mapping[str, str]) -> None:
    """Make the archive of the first articles of the corpus."""
    part = options.work / "part.jsonl"
    with options.corpus.open(encoding="utf-8") as lines, part.open("w", encoding="utf-8") as file:
        file.writelines(islice(lines, options.articles))
    usage.run([sys.executable, "-m", "searchsvc", "index", str(part), "--index", str(folder)], settings)


@contextmanager
def _running(command: Sequence[str], folder: Path, settings: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Run a command of searchsvc's until the end of the block; yields its process and the first line that it says."""
    line = [sys.executable, "-m", "searchsvc", *command, "--index", str(folder)]
    with tempfile.TemporaryFile() as said, Popen(line, cwd=usage.ROOT, env=os.environ | settings, stderr=said) as it:
        try:
            while b"\n" not in (first := os.pread(said.fileno(), 1_000, 0)):
                if it.poll() is not None:
                    raise RuntimeError(f"{line} ended with {it.returncode}")
                time.sleep(0.1)
            yield it.pid, first.decode().partition("\n")[0]
        finally:
            it.terminate()


def _simulated(options: argparse.Namespace, port: int, programs: Mapping[str, int]) -> Seen:
    articles = [one for one in islice(read(options.corpus), FIRST) if isinstance(one, Article)]
    laid: list[Laid] = []
    over = Event()
    before, begun = _worked(options.engine, programs), time.monotonic()
    with options.corpus.open(encoding="utf-8") as lines, ThreadPoolExecutor(options.readers + 2) as pool:
        fresh = islice(lines, options.articles, None)
        writer = pool.submit(lambda: laid.extend(write(fresh, options.work / "spool", options.rate, over)))
        lags = pool.submit(wait, port, laid, over)
        asked = [pool.submit(ask, port, articles, seed, options.pause, over) for seed in range(options.readers)]
        try:
            memory = _memory(programs, begun + options.seconds)
        finally:
            over.set()
        seconds = time.monotonic() - begun
        worked = {name: cpu - before[name] for name, cpu in _worked(options.engine, programs).items()}
        writer.result()
        return Seen([one for each in asked for one in each.result()], lags.result(), len(laid), seconds, worked, memory)


def _worked(engine: str, programs: Mapping[str, int]) -> dict[str, float]:
    return {name: usage.cpu(pid) for name, pid in programs.items()} | {"cluster": usage.nodes(engine)}


def _memory(programs: Mapping[str, int], end: float) -> dict[str, usage.Memory]:
    """Look at the programs once a second until the end; return the most that each held of its own."""
    most: dict[str, usage.Memory] = {}
    while time.monotonic() < end:
        held = {name: usage.memory(pid) for name, pid in programs.items()}
        most = {name: max(most.get(name, now), now, key=lambda one: one.own) for name, now in held.items()}
        time.sleep(1)
    return most


def _told(seen: Seen, options: argparse.Namespace) -> str:
    good = [one for one in seen.asked if one.status == 200]
    statuses = Counter(one.status for one in seen.asked if one.status != 200)
    p50, p95, p99 = percentiles(seen.lags) if seen.lags else (float("nan"),) * 3
    lines = [
        f"{options.articles:,} articles, {seen.laid / seen.seconds:.1f} more a second, {options.readers} readers, "
        f"{len(good) / seen.seconds:.1f} answers a second over {seen.seconds:.0f} s; other statuses: "
        + (", ".join(f"{status or 'no answer'} {times}×" for status, times in statuses.items()) or "none"),
        "",
        f"An article was found {p50:.1f} s after it was laid down (p95 {p95:.1f}, p99 {p99:.1f}; "
        f"{len(seen.lags)} waited for, {LOOK:g} s of it until the folder is looked at twice).",
        "",
        *_times(good),
        "",
        "| program | processors busy | MB of its own | MB of mapped files |\n|---|---|---|---|",
    ]
    for name, cpu in seen.worked.items():
        held = seen.memory.get(name)
        cells = f"{held.own:.0f} | {held.files:.0f}" if held else "|"
        lines.append(f"| {name} | {cpu / seen.seconds:.2f} | {cells} |")
    return "\n".join(lines)


def _times(asked: Sequence[Asked]) -> Iterator[str]:
    """Yield the lines of a table of milliseconds by kind."""
    yield "| kind | answers | p50 ms | p95 ms | p99 ms |\n|---|---|---|---|---|"
    for kind in (*dict.fromkeys(one.kind for one in asked), "all"):
        took = [one.took for one in asked if kind in (one.kind, "all")]
        yield f"| {kind} | {len(took)} | " + " | ".join(f"{time:.1f}" for time in percentiles(took)) + " |"


if __name__ == "__main__":
    main()
