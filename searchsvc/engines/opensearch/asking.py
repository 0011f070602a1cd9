"""Asking: requests to one state of the index, by its point in time."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from opensearchpy import OpenSearch, TransportError
from opensearchpy.exceptions import HTTP_EXCEPTIONS

from searchsvc.engines.opensearch.state import KEEP_ALIVE

Json = dict[str, Any]
PAGE = 1_000  # hits of one request of many


@dataclass(frozen=True, slots=True)
class Asking:
    """A state to ask; `until` is the moment of `time.monotonic()` when it is to be done."""

    client: OpenSearch
    pit: str
    until: float | None = None

    @property
    def _at(self) -> Json:
        return {"pit": {"id": self.pit, "keep_alive": KEEP_ALIVE}}

    @property
    def late(self) -> bool:
        """Tell whether the time is over."""
        return self.until is not None and time.monotonic() >= self.until

    def search(self, body: Json, **params: str) -> Json:
        """Return the answer of all shards to a search."""
        whole = {"allow_partial_search_results": "false", **params}
        found: Json = self.client.search(body=body | self._at, params=whole)
        return found

    def searches(self, bodies: Sequence[Json]) -> list[Json]:
        """Return the answers to several searches, asked at once."""
        if len(bodies) == 1:
            return [self.search(bodies[0])]
        head = {"allow_partial_search_results": False}
        lines = [line for body in bodies for line in (head, body | self._at)]
        told: list[Json] = self.client.msearch(body=lines)["responses"]
        for one in told:
            if error := one.get("error"):
                raise HTTP_EXCEPTIONS.get(one["status"], TransportError)(one["status"], error["type"], error)
        return told

    def walk(self, query: Json, kept: list[str]) -> Iterator[Json]:
        """Yield every hit of a query by sequence, a page at a time while there is time."""
        body: Json = {"size": PAGE, "query": query, "sort": ["sequence"], "_source": kept, "track_total_hits": False}
        hits: list[Json] = [{}] * PAGE
        while len(hits) == PAGE:
            hits = self.search(body)["hits"]["hits"]
            yield from hits
            body["search_after"] = hits[-1]["sort"] if hits else []
