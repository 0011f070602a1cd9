"""Asking: requests to one state of the index, by its point in time."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from opensearchpy import OpenSearch

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
    def late(self) -> bool:
        """Tell whether the time is over."""
        return self.until is not None and time.monotonic() >= self.until

    def search(self, body: Json, **params: str) -> Json:
        """Return the answer of all shards to a search."""
        pit = {"pit": {"id": self.pit, "keep_alive": KEEP_ALIVE}}
        found: Json = self.client.search(body=body | pit, params={"allow_partial_search_results": "false", **params})
        return found

    def walk(self, query: Json, kept: list[str]) -> Iterator[Json]:
        """Yield every hit of a query by sequence, a page at a time while there is time."""
        body: Json = {"size": PAGE, "query": query, "sort": ["sequence"], "_source": kept, "track_total_hits": False}
        while hits := self.search(body)["hits"]["hits"]:
            yield from hits
            body["search_after"] = hits[-1]["sort"]
