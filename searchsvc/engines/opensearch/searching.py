"""Searching: a request, asked of one state, made of as few questions to the cluster as it takes."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from searchsvc.engines import ranking
from searchsvc.engines.base import Explanation, FacetCounts, Hit, Request, Results, Share
from searchsvc.engines.opensearch.asking import Asking
from searchsvc.engines.opensearch.paging import page
from searchsvc.engines.opensearch.proving import proven
from searchsvc.engines.opensearch.queries import named, query
from searchsvc.engines.opensearch.question import CLUSTER, Question
from searchsvc.engines.opensearch.scoring import codes
from searchsvc.engines.opensearch.state import State
from searchsvc.engines.opensearch.statistics import Statistics, Weighed
from searchsvc.engines.opensearch.terms import decoded

Json = dict[str, Any]
_VALUES = 20_000  # of a facet, and days: more than there are, so that counts are exact on any number of shards
_CLUSTERS = 5_000  # of near-duplicates, counted at once


def answer(asking: Asking, request: Request, statistics: Statistics, state: State) -> Results:
    """Answer a request."""
    matched, partial = proven(asking, request.match)
    weighed = statistics.weighed(asking, request.words) if request.sort == "relevance" else []
    question = Question(asking, request, statistics, weighed, matched)
    wanted = [proven(asking, one) for one in request.counts]
    told, *counted = asking.searches([question.first | _totals(question), *(_counting(found) for found, _ in wanted)])
    total = _total(told)
    return Results(
        total=total,
        listed=total - (_repeated(question) if request.collapse else 0),
        hits=tuple(_explained(question, list(page(question, told)))),
        facets={name: _facet(told["aggregations"][f"facet.{name}"], name, request) for name in request.facets},
        counts=tuple(map(_total, counted)),
        dates=_dates(told["aggregations"]["dates"]) if request.dates else (),
        sequence=state.sequence,
        generation=state.name,
        partial=partial or any(unproven for _, unproven in wanted),
    )


def _totals(question: Question) -> Json:
    """Return the question for the total, the facets and the days, which the first hits are asked with."""
    request = question.request
    aggregations = {
        f"facet.{name}": {"filter": query(request.chosen(but=name)), "aggs": _values(f"facets.{name}")}
        for name in request.facets
    }
    if request.dates:
        aggregations["dates"] = {"filter": query(request.chosen()), "aggs": _values("published")}
    return {"track_total_hits": True, "aggs": aggregations}


def _values(field: str) -> Json:
    return {"values": {"terms": {"field": field, "size": _VALUES}}, "missing": {"missing": {"field": field}}}


def _facet(told: Json, name: str, request: Request) -> FacetCounts:
    counts = {bucket["key"]: bucket["doc_count"] for bucket in told["values"]["buckets"]}
    return ranking.listed(counts, request.facets[name], told["missing"]["doc_count"], request.picked(name))


def _dates(told: Json) -> tuple[tuple[int | None, int], ...]:
    days: list[tuple[int | None, int]] = sorted((day["key"], day["doc_count"]) for day in told["values"]["buckets"])
    undated = told["missing"]["doc_count"]
    return (*days, *([(None, undated)] if undated else []))


def _counting(matched: Json) -> Json:
    return {"size": 0, "track_total_hits": True, "query": matched}


def _total(told: Json) -> int:
    total: int = told["hits"]["total"]["value"]
    return total


def _repeated(question: Question) -> int:
    """Return how many hits are in a cluster that another hit was counted for."""
    sources = [{"cluster": {"terms": {"field": CLUSTER}}}]
    composite: Json = {"size": _CLUSTERS, "sources": sources}
    body = {"size": 0, "track_total_hits": False, "query": question.chosen, "aggs": {"every": {"composite": composite}}}
    repeated = 0
    while buckets := (told := question.asking.search(body)["aggregations"]["every"])["buckets"]:
        repeated += sum(bucket["doc_count"] - 1 for bucket in buckets)
        composite["after"] = told["after_key"]
    return repeated


def _explained(question: Question, hits: list[Hit]) -> list[Hit]:
    """Return hits with the parts of their scores, where they are asked for."""
    request = question.request
    if not request.explain or request.sort != "relevance" or not hits:
        return hits
    matched = named("id", [hit.id for hit in hits])
    body = {"size": len(hits), "query": codes(matched, question.weighed), "_source": False, "docvalue_fields": ["id"]}
    told = question.asking.search(body, include_named_queries_score="true")["hits"]["hits"]
    shares = {hit["fields"]["id"][0]: _shares(question.weighed, hit.get("matched_queries", {})) for hit in told}
    return [_with_parts(question, hit, tuple(shares[hit.id])) for hit in hits]


def _shares(weighed: list[Weighed], scores: dict[str, float]) -> Iterator[Share]:
    for number, one in enumerate(weighed):
        if str(number) in scores:
            frequency, length = decoded(scores[str(number)])
            score = ranking.bm25(frequency, length, one.average, one.weight)
            yield Share(one.view, one.word, frequency, length, one.average, one.weight, score)


def _with_parts(question: Question, hit: Hit, shares: tuple[Share, ...]) -> Hit:
    published = -hit.place[1] or None
    aged = ranking.aged(1.0, None if published is None else int(published), question.statistics.newest)
    return replace(hit, explanation=Explanation(shares, aged if question.request.recency else 1.0))
