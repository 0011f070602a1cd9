"""The sentences and paragraphs of a segment: those that match a clause, told by the places of its strings."""

from collections.abc import Callable, Sequence
from functools import reduce

import numpy as np

from searchsvc.engines.expressions import And, Contains, Expression, Not, Or, Scope, Within
from searchsvc.engines.whoosh import sets
from searchsvc.engines.whoosh.arrays import Array, firsts
from searchsvc.engines.whoosh.segment import Segment

Places = Callable[[Contains], Array]  # a string → where it stands, sorted


def told(segment: Segment, expression: Within, places: Places) -> Array | None:
    """Return where the sentences or paragraphs that match begin, sorted; None where places don't tell."""
    found = _matching(segment, expression.scope, expression.clause, places)
    return None if found is None else _begins(segment, expression.scope)[found - 1]


def numbers(segment: Segment, scope: Scope, places: Array) -> Array:
    """Return the numbers of the sentences or paragraphs that places stand in, from 1 on."""
    return _begins(segment, scope).searchsorted(places.astype(np.uint32), "right")


def _begins(segment: Segment, scope: Scope) -> Array:
    return segment.array("text_parts") if scope == "paragraph" else segment.sentences


def _matching(segment: Segment, scope: Scope, clause: Expression, places: Places) -> Array | None:
    """Return the numbers, sorted, of what matches a clause."""
    match clause:
        case Contains():
            return _holding(segment, scope, places(clause), len(clause.text.text))
        case And():
            held = _each(segment, scope, [one for one in clause.clauses if not isinstance(one, Not)], places)
            never = _each(segment, scope, [one.clause for one in clause.clauses if isinstance(one, Not)], places)
            return reduce(_without, never, reduce(_both, held)) if held and never is not None else None
        case Or():
            any_ = _each(segment, scope, clause.clauses, places)
            return np.unique(np.concatenate(any_)) if any_ else None
        case _:
            return None


def _each(segment: Segment, scope: Scope, clauses: Sequence[Expression], places: Places) -> list[Array] | None:
    """Return what matches each of some clauses; None where one of them is not told by places."""
    found = [_matching(segment, scope, clause, places) for clause in clauses]
    known = [one for one in found if one is not None]
    return known if len(known) == len(found) else None


def _holding(segment: Segment, scope: Scope, places: Array, length: int) -> Array:
    """Return the numbers of those that hold a string of some length whole."""
    first = numbers(segment, scope, places)
    whole = first[first == numbers(segment, scope, places + length - 1)]
    found: Array = whole[firsts(whole)]
    return found


def _both(one: Array, other: Array) -> Array:
    found: Array = one[sets.held(one, other)]
    return found


def _without(one: Array, other: Array) -> Array:
    found: Array = one[~sets.held(one, other)]
    return found
