"""A question: a request with what is known of its words and of what it matches, as OpenSearch is asked it."""

from dataclasses import dataclass
from typing import Any

from searchsvc.engines.base import Request
from searchsvc.engines.opensearch import sorting
from searchsvc.engines.opensearch.asking import Asking
from searchsvc.engines.opensearch.mapping import DEEPEST
from searchsvc.engines.opensearch.queries import all_of, query
from searchsvc.engines.opensearch.scoring import scored
from searchsvc.engines.opensearch.statistics import Statistics, Weighed
from searchsvc.schema import DUPLICATES

Json = dict[str, Any]
CLUSTER = f"facets.{DUPLICATES}"  # of near-duplicates


@dataclass(frozen=True, slots=True)
class Question:
    """A request with what is known of its words and of what it matches."""

    asking: Asking
    request: Request
    statistics: Statistics
    weighed: list[Weighed]
    matched: Json  # without the choices

    @property
    def chosen(self) -> Json:
        """The query for the hits."""
        return all_of([self.matched, query(self.request.chosen())])

    @property
    def ranked(self) -> Json:
        """The query for what is matched, with scores where they are asked for."""
        if self.request.sort != "relevance":
            return self.matched
        newest = self.statistics.newest
        return scored(self.matched, self.weighed, recency=self.request.recency, newest=newest)

    @property
    def first(self) -> Json:
        """The body that asks for the first hits behind the request's place, those to be skipped included."""
        request = self.request
        behind = {"search_after": sorting.behind(request, request.after)} if request.after else {}
        return behind | {
            "size": min(request.start + request.size, DEEPEST),
            "query": self.ranked,
            "sort": sorting.order(request),
            "_source": ["document"] if request.show else False,
            "docvalue_fields": ["id", CLUSTER],
            **({"post_filter": query(request.chosen())} if request.choices else {}),
        }
