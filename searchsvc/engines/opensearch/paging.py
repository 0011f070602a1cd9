"""Paging: the hits of a page in order, near-duplicates collapsed, with what is shown of them."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from searchsvc.engines.base import Hit, Request
from searchsvc.engines.opensearch import sorting
from searchsvc.engines.opensearch.asking import Asking
from searchsvc.engines.opensearch.documents import read
from searchsvc.engines.opensearch.queries import all_of, query
from searchsvc.engines.opensearch.question import CLUSTER, Question
from searchsvc.shown import Shown, shown

Json = dict[str, Any]


def page(question: Question, told: Json) -> Iterator[Hit]:
    """Yield the hits of the page, in order."""
    request = question.request
    hits = _walk(question, told["hits"]["hits"])
    listed = _firsts(question, hits) if request.collapse else hits
    page = list(islice(listed, request.start, request.start + request.size))
    mates = _mates(question.asking, {cluster for hit in page if (cluster := _cluster(hit))}) if request.show else {}
    return (_hit(request, hit, mates) for hit in page)


def _walk(question: Question, hits: list[Json]) -> Iterator[Json]:
    """Yield the first hits and those behind them, as many at a time."""
    body = question.first | {"track_total_hits": sorting.counting(question.request)}
    while hits:
        yield from hits
        if len(hits) < body["size"]:
            return
        hits = question.asking.search(body | {"search_after": hits[-1]["sort"]})["hits"]["hits"]


def _firsts(question: Question, hits: Iterator[Json]) -> Iterator[Json]:
    """Yield of each cluster the first hit of all in the order, and the hits that are in none."""
    leaders: dict[str | None, str] = {}
    while some := list(islice(hits, max(question.request.size, 1))):
        unknown = {cluster for hit in some if (cluster := _cluster(hit))} - leaders.keys()
        leaders |= _leaders(question, sorted(unknown)) if unknown else {}
        yield from (hit for hit in some if leaders.get(_cluster(hit), hit["_id"]) == hit["_id"])


def _leaders(question: Question, clusters: list[str]) -> dict[str | None, str]:
    """Return the first hit of each of these clusters."""
    body = {
        "size": len(clusters),
        "query": question.ranked,
        "post_filter": all_of([query(question.request.chosen()), {"terms": {"cluster": clusters}}]),
        "collapse": {"field": "cluster"},
        "sort": sorting.order(question.request),
        "track_total_hits": sorting.counting(question.request),
        "_source": False,
        "docvalue_fields": [CLUSTER],
    }
    return {_cluster(hit): hit["_id"] for hit in question.asking.search(body)["hits"]["hits"]}


def _cluster(hit: Json) -> str | None:
    values: list[str] = hit.get("fields", {}).get(CLUSTER, [])
    return values[0] if values else None


def _hit(request: Request, hit: Json, mates: dict[str | None, int]) -> Hit:
    score, place = sorting.placed(request, hit["sort"])
    shown = _shown(hit, mates.get(_cluster(hit), 0)) if request.show else None
    return Hit(hit["fields"]["id"][0], score, place, shown=shown)


def _shown(hit: Json, mates: int) -> Shown:
    document = read(hit["_source"]["document"])
    return shown(document.head, ((part.field, part.text) for part in document.parts), mates)


def _mates(asking: Asking, clusters: set[str]) -> dict[str | None, int]:
    """Return how many others of all documents are in a cluster with each of its own."""
    if not clusters:
        return {}
    names = sorted(clusters)
    counted = {"terms": {"field": CLUSTER, "include": names, "size": len(names)}}
    body = {"size": 0, "query": {"terms": {CLUSTER: names}}, "aggs": {"sizes": counted}}
    buckets = asking.search(body)["aggregations"]["sizes"]["buckets"]
    return {bucket["key"]: bucket["doc_count"] - 1 for bucket in buckets}
