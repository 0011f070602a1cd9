"""Queries: an expression of simple clauses in OpenSearch's own language."""

from functools import singledispatch
from typing import Any

from searchsvc.engines.expressions import (
    And,
    Contains,
    Everything,
    Expression,
    HasFigure,
    HasId,
    HasValue,
    Limit,
    Not,
    Or,
    Published,
)
from searchsvc.engines.matching import AT_LEAST, AT_MOST
from searchsvc.engines.opensearch.terms import phrase

Json = dict[str, Any]
EVERY: Json = {"match_all": {}}
NONE: Json = {"match_none": {}}
_AT_ONCE = 10_000  # values that one clause names


@singledispatch
def query(expression: Expression) -> Json:
    """Return the query that finds what an expression matches."""
    raise TypeError(expression)


@query.register
def _(_expression: Everything) -> Json:
    return EVERY


@query.register
def _(expression: Contains) -> Json:
    if not expression.text.text:
        return NONE
    fields = ("body", "rest") if expression.fields is None else sorted(expression.fields)
    said = phrase(expression.text, whole=expression.whole)
    return any_of([{"match_phrase": {f"text.{field}": said}} for field in fields])


@query.register
def _(expression: HasValue) -> Json:
    field = f"facets.{expression.facet}"
    values = sorted(value for value in expression.values if value is not None)
    wanted: list[Json] = [{"terms": {field: values}}] if values else []
    return any_of([*wanted, none_of([{"exists": {"field": field}}])] if None in expression.values else wanted)


@query.register
def _(expression: HasId) -> Json:
    return named("id", sorted(expression.ids))


@query.register
def _(expression: Published) -> Json:
    ends = {"gte": expression.first, "lte": expression.last}
    return {"range": {"published": {end: day for end, day in ends.items() if day is not None}}}


@query.register
def _(expression: HasFigure) -> Json:
    return {"nested": {"path": "figures", "query": figure(expression)}}


@query.register
def _(expression: And) -> Json:
    return all_of([query(clause) for clause in expression.clauses])


@query.register
def _(expression: Or) -> Json:
    return any_of([query(clause) for clause in expression.clauses])


@query.register
def _(expression: Not) -> Json:
    return none_of([query(expression.clause)])


def figure(wanted: HasFigure) -> Json:
    """Return the query among figures that `matching.within` answers with yes."""
    clauses: list[Json] = [{"term": {"figures.names": wanted.name}}]
    clauses += [{"term": {"figures.base": wanted.base}}] if wanted.base is not None else []
    clauses += [_limit("most", "gt", wanted.least, AT_LEAST[wanted.least.reached])] if wanted.least else []
    clauses += [_limit("least", "lt", wanted.most, AT_MOST[wanted.most.reached])] if wanted.most else []
    return all_of(clauses)


def named(field: str, values: list[Any]) -> Json:
    """Return the query for any of these values, however many."""
    starts = range(0, len(values), _AT_ONCE)
    return any_of([{"terms": {field: values[start : start + _AT_ONCE]}} for start in starts])


def all_of(clauses: list[Json]) -> Json:
    """Return the query for what matches all, without scores."""
    return {"bool": {"filter": clauses}} if clauses else EVERY


def any_of(clauses: list[Json]) -> Json:
    """Return the query for what matches any, without scores."""
    if len(clauses) < 2:
        return clauses[0] if clauses else NONE
    return {"bool": {"filter": [{"bool": {"should": clauses, "minimum_should_match": 1}}]}}


def none_of(clauses: list[Json]) -> Json:
    """Return the query for what matches none."""
    return {"bool": {"must_not": clauses}}


def _limit(field: str, beyond: str, limit: Limit, bounds: tuple[str, ...]) -> Json:
    """Return the query for amounts beyond a limit, or that equal it with what is said around them."""
    at = all_of([{"term": {f"figures.{field}": limit.amount}}, {"terms": {"figures.bound": list(bounds)}}])
    return any_of([{"range": {f"figures.{field}": {beyond: limit.amount}}}, at])
