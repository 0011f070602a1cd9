"""The port: what an engine is given, what it is asked, and what it answers."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

from searchsvc.engines.expressions import And, Everything, Expression, HasFigure, HasValue, Not
from searchsvc.messages import Message
from searchsvc.schema import Document
from searchsvc.shown import Shown

Sort = Literal["relevance", "newest", "oldest", "figure"]
Place = tuple[float, float, int]  # of a hit in the order, least first (`ranking.place`)
OLDEST = 10  # changes that the words a process begins with know, for each that is new to them
KEPT = 600.0  # seconds that a held state can be asked after another one took its place


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen of one facet: any of `only` (where there are some), none of `never`; None is «no value»."""

    only: frozenset[str | None] = frozenset()
    never: frozenset[str | None] = frozenset()

    def expression(self, facet: str) -> Expression:
        """Return the choice as an Expression."""
        never = Not(HasValue(facet, self.never))
        return And((HasValue(facet, self.only), never)) if self.only else never


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One search.

    `words` are ranked by BM25 in each of schema.VIEWS, each counted once; articles that match and hold none
    of them score 0. The sort by figure is by the greatest amount of a figure that matches `measure`; articles without
    one come last.
    With `collapse` the page has of each cluster of near-duplicates (schema.DUPLICATES) the first hit in the order
    alone; totals, facets and counts stay those of all.
    `choices` narrow the hits; a facet's counts are narrowed by the choices of the other facets only. `facets` gives
    how many values of each facet are wanted. `counts` are expressions whose number of articles is asked beside.
    With `dates` the hits of each day are counted too. `after` asks for the hits behind a place in the order;
    `generation` asks the state of that name, "" the newest; with `hold` the state that answers can be asked by its
    name for KEPT seconds more. With `explain` hits ranked by relevance tell the parts of their scores, with `show`
    all hits what is shown of them, as it is in the state that answers.
    `until` is the moment, of `time.monotonic()`, from which on an engine proves no more: what it left unproven is not
    in the answer, which says so.
    """

    match: Expression = field(default=Everything())
    words: tuple[str, ...] = ()
    choices: Mapping[str, Choice] = field(default_factory=dict)
    sort: Sort = "relevance"
    measure: HasFigure | None = None
    recency: bool = True
    collapse: bool = False
    start: int = 0
    size: int = 10
    facets: Mapping[str, int] = field(default_factory=dict)
    counts: tuple[Expression, ...] = ()
    dates: bool = False
    after: Place | None = None
    generation: str = ""
    hold: bool = False
    explain: bool = False
    show: bool = False
    until: float | None = None

    def chosen(self, but: str | None = None) -> And:
        """Return what the choices demand beside the match, those of facet `but` left out."""
        return And(tuple(choice.expression(facet) for facet, choice in self.choices.items() if facet != but))

    def picked(self, facet: str) -> frozenset[str]:
        """Return the values of a facet that were chosen, whose counts are told whatever the size."""
        only = self.choices[facet].only if facet in self.choices else ()
        return frozenset(value for value in only if value is not None)


@dataclass(frozen=True, slots=True)
class Share:
    """What a term adds to a score in a view: `score`, the BM25 of the numbers beside it (`ranking.bm25`).

    `frequency` is how often it stands there, as schema.WEIGHTS count it; `length` and `average` are in terms; `idf`
    is its weight (`ranking.weight`).
    """

    view: str
    term: str
    frequency: int
    length: int
    average: float
    idf: float
    score: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """The parts of a score, in the order of schema.VIEWS and the request's words; their sum times `recency` is it."""

    shares: tuple[Share, ...]
    recency: float


@dataclass(frozen=True, slots=True)
class Hit:
    """An article found, with its score: 0 where the sort is by date, the amount where it is by figure; its place."""

    id: str
    score: float
    place: Place
    explanation: Explanation | None = None
    shown: Shown | None = None


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """Values with the articles that have them, what the size cut off, and the articles without a value.

    The most frequent come first, then by value; behind them the chosen ones that the size would have cut off.
    """

    values: tuple[tuple[str, int], ...]
    other: int
    missing: int


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to a Request: the exact total, one page of hits, the facets asked for, and the counts.

    `listed` is how many hits there are to page through: the total, or less where near-duplicates are collapsed.

    Order: by score, figure or date; ties by date, newest first, then by sequence, which no two articles share.
    `dates` are days in order with their hits, None for undated ones last; days without hits are left out. `sequence`
    and `generation` are those of the state that answered. A `partial` answer is one whose time was over: there may be
    more hits than these.
    """

    total: int
    listed: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, FacetCounts]
    counts: tuple[int, ...]
    dates: tuple[tuple[int | None, int], ...]
    sequence: int
    generation: str
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One step of the archive: the document that `id` has from `sequence` on, or None where it was deleted.

    `given` is that document, or what makes it, which may be called in another process.
    """

    sequence: int
    id: str
    given: Document | Callable[[], Document] | None

    @property
    def document(self) -> Document | None:
        """The document, made anew where it is made."""
        return self.given() if callable(self.given) else self.given


@dataclass(frozen=True, slots=True)
class Words:
    """The words that ranking counts with how many articles hold each, as at `sequence`; of very many the commonest."""

    sequence: int
    counts: Sequence[tuple[str, int]]


class Engine(Protocol):
    """A searchable copy of the archive.

    It knows nothing of Chinese, files or queries as typed, and gives the same articles, totals, counts and order for a
    request as every other engine.
    `apply` makes changes durable and visible at once or not at all, and may be repeated; a change replaces what its
    id had before. `rebuild` does so in place of all there was, while searches go on; it alone works where everything
    else raises IndexOutdated or IndexDamaged, which opening an engine doesn't. Raises IndexLocked where another one
    is writing, EngineUnavailable.
    """

    @property
    def sequence(self) -> int:
        """The sequence of the newest change applied; 0 where there is none."""

    @property
    def generation(self) -> str:
        """A name for exactly this state of the index; another after each change."""

    @property
    def origin(self) -> str:
        """The name of the archive that it is a copy of (`Store.history`), "" where that was never said."""

    def apply(self, changes: Iterable[Change], sequence: int, origin: str = "") -> None:
        """Apply changes in order; afterwards the engine stands at `sequence`, its origin, if it is said, with it."""

    def rebuild(self, changes: Iterable[Change], sequence: int, origin: str = "") -> None:
        """Begin anew with these changes alone."""

    def optimize(self) -> None:
        """Keep what there is in as little as it can be kept in; what is found stays the same."""

    def search(self, request: Request) -> Results:
        """Answer a request.

        A state can be asked by its name while it is the newest or held; else, and for a name that never was, raises
        Expired.
        """

    def lexicon(self, prefix: str = "") -> list[tuple[str, int]]:
        """Return the words that ranking counts and that begin so, with how many articles hold each, sorted."""

    def words(self, since: int) -> Words | None:
        """Return the words of all articles as they were at the sequence `since` or later.

        None where another process counts them at this moment, who will be done with it when they are asked for again.
        """

    def faults(self) -> Iterator[Message]:
        """Yield for each file of the newest state that is not as it was written what is wrong with it.

        Raises IndexOutdated, and IndexDamaged where the state itself can't be told.
        """

    def close(self) -> None:
        """Release files and memory."""


class Opener(Protocol):
    """Opens the engine of an address; `folder` is that of the index on this machine."""

    def __call__(self, address: str, folder: Path, workers: int) -> Engine:
        """Return the engine; nothing is read or made yet. Raises BadRequest for an address that is none."""
