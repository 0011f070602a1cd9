"""Answering a request from a snapshot: expressions as sets of document numbers, scores, facets and the page."""

import json
from collections import Counter
from collections.abc import Iterable, Set
from functools import partial, singledispatchmethod

from searchsvc import analysis
from searchsvc.engines import ranking
from searchsvc.engines.base import (
    And,
    Contains,
    Everything,
    Expression,
    FacetCounts,
    HasFigure,
    HasId,
    HasValue,
    Hit,
    Near,
    Not,
    Or,
    Published,
    Request,
    Results,
    Wild,
    Within,
)
from searchsvc.engines.matching import greatest, matches, necessary
from searchsvc.engines.matching import within as meets
from searchsvc.engines.whoosh.layout import facet_terms
from searchsvc.engines.whoosh.snapshot import Snapshot
from searchsvc.schema import VIEWS, Document

Numbers = Set[int]


def answer(snapshot: Snapshot, request: Request, sequence: int) -> Results:
    """Answer a request from a snapshot that stands at `sequence`."""
    matching = Matching(snapshot).within
    matched = matching(request.match, snapshot.live)
    hits = matching(request.chosen(), matched)
    return Results(
        total=len(hits),
        hits=_page(snapshot, hits, request),
        facets={
            name: _facet(snapshot, name, size, matching(request.chosen(but=name), matched))
            for name, size in request.facets.items()
        },
        counts=tuple(len(matching(wanted, snapshot.live)) for wanted in request.counts),
        sequence=sequence,
    )


class Matching:
    """Which of some documents match an expression."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    @singledispatchmethod
    def within(self, expression: Expression, numbers: Numbers) -> Numbers:
        """Return those of `numbers` that match; only they are looked at where looking is dear."""
        raise TypeError(expression)

    @within.register
    def _(self, _expression: Everything, numbers: Numbers) -> Numbers:
        return numbers

    @within.register
    def _(self, expression: Contains, numbers: Numbers) -> Numbers:
        needle, fields = expression.text, expression.fields
        wanted = analysis.grams(needle.text)
        if len(needle.text) > 1:
            wanted = {gram for gram in wanted if len(gram) == 2}
        found = numbers if wanted else frozenset()
        for gram in sorted(wanted, key=partial(self._snapshot.rarity, "grams")):
            found = found & self._snapshot.holding("grams", gram)
        if fields is None and len(needle.text) <= 2 and not any(map(str.isascii, needle.text)):
            return found  # the posting says all: only ASCII runs have borders
        return {number for number in found if self._proven(number, expression)}

    @within.register
    def _(self, expression: HasValue, numbers: Numbers) -> Numbers:
        return numbers & self._any(expression.facet, facet_terms(expression.values))

    @within.register
    def _(self, expression: HasId, numbers: Numbers) -> Numbers:
        return numbers & self._any("id", expression.ids)

    @within.register
    def _(self, expression: Published, numbers: Numbers) -> Numbers:
        days = self._snapshot.column("published")
        first = max(expression.first or 1, 1)
        if expression.last is None:
            return {number for number in numbers if first <= days[number]}
        return {number for number in numbers if first <= days[number] <= expression.last}

    @within.register
    def _(self, expression: HasFigure, numbers: Numbers) -> Numbers:
        named = numbers & self._snapshot.holding("figures", expression.name)
        return {
            number for number in named if any(meets(expression, figure) for figure in self._snapshot.figures(number))
        }

    @within.register
    def _(self, expression: Near | Wild | Within, numbers: Numbers) -> Numbers:
        candidates = self.within(necessary(expression), numbers)
        return {number for number in candidates if matches(expression, self._snapshot.document(number))}

    @within.register
    def _(self, expression: And, numbers: Numbers) -> Numbers:
        for clause in expression.clauses:
            numbers = self.within(clause, numbers)
        return numbers

    @within.register
    def _(self, expression: Or, numbers: Numbers) -> Numbers:
        return frozenset().union(*(self.within(clause, numbers) for clause in expression.clauses))

    @within.register
    def _(self, expression: Not, numbers: Numbers) -> Numbers:
        return numbers - self.within(expression.clause, numbers)

    def _any(self, field: str, terms: Iterable[str]) -> set[int]:
        return set().union(*(self._snapshot.holding(field, term) for term in terms))

    def _proven(self, number: int, expression: Contains) -> bool:
        return matches(expression, Document("", self._snapshot.parts(number), {}, {}, None))


def _page(snapshot: Snapshot, hits: Numbers, request: Request) -> tuple[Hit, ...]:
    scores = _scores(snapshot, hits, request)
    days, sequences = snapshot.column("published"), snapshot.column("sequence")

    def key(number: int) -> ranking.Place:
        return ranking.place(request.sort, scores[number], days[number] or None, sequences[number])

    return tuple(Hit(snapshot.id(number), scores[number]) for number in ranking.page(hits, request, key))


def _scores(snapshot: Snapshot, hits: Numbers, request: Request) -> dict[int, float]:
    if request.sort == "figure":
        return {number: greatest(request.measure, snapshot.figures(number)) for number in hits}
    scores = dict.fromkeys(hits, 0.0)
    if request.sort != "relevance" or not request.words:
        return scores
    for word in dict.fromkeys(request.words):
        for view in VIEWS:
            _add(snapshot, scores, word, view)
    if not request.recency:
        return scores
    days, newest = snapshot.column("published"), snapshot.newest
    return {number: ranking.aged(score, days[number] or None, newest) for number, score in scores.items()}


def _add(snapshot: Snapshot, scores: dict[int, float], word: str, view: str) -> None:
    """Add to the scores what a term gives in one view."""
    having = list(snapshot.frequencies(view, word))
    if not having:
        return
    weight = ranking.idf(len(snapshot.live), len(having))
    average = snapshot.average(view)
    for number, frequency in having:
        if number in scores:
            scores[number] += ranking.bm25(frequency, snapshot.length(view, number), average, weight)


def _facet(snapshot: Snapshot, name: str, size: int, numbers: Numbers) -> FacetCounts:
    """Count the sets of values that documents have, and then the values in them."""
    column = snapshot.column(name)
    sets = Counter(column[number] for number in numbers)
    counts: Counter[str] = Counter()
    for values, count in sets.items():
        counts.update(dict.fromkeys(json.loads(values), count))
    return ranking.listed(counts, size, sets[b"[]"])
