"""Proving: what OpenSearch can't be asked, asked of each document that it can be true of."""

from dataclasses import replace

from searchsvc.analysis import Folded
from searchsvc.engines.expressions import And, Contains, Expression, Not, Or
from searchsvc.engines.matching import matches, necessary, simple
from searchsvc.engines.opensearch.asking import PAGE, Asking, Json
from searchsvc.engines.opensearch.documents import read
from searchsvc.engines.opensearch.queries import named, query

_LONGEST = 200  # characters of a string that is asked as one phrase: a query may have a thousand terms


def proven(asking: Asking, expression: Expression) -> tuple[Json, bool]:
    """Return the query that finds what an expression matches, and whether it leaves something unproven.

    Neighbourhood, wildcards and what is to stand in one sentence are proven here, as in every engine: the cluster
    names the documents that have all the strings, and their texts are looked at.
    """
    if simple(expression) and not _long(expression):
        return query(expression), False
    found, partial = [], asking.late
    candidates = () if partial else asking.walk(query(_shortened(necessary(expression))), ["document"])
    for number, hit in enumerate(candidates):
        if number % PAGE == 0 and asking.late:
            partial = True
            break
        if matches(expression, read(hit["_source"]["document"])):
            found.append(hit["sort"][0])
    return named("sequence", found), partial


def _long(expression: Expression) -> bool:
    match expression:
        case And() | Or():
            return any(map(_long, expression.clauses))
        case Not():
            return _long(expression.clause)
        case Contains():
            return len(expression.text.text) > _LONGEST
        case _:
            return False


def _shortened(expression: Expression) -> Expression:
    """Return a simple expression whose strings are short; where one is negated, all may match."""
    match expression:
        case And() | Or():
            return replace(expression, clauses=tuple(map(_shortened, expression.clauses)))
        case Not():
            return And(()) if _long(expression.clause) else expression
        case Contains() if _long(expression):
            return replace(expression, text=_piece(expression.text), whole=False)
        case _:
            return expression


def _piece(text: Folded) -> Folded:
    return text.piece(0, _LONGEST)
