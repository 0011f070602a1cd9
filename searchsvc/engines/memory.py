"""The reference: every rule of searching as plainly as it can be said, by looking at every document."""

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count

from searchsvc.engines import ranking
from searchsvc.engines.base import KEPT, Change, Explanation, FacetCounts, Hit, Place, Request, Results, Share, Words
from searchsvc.engines.matching import greatest, matches
from searchsvc.errors import Expired
from searchsvc.messages import Message
from searchsvc.schema import DUPLICATES, VIEWS, Document, counts
from searchsvc.shown import shown


@dataclass(frozen=True, slots=True)
class Held:
    """A document, the sequence of the change that brought it, and by view how often its terms stand there."""

    sequence: int
    document: Document
    terms: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class State:
    """All that is held at one sequence; `number` tells states apart."""

    number: int = 0
    sequence: int = 0
    origin: str = ""
    held: Mapping[str, Held] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name of the state, which only this process knows."""
        return f"memory-{self.number}"


class Memory:
    """An engine that holds all in memory and begins empty each time.

    Lengths of fields are `ranking.rounded`, in averages too, so that an engine that keeps a byte of each gives the
    same scores to the last digits. Frequencies and averages are those of the documents that are there now.
    """

    def __init__(self) -> None:
        self._state = State()
        self._held: dict[str, tuple[float, State]] = {}  # by name, since when
        self._numbers = count(1)

    @property
    def sequence(self) -> int:
        """The sequence of the newest change applied."""
        return self._state.sequence

    @property
    def generation(self) -> str:
        """The name of the newest state."""
        return self._state.name

    @property
    def origin(self) -> str:
        """The archive whose copy this is."""
        return self._state.origin

    def apply(self, changes: Iterable[Change], sequence: int, origin: str = "") -> None:
        """Apply changes to what is held."""
        self._become(self._state.held, changes, sequence, origin or self._state.origin)

    def rebuild(self, changes: Iterable[Change], sequence: int, origin: str = "") -> None:
        """Apply changes to nothing."""
        self._become({}, changes, sequence, origin)

    def optimize(self) -> None:
        """There is one state and nothing beside it."""

    def search(self, request: Request) -> Results:
        """Answer a request."""
        state = self._asked(request.generation)
        if request.hold:
            self._held[state.name] = time.time(), state
        held = state.held.values()
        matched = [one for one in held if matches(request.match, one.document)]
        hits = [one for one in matched if matches(request.chosen(), one.document)]
        ordered = _ordered(hits, request, held)
        page = _explained(ranking.page(ordered, request, lambda hit: hit.place), request, state.held)
        return Results(
            total=len(hits),
            listed=len(ordered),
            hits=tuple(_shown(page, state.held) if request.show else page),
            facets={name: _facet(name, size, matched, request) for name, size in request.facets.items()},
            counts=tuple(sum(matches(wanted, one.document) for one in held) for wanted in request.counts),
            dates=_dates(one.document.published for one in hits) if request.dates else (),
            sequence=state.sequence,
            generation=state.name,
        )

    def lexicon(self, prefix: str = "") -> list[tuple[str, int]]:
        """Count the words of every document."""
        every = (one.terms.get("words", {}) for one in self._state.held.values())
        return sorted(Counter(word for words in every for word in words if word.startswith(prefix)).items())

    def words(self, since: int) -> Words:
        """Count the words of the newest state."""
        return Words(self.sequence, self.lexicon())

    def faults(self) -> Iterator[Message]:
        """There are no files."""
        yield from ()

    def close(self) -> None:
        """Forget everything."""
        self._state = State()
        self._held.clear()

    def _asked(self, name: str) -> State:
        newest = self._state
        if name in ("", newest.name):
            return newest
        since, state = self._held.get(name, (0.0, newest))
        if time.time() - since >= KEPT:
            raise Expired
        return state

    def _become(self, before: Mapping[str, Held], changes: Iterable[Change], sequence: int, origin: str) -> None:
        held = dict(before)
        for change in changes:
            held.pop(change.id, None)
            if document := change.document:
                held[change.id] = Held(change.sequence, document, counts(document.parts))
        for name, (since, _) in list(self._held.items()):
            if time.time() - since >= KEPT:
                self._held.pop(name, None)
        self._state = State(next(self._numbers), sequence, origin, held)


def _ordered(hits: list[Held], request: Request, held: Iterable[Held]) -> list[Hit]:
    """Return all there is to page through."""
    scores = _scores(hits, request, list(held))

    def key(one: Held) -> Place:
        return ranking.place(request.sort, scores[one.document.id], one.document.published, one.sequence)

    ordered = sorted(hits, key=key)
    listed = _collapsed(ordered) if request.collapse else ordered
    return [Hit(one.document.id, scores[one.document.id], key(one)) for one in listed]


def _collapsed(ordered: list[Held]) -> Iterable[Held]:
    """Return the first of each cluster, and those that are in none."""
    first: dict[object, Held] = {}
    for one in ordered:
        first.setdefault(one.document.facets.get(DUPLICATES) or one.document.id, one)
    return first.values()


def _scores(hits: list[Held], request: Request, held: list[Held]) -> dict[str, float]:
    if request.sort == "figure":
        return {one.document.id: greatest(request.measure, one.document.figures) for one in hits}
    scores = dict.fromkeys((one.document.id for one in hits), 0.0)
    if request.sort != "relevance":
        return scores
    weights = list(_weights(request.words, held))
    newest = _newest(held)
    for one in hits:
        score = sum(share.score for share in _shares(one, weights))
        aged = ranking.aged(score, one.document.published, newest) if request.recency else score
        scores[one.document.id] = aged
    return scores


def _explained(hits: Iterable[Hit], request: Request, held: Mapping[str, Held]) -> Iterable[Hit]:
    """Return hits with the parts of their scores, where they are asked for."""
    if not request.explain or request.sort != "relevance":
        return hits
    every = list(held.values())
    weights, newest = list(_weights(request.words, every)), _newest(every)

    def explanation(one: Held) -> Explanation:
        recency = ranking.aged(1.0, one.document.published, newest) if request.recency else 1.0
        return Explanation(tuple(_shares(one, weights)), recency)

    return [replace(hit, explanation=explanation(held[hit.id])) for hit in hits]


def _shown(hits: Iterable[Hit], held: Mapping[str, Held]) -> Iterator[Hit]:
    """Yield hits with what is shown of them."""
    sizes = Counter(cluster for one in held.values() for cluster in one.document.facets.get(DUPLICATES, ()))
    for hit in hits:
        document = held[hit.id].document
        mates = sum(sizes[cluster] - 1 for cluster in document.facets.get(DUPLICATES, ()))
        yield replace(hit, shown=shown(document.head, ((part.field, part.text) for part in document.parts), mates))


def _newest(held: Iterable[Held]) -> int | None:
    return max((one.document.published for one in held if one.document.published), default=None)


def _weights(words: Iterable[str], held: list[Held]) -> Iterator[tuple[str, str, float, float]]:
    """Yield (term, view, its weight there, the view's average length)."""
    for view in VIEWS:
        average = sum(_length(one, view) for one in held) / max(len(held), 1)
        for word in dict.fromkeys(words):
            having = sum(word in one.terms.get(view, {}) for one in held)
            if weight := having and ranking.weight(view, word, len(held), having):
                yield word, view, weight, average


def _shares(one: Held, weights: Iterable[tuple[str, str, float, float]]) -> Iterator[Share]:
    for word, view, weight, average in weights:
        if frequency := one.terms.get(view, {}).get(word, 0):
            length = _length(one, view)
            score = ranking.bm25(frequency, length, average, weight)
            yield Share(view, word, frequency, length, average, weight, score)


def _length(one: Held, view: str) -> int:
    return ranking.rounded(sum(one.terms.get(view, {}).values()))


def _dates(days: Iterable[int | None]) -> tuple[tuple[int | None, int], ...]:
    return tuple(sorted(Counter(days).items(), key=lambda item: (item[0] is None, item[0] or 0)))


def _facet(name: str, size: int, matched: list[Held], request: Request) -> FacetCounts:
    others = request.chosen(but=name)
    values = [set(one.document.facets.get(name, ())) for one in matched if matches(others, one.document)]
    counts = Counter(value for own in values for value in own)
    return ranking.listed(counts, size, values.count(set()), request.picked(name))
