"""searchsvc's engine alone: queries understood beforehand; hits, total and facets, no snippets."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.peers import protocol, searchsvc
from benchmarks.peers.protocol import FACETS, TOP, VALUES, Answer, Ask
from searchsvc.engines.base import Request
from searchsvc.engines.whoosh import WhooshEngine
from searchsvc.query import parse
from searchsvc.service.lowering import lower, ranked


def build(_records: Iterator[dict[str, Any]], folder: Path) -> Callable[[], Ask]:
    """Open the index that searchsvc has built beside."""
    return lambda: _asking(WhooshEngine(folder.parent / "searchsvc"))


def _asking(engine: WhooshEngine) -> Ask:
    engine.search(Request(size=1))
    understood: dict[str, Request] = {}

    def ask(query: dict[str, Any]) -> Answer:
        key = str(query)
        if key not in understood:
            understood[key] = _request(query)
        results = engine.search(understood[key])
        return results.total, {name: list(results.facets[name].values) for name in FACETS}, []

    return ask


def _request(query: dict[str, Any]) -> Request:
    asked = searchsvc.asked(query)
    root = parse(asked.q, today=date.min).root
    facets = dict.fromkeys(FACETS, VALUES)
    return Request(match=lower(root), words=ranked(root), choices=asked.choices, facets=facets, size=TOP)


if __name__ == "__main__":
    protocol.run(build)
