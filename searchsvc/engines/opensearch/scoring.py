"""Scoring: `ranking`'s formulas where OpenSearch evaluates them."""

from typing import Any

from searchsvc.engines.opensearch.statistics import Weighed
from searchsvc.schema import HALF_LIFE, K1, RECENCY, B

Json = dict[str, Any]
# The score of a term is its code (`terms.coded`); the lengths are those of `ranking.LENGTHS`.
_BM25 = """
double frequency = Math.floor(_score / 256);
double length = Math.rint((Math.pow(1.033, _score - frequency * 256) - 1) * 27);
return params.weight * (frequency * (params.k1 + 1)
    / (frequency + params.k1 * ((1 - params.b) + params.b * length / params.average)));
"""
_AGED = """
double shrunk = params.newest == null || doc['published'].size() == 0
    ? 0.0 : Math.pow(0.5, (params.newest - doc['published'].value) / params.half_life);
return _score * (1 - params.recency * (1 - shrunk));
"""


def scored(matched: Json, weighed: list[Weighed], *, recency: bool, newest: int | None) -> Json:
    """Return the query that finds what `matched` finds, with scores."""
    query = {"bool": {"filter": [matched], "should": [_bm25(one) for one in weighed], "minimum_should_match": 0}}
    if not recency:
        return query
    params = {"newest": newest, "half_life": HALF_LIFE, "recency": RECENCY}
    return {"script_score": {"query": query, "script": {"source": _AGED, "params": params}}}


def codes(matched: Json, weighed: list[Weighed]) -> Json:
    """Return the query whose parts, named by their numbers, score as the codes of the terms."""
    named = [
        {"function_score": {"query": one.query, "boost_mode": "multiply", "_name": str(number)}}
        for number, one in enumerate(weighed)
    ]
    return {"bool": {"filter": [matched], "should": named, "minimum_should_match": 0}}


def _bm25(one: Weighed) -> Json:
    params = {"weight": one.weight, "average": one.average, "k1": K1, "b": B}
    return {"script_score": {"query": one.query, "script": {"source": _BM25, "params": params}}}
