"""Expressions as sets of a segment's documents."""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from searchsvc.engines import matching
from searchsvc.engines.expressions import (
    And,
    Contains,
    Everything,
    Expression,
    HasFigure,
    HasId,
    HasValue,
    Near,
    Not,
    Or,
    Published,
    Wild,
    Within,
)
from searchsvc.engines.whoosh import figures, pieces, sets, strings, together
from searchsvc.engines.whoosh.arrays import Array
from searchsvc.engines.whoosh.segment import Segment
from searchsvc.engines.whoosh.sets import Documents
from searchsvc.engines.whoosh.strings import owners


class Late(Exception):
    """The time of a request is over."""


class Evaluation:
    """What is found in a segment for one request: what it counts, and each string, is looked for once.

    It is `partial` where candidates were left unproven because the time, of `time.monotonic`, was over. They count as
    what can't be wrong: as not found, or where that would find more, inside a Not, as found there.
    """

    def __init__(self, segment: Segment, live: Documents, until: float | None = None) -> None:
        self.segment = segment
        self.partial = False
        self.negated = False  # inside an odd number of Nots
        self._until = until
        self._live = live
        self._searches: dict[Contains, strings.Search] = {}
        self._found: dict[Expression, Documents] = {}

    def all(self, expression: Expression) -> Documents:
        """Return the documents that match, of those that are there, and remember them."""
        if expression not in self._found:
            self._found[expression] = _WAYS[type(expression)](expression, self, self._live)
        return self._found[expression]

    def within(self, expression: Expression, documents: Documents) -> Documents:
        """Return those of `documents`, which are there, that match; only they are looked at where looking is dear."""
        if isinstance(expression, Contains) and expression in self._found:
            return sets.both(self._found[expression], documents)
        return _WAYS[type(expression)](expression, self, documents)

    def search(self, expression: Contains) -> strings.Search:
        """Return the search for a string."""
        if expression not in self._searches:
            self._searches[expression] = strings.Search(self.segment, strings.needle(expression))
        return self._searches[expression]

    def places(self, strings: Sequence[Contains], documents: Documents) -> list[Array]:
        """Return the places of each string in the documents that hold all of them, and maybe in others; raises Late."""
        for search in map(self.search, strings):
            documents = search.candidates(documents)
        return [search.places(documents) for search in map(self._search_in_time, strings)]

    def _search_in_time(self, expression: Contains) -> strings.Search:
        if self.is_late():
            raise Late
        return self.search(expression)

    def is_late(self) -> bool:
        """Tell whether the time is over; what is not proven by then makes the answer partial."""
        late = self._until is not None and time.monotonic() > self._until
        self.partial = self.partial or late
        return late

    def unproven(self, documents: Documents) -> Documents:
        """Return which of some documents count as found where none was looked at."""
        return documents if self.negated else np.zeros(0, np.intp)

    def proves(self, expression: Expression, number: int) -> bool:
        """Tell whether a document is known to match."""
        if self.is_late():
            return self.negated
        return matching.matches(expression, self.segment.document(number))

    def bound(self, expression: Expression) -> int:
        """Return a guess, from above, of how many documents match: the rare is looked for first."""
        match expression:
            case Contains():
                return self.search(expression).bound
            case HasId():
                return len(expression.ids)
            case And() if expression.clauses:
                return min(map(self.bound, expression.clauses))
            case Or():
                return sum(map(self.bound, expression.clauses))
            case HasValue() | HasFigure() | Published():
                return self.segment.count
            case _:
                return self.segment.count + 1


def _proven(expression: Expression, own: Evaluation, documents: Documents) -> Documents:
    """Find candidates, and ask the rule about each."""
    candidates = own.within(matching.necessary(expression), documents)
    found = sets.numbers(candidates, own.segment.count)
    proven = [own.proves(expression, number) for number in found.tolist()]
    left: Documents = found[np.array(proven, bool)]
    return left


def _everything(_expression: Everything, _own: Evaluation, documents: Documents) -> Documents:
    return documents


def _contains(expression: Contains, own: Evaluation, documents: Documents) -> Documents:
    return own.search(expression).within(documents)


def _near(expression: Near, own: Evaluation, documents: Documents) -> Documents:
    try:
        places = own.places([Contains(text, expression.fields) for text in expression.texts], documents)
    except Late:
        return own.unproven(documents)
    return sets.both(owners(own.segment, together.near(own.segment, expression, places)), documents)


def _wild(expression: Wild, own: Evaluation, documents: Documents) -> Documents:
    pattern = expression.pattern
    try:
        places = own.places([Contains(text, expression.fields, whole=False) for text in pattern.texts], documents)
    except Late:
        return own.unproven(documents)
    return sets.both(owners(own.segment, together.wild(own.segment, pattern, places)), documents)


def _in_one(expression: Within, own: Evaluation, documents: Documents) -> Documents:
    try:
        places = pieces.told(own.segment, expression, lambda string: own.places([string], documents)[0])
    except Late:
        return own.unproven(documents)
    if places is None:
        return _proven(expression, own, documents)
    return sets.both(owners(own.segment, places), documents)


def _having(expression: HasValue, own: Evaluation, documents: Documents) -> Documents:
    return own.segment.facets[expression.facet].having(expression.values, documents)


def _identified(expression: HasId, own: Evaluation, documents: Documents) -> Documents:
    numbers = (own.segment.numbers.get(one) for one in expression.ids)
    return sets.both(np.array(sorted(one for one in numbers if one is not None), np.intp), documents)


def _published(expression: Published, own: Evaluation, documents: Documents) -> Documents:
    first = max(expression.first or 1, 1)
    last = np.iinfo(np.int32).max if expression.last is None else expression.last
    days = own.segment.published
    if documents is not None and documents.dtype != bool:
        published = days[documents]
        return documents[(published >= first) & (published <= last)]
    return sets.both((days >= first) & (days <= last), documents)


def _measured(expression: HasFigure, own: Evaluation, documents: Documents) -> Documents:
    return sets.both(figures.holding(own.segment, expression), documents)


def _and(expression: And, own: Evaluation, documents: Documents) -> Documents:
    clauses = expression.clauses
    for clause in sorted(clauses, key=own.bound) if len(clauses) > 1 else clauses:
        documents = own.within(clause, documents)
    return documents


def _or(expression: Or, own: Evaluation, documents: Documents) -> Documents:
    return sets.either((own.within(clause, documents) for clause in expression.clauses), own.segment.count)


def _not(expression: Not, own: Evaluation, documents: Documents) -> Documents:
    own.negated = not own.negated
    found = own.within(expression.clause, documents)
    own.negated = not own.negated
    return sets.without(documents, found, own.segment.count)


_WAYS: Mapping[type[Expression], Callable[[Any, Evaluation, Documents], Documents]] = {
    Everything: _everything,
    Contains: _contains,
    Near: _near,
    Wild: _wild,
    Within: _in_one,
    HasValue: _having,
    HasId: _identified,
    Published: _published,
    HasFigure: _measured,
    And: _and,
    Or: _or,
    Not: _not,
}
