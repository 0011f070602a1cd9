"""Expressions as sets of a segment's documents."""

from functools import singledispatchmethod

import numpy as np

from searchsvc.engines import matching
from searchsvc.engines.base import (
    And,
    Contains,
    Everything,
    Expression,
    HasFigure,
    HasId,
    HasValue,
    Not,
    Or,
    Published,
)
from searchsvc.engines.whoosh import figures, sets, strings
from searchsvc.engines.whoosh.segment import Segment
from searchsvc.engines.whoosh.sets import Documents


class Evaluation:
    """What is found in a segment for one request: each expression that it counts is looked for once."""

    def __init__(self, segment: Segment, live: Documents) -> None:
        self._segment = segment
        self._live = live
        self._needles: dict[Contains, strings.Needle] = {}
        self._found: dict[Expression, Documents] = {}

    def all(self, expression: Expression) -> Documents:
        """Return the documents that match, of those that are there, and remember them."""
        if expression not in self._found:
            self._found[expression] = self.within(expression, self._live)
        return self._found[expression]

    def within(self, expression: Expression, documents: Documents) -> Documents:
        """Return those of `documents`, which are there, that match; only they are looked at where looking is dear."""
        if expression in self._found:
            return sets.both(self._found[expression], documents)
        return self._looked(expression, documents)

    @singledispatchmethod
    def _looked(self, expression: Expression, documents: Documents) -> Documents:
        """Find candidates, and ask the rule about each."""
        candidates = self.within(matching.necessary(expression), documents)
        found = sets.numbers(candidates, self._segment.count)
        proven = [matching.matches(expression, self._segment.document(number)) for number in found.tolist()]
        left: Documents = found[np.array(proven, bool)]
        return left

    @_looked.register
    def _(self, _expression: Everything, documents: Documents) -> Documents:
        return documents

    @_looked.register
    def _(self, expression: Contains, documents: Documents) -> Documents:
        return strings.holding(self._segment, self._needle(expression), documents)

    @_looked.register
    def _(self, expression: HasValue, documents: Documents) -> Documents:
        return self._segment.facets[expression.facet].having(expression.values, documents)

    @_looked.register
    def _(self, expression: HasId, documents: Documents) -> Documents:
        numbers = (self._segment.numbers.get(one) for one in expression.ids)
        return sets.both(np.array(sorted(one for one in numbers if one is not None), np.intp), documents)

    @_looked.register
    def _(self, expression: Published, documents: Documents) -> Documents:
        first, last = max(expression.first or 1, 1), expression.last or (2**31 - 1 if expression.last is None else 0)
        days = self._segment.published
        if documents is not None and documents.dtype != bool:
            own = days[documents]
            return documents[(own >= first) & (own <= last)]
        return sets.both((days >= first) & (days <= last), documents)

    @_looked.register
    def _(self, expression: HasFigure, documents: Documents) -> Documents:
        return sets.both(figures.holding(self._segment, expression), documents)

    @_looked.register
    def _(self, expression: And, documents: Documents) -> Documents:
        for clause in sorted(expression.clauses, key=self._bound):
            documents = self.within(clause, documents)
        return documents

    @_looked.register
    def _(self, expression: Or, documents: Documents) -> Documents:
        return sets.either((self.within(clause, documents) for clause in expression.clauses), self._segment.count)

    @_looked.register
    def _(self, expression: Not, documents: Documents) -> Documents:
        return sets.without(documents, self.within(expression.clause, documents), self._segment.count)

    def _needle(self, expression: Contains) -> strings.Needle:
        if expression not in self._needles:
            self._needles[expression] = strings.needle(expression)
        return self._needles[expression]

    def _bound(self, expression: Expression) -> int:
        """Return a guess, from above, of how many documents match: the rare is looked for first."""
        match expression:
            case Contains():
                return strings.bound(self._segment, self._needle(expression))
            case HasId():
                return len(expression.ids)
            case And() if expression.clauses:
                return min(map(self._bound, expression.clauses))
            case Or():
                return sum(map(self._bound, expression.clauses))
            case HasValue() | HasFigure() | Published():
                return self._segment.count
            case _:
                return self._segment.count + 1
