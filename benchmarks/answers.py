"""Measure where the time of an answer goes: each of its parts, query after query, by the clock of the CPU.

    python -m benchmarks.answers --work /tmp/searchsvc-benchmarks --count 60000

It asks the index that `benchmarks.run` left in the folder; its last count is the one to give.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from flask import Flask
from werkzeug.test import EnvironBuilder, run_wsgi_app

from benchmarks.peers import protocol, searchsvc
from benchmarks.run import percentiles
from searchsvc.config import Settings
from searchsvc.output.links import API, url
from searchsvc.output.records import answer
from searchsvc.output.renderers import as_json
from searchsvc.service.archive import Archive, open_archive
from searchsvc.service.asking import Search, request_of, understand
from searchsvc.service.lowering import needles, terms
from searchsvc.service.search import search
from searchsvc.snippets import cut_page
from searchsvc.web import create_app

Step = Callable[[], object]


def main() -> None:
    """Measure and print a table."""
    options = _options()
    settings = Settings(index=options.work / "searchsvc")
    archive, app = open_archive(settings), create_app(settings)
    queries = protocol.rows(options.work / f"task-{options.count}" / "queries.jsonl")
    every = [dict(chain(_steps(archive, asked), _served(app, asked))) for asked in map(searchsvc.asked, queries)]
    times = {name: _least([steps[name] for steps in every], options.rounds) for name in every[0]}
    print("| milliseconds | p50 | p95 | p99 |\n" + "|---" * 4 + "|")
    for name, own in times.items():
        print(f"| {name} | {' | '.join(f'{one:.3f}' for one in percentiles(own))} |")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.answers", description="Measure the parts of an answer.")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "searchsvc-benchmarks")
    parser.add_argument("--count", type=int, required=True, help="the articles of the index in that folder")
    parser.add_argument("--rounds", type=int, default=7, help="passes over all queries; the shortest counts of each")
    return parser.parse_args()


def _steps(archive: Archive, asked: Search) -> Iterator[tuple[str, Step]]:
    """Yield the parts of an answer, the whole first."""
    root = understand(archive, asked.q).root
    request = replace(request_of(asked, root, tuple(terms(root).values())), show=True)
    shown = [hit.shown for hit in archive.search(request).hits if hit.shown]
    wanted, whole = needles(root), search(archive, asked)
    yield "the whole answer", lambda: search(archive, asked)
    yield "understand the query", lambda: understand(archive, asked.q)
    yield "make the request", lambda: request_of(asked, root, tuple(terms(root).values()))
    yield "find, rank and count", lambda: archive.search(replace(request, show=False))
    yield "the same with what is shown", lambda: archive.search(request)
    yield "marks and passages of ten hits", lambda: list(cut_page(shown, wanted, 1))
    yield "as JSON", lambda: as_json(answer(whole, "zh"))


def _served(app: Flask, asked: Search) -> Iterator[tuple[str, Step]]:
    """Yield a request of the API with all that the web application does for it, and the writing of its JSON alone."""
    environ = EnvironBuilder(url(API, asked)).get_environ()
    pieces, status, _ = run_wsgi_app(app, environ)
    record = app.json.loads(b"".join(pieces))
    assert status.startswith("200"), record
    yield "a request of the web application", lambda: list(run_wsgi_app(app, environ)[0])
    with app.app_context():
        yield "write its JSON", lambda: app.json.response(record)


def _least(steps: Sequence[Step], rounds: int) -> list[float]:
    """Return the milliseconds of CPU that each step takes in a row of others, as in a service, undisturbed."""
    return list(map(min, zip(*([_taken(step) for step in steps] for _ in range(rounds)), strict=True)))


def _taken(step: Step) -> float:
    begun = time.process_time()
    step()
    return (time.process_time() - begun) * 1000


if __name__ == "__main__":
    main()
