"""Statistics: what ranking knows of all documents of a state, counted once, and of each term, when it is first met."""

from dataclasses import dataclass, field
from typing import Any

from searchsvc.engines import ranking
from searchsvc.engines.opensearch.asking import Asking
from searchsvc.engines.opensearch.queries import EVERY
from searchsvc.engines.opensearch.terms import term
from searchsvc.schema import VIEWS

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A term in a view: its weight there, and the mean length of the view over all documents."""

    view: str
    word: str
    weight: float
    average: float

    @property
    def query(self) -> Json:
        """The query whose score is the term's code."""
        return {"term": {f"ranked.{self.view}": term(self.word)}}


@dataclass(slots=True)
class Statistics:
    """The numbers of a state."""

    documents: int
    averages: dict[str, float]
    newest: int | None
    having: dict[tuple[str, str], int] = field(default_factory=dict)  # documents, by view and word

    def weighed(self, asking: Asking, words: tuple[str, ...]) -> list[Weighed]:
        """Return the terms of these words that weigh anything, in the order of VIEWS and words, each once."""
        every = [(view, word) for view in VIEWS for word in dict.fromkeys(words)]
        self._count(asking, [each for each in every if each not in self.having])
        return [
            Weighed(view, word, weight, self.averages[view])
            for view, word in every
            if (having := self.having[view, word])
            if (weight := ranking.weight(view, word, self.documents, having))
        ]

    def _count(self, asking: Asking, unknown: list[tuple[str, str]]) -> None:
        if not unknown:
            return
        queries = [Weighed(view, word, 0.0, 0.0).query for view, word in unknown]
        body = {"size": 0, "query": EVERY, "aggs": {"having": {"filters": {"filters": queries}}}}
        buckets = asking.search(body)["aggregations"]["having"]["buckets"]
        self.having |= {each: bucket["doc_count"] for each, bucket in zip(unknown, buckets, strict=True)}


def statistics(asking: Asking) -> Statistics:
    """Count all documents of a state."""
    sums = {view: {"sum": {"field": f"lengths.{view}"}} for view in VIEWS}
    body = {"size": 0, "track_total_hits": True, "aggs": {**sums, "newest": {"max": {"field": "published"}}}}
    found = asking.search(body)
    documents = found["hits"]["total"]["value"]
    told = found.get("aggregations", {})
    newest = told.get("newest", {}).get("value")
    averages = {view: told[view]["value"] / max(documents, 1) for view in VIEWS} if told else dict.fromkeys(VIEWS, 0.0)
    return Statistics(documents, averages, None if newest is None else int(newest))
