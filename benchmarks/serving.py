"""Measure searchsvc and Tantivy behind Flask over HTTP, on the same server, with the same clients.

    python -m benchmarks.serving --work /tmp/searchsvc-benchmarks --count 60000 --workers 1 2

It asks the indexes that `benchmarks.run --peers tantivy` left in the folder; its last count is the one to give.
"""

import argparse
import configparser
import http.client
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.peers import protocol, searchsvc
from benchmarks.run import environment, percentiles
from benchmarks.usage import ROOT, cpu
from searchsvc.cli.serving import command
from searchsvc.output.links import API, url

THREADS = 4  # of a worker, as `searchsvc serve` has them
TANTIVY = "tantivy==0.27.0"


@dataclass(frozen=True, slots=True)
class Measured:
    """What one server did: requests a second, milliseconds of each request, CPU milliseconds a request."""

    rate: float
    times: tuple[float, ...]
    cpu: float


def main() -> None:
    """Measure and print a table."""
    options = _options()
    queries = list(protocol.rows(options.work / f"task-{options.count}" / "queries.jsonl"))
    python = environment(options.work / "peers", (TANTIVY, *_dependencies()))
    settings = {f"{name.upper()}_INDEX": str(options.work / name) for name in ("searchsvc", "tantivy")}
    print("| | workers | requests/s | p50 | p95 | p99 | CPU ms a request |\n" + "|---" * 7 + "|")
    for workers in options.workers:
        servers = {
            "tantivy": (str(python), "benchmarks.peers.tantivy_flask:app", [_theirs(query) for query in queries]),
            "searchsvc": (sys.executable, "wsgi:app", [_ours(query) for query in queries]),
        }
        for name, (interpreter, app, addresses) in servers.items():
            runs = []
            for _ in range(options.rounds):
                with serving(interpreter, app, workers, settings) as (port, pid):
                    asking(port, addresses, options.clients)  # warm
                    runs.append(_measured(port, pid, addresses, options.clients))
            print(_row(name, workers, sorted(runs, key=lambda run: run.rate)[len(runs) // 2]))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.serving", description="Measure answers over HTTP.")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "searchsvc-benchmarks")
    parser.add_argument("--count", type=int, required=True, help="the articles of the indexes in that folder")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--clients", type=int, default=4, help="connections that ask at once")
    parser.add_argument("--rounds", type=int, default=3, help="servers started; the one of median rate counts")
    return parser.parse_args()


def _dependencies() -> list[str]:
    """Return what the service needs, so that the peer's server runs with the same workers."""
    read = configparser.ConfigParser()
    read.read(ROOT / "setup.cfg", encoding="utf-8")
    return read["options"]["install_requires"].split()


def _theirs(query: protocol.Query) -> str:
    return "/search?" + urlencode({"q": json.dumps(query)})


def _ours(query: protocol.Query) -> str:
    return url(API, searchsvc.asked(query))


@contextmanager
def serving(python: str, app: str, workers: int, settings: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """Serve an application as `searchsvc serve` does; yields its port and process."""
    listener = socket.create_server(("127.0.0.1", 0))
    os.set_inheritable(listener.fileno(), True)
    line = [python, *command(listener.fileno(), 0, workers, THREADS)[1:-1], app]
    server = subprocess.Popen(line, cwd=ROOT, env=os.environ | settings, pass_fds=[listener.fileno()])
    try:
        yield listener.getsockname()[1], server.pid
    finally:
        server.terminate()
        server.wait()
        listener.close()


def _measured(port: int, pid: int, addresses: Sequence[str], clients: int) -> Measured:
    begun, worked = time.perf_counter(), cpu(pid)
    times = asking(port, addresses, clients)
    return Measured(len(times) / (time.perf_counter() - begun), tuple(times), (cpu(pid) - worked) * 1000 / len(times))


def asking(port: int, addresses: Sequence[str], clients: int) -> list[float]:
    """Ask every address once, shared among the clients; return the milliseconds of each."""
    with ThreadPoolExecutor(clients) as pool:
        shares = pool.map(lambda place: list(_timed(port, addresses[place::clients])), range(clients))
        return [time for share in shares for time in share]


def _timed(port: int, addresses: Sequence[str]) -> Iterator[float]:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        for address in addresses:
            begun = time.perf_counter()
            connection.request("GET", address)
            answer = connection.getresponse()
            answer.read()
            if answer.status != http.HTTPStatus.OK:
                raise RuntimeError(f"{answer.status} for {address}")
            yield (time.perf_counter() - begun) * 1000


def _row(name: str, workers: int, run: Measured) -> str:
    p50, p95, p99 = percentiles(run.times)
    return f"| {name} | {workers} | {run.rate:.0f} | {p50:.2f} | {p95:.2f} | {p99:.2f} | {run.cpu:.2f} |"


if __name__ == "__main__":
    main()
