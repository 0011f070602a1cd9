"""Who is busy in a newsroom: a writer that lays articles into a folder, readers that ask, one who awaits the newest."""

import http.client
import json
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from random import Random
from threading import Event
from typing import Any

from benchmarks.parity import FACETS, KINDS
from searchsvc.articles import Article
from searchsvc.output.links import API, url
from searchsvc.service.asking import Search

_LOOK = 0.1  # seconds between two questions for the newest article
_TIMEOUT = 60.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A query of a kind, the status of its answer, 0 where none came, and the milliseconds until that was read."""

    kind: str
    status: int
    took: float


@dataclass(frozen=True, slots=True)
class Laid:
    """An article in the folder: a string that no other one holds, and the moment from which on it was there."""

    mark: str
    moment: float


def write(lines: Iterable[str], spool: Path, rate: float, over: Event) -> Iterator[Laid]:
    """Lay articles into a folder, a file each, `rate` a second, until it is over; what is late is made up for."""
    begun, run = time.monotonic(), time.time_ns()
    for number, line in enumerate(lines):
        if over.wait(max(begun + number / rate - time.monotonic(), 0)):
            return
        name = f"{run}x{number}"
        record = json.loads(line)
        record |= {"id": name, "title": f"号外{name}：{record['title'] or ''}"}
        file = spool / f"{name}.jsonl"
        file.with_suffix(".part").write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")
        file.with_suffix(".part").rename(file)
        yield Laid(f"号外{name}", time.monotonic())


def ask(port: int, articles: Sequence[Article], seed: int, pause: float, over: Event) -> list[Asked]:
    """Ask what articles hold, of every kind by turns, with a pause after each answer, until it is over."""
    chance, asked = Random(seed), []
    with closing(_connected(port)) as connection:
        for kind, drawn in cycle(KINDS.items()):
            address = url(API, drawn(chance, chance.choice(articles))) + "&facets=" + ",".join(FACETS)
            begun = time.monotonic()
            status, _ = _got(connection, address)
            asked.append(Asked(kind, status, (time.monotonic() - begun) * 1000))
            if over.wait(chance.uniform(0, 2 * pause)):
                break
    return asked


def wait(port: int, laid: Sequence[Laid], over: Event) -> list[float]:
    """Wait until the newest article is found, then for the one that is the newest then; return the seconds of each."""
    lags: list[float] = []
    waited: Laid | None = None
    found: Laid | None = None
    with closing(_connected(port)) as connection:
        while not over.wait(_LOOK):
            waited = waited or (laid[-1] if laid and laid[-1] is not found else None)
            if waited and _finds(connection, waited.mark):
                lags.append(time.monotonic() - waited.moment)
                waited, found = None, waited
    return lags


def _finds(connection: http.client.HTTPConnection, mark: str) -> bool:
    status, told = _got(connection, url(API, Search(q=f"“{mark}”", relax=False)))
    return status == http.HTTPStatus.OK and told["total"] > 0


def _connected(port: int) -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", port, timeout=_TIMEOUT)


def _got(connection: http.client.HTTPConnection, address: str) -> tuple[int, Any]:
    try:
        connection.request("GET", address)
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())
    except (OSError, http.client.HTTPException):
        connection.close()  # the next request connects anew
        return 0, None
