"""What is answered to a search: how it was understood, hits, facets."""

from pydantic import Field

from searchsvc.articles import Lines
from searchsvc.snippets import Mark
from searchsvc.web.answers.base import Answered, Links, Understood
from searchsvc.web.answers.figures import FigureRow


class Term(Answered):
    """A word of the query, and the articles that hold it whatever else is asked."""

    text: str
    hits: int


class WayOut(Answered):
    """A search that finds something where this one found nothing."""

    change: str
    total: int
    url: str


class Relaxed(Answered):
    """What was let go to find more: any of the words will do, others were dropped; the hits beyond the strict ones.

    `listed` of them can be paged through, of near-duplicates that are collapsed one.
    """

    words: list[str]
    dropped: list[str]
    total: int
    listed: int


class SearchQuery(Understood):
    """The same, and what its terms find; where it finds little, what was let go and the ways out."""

    relaxed: Relaxed | None
    terms: list[Term]
    ways_out: list[WayOut]


class Snippet(Answered):
    """A passage of `field`; marks are [start, end) in code points of `text`."""

    field: str
    text: str
    marks: list[Mark] = Field(default_factory=list)
    html: str = ""
    start: int
    lines: Lines | None


class ScorePart(Answered):
    """What a term adds to a score in a view: the BM25 of frequency (each place weighed), length, average and idf."""

    view: str
    term: str
    places: dict[str, int]
    frequency: int
    length: int
    average: float
    idf: float
    score: float


class Explanation(Answered):
    """The parts of a score, the greatest first; their sum times `recency`, the factor of age, is the score."""

    score: float
    recency: float
    parts: list[ScorePart]


class Hit(Answered):
    """An article found, with how many near-duplicates it has; with `fields` only the keys asked for."""

    id: str
    url: str
    title: str | None = None
    title_inferred: bool = False
    kicker: str | None = None
    subtitle: str | None = None
    authors: list[str] = Field(default_factory=list)
    source: str | None = None
    published: str | None = None
    page: str | None = None
    lines: Lines | None = None
    title_marks: list[Mark] = Field(default_factory=list)
    city: list[str] = Field(default_factory=list)
    zone: list[str] = Field(default_factory=list)
    industry: list[str] = Field(default_factory=list)
    score: float = 0
    relaxed: bool = False
    duplicates: int = 0
    snippets: list[Snippet] = Field(default_factory=list)
    figures: list[FigureRow] = Field(default_factory=list)
    explanation: Explanation | None = None


class FacetValue(Answered):
    """A value with the number of hits that have it; `url` is the search with it chosen or let go."""

    value: str
    count: int
    selected: bool
    url: str


class Facet(Answered):
    """A facet over all hits: its values, what the size cut off, and the hits without a value."""

    values: list[FacetValue]
    other: int
    missing: int


class SearchLinks(Links):
    """The same, the newest hits as a feed, and all hits as a table."""

    feed: str
    csv: str


class SearchAnswer(Answered):
    """The answer to a search; `total` is exact unless `partial`; `path` is how the engine found the hits.

    `listed` can be paged through: the strict hits, else the relaxed ones, of near-duplicates that are collapsed one.
    """

    query: SearchQuery
    total: int
    listed: int
    partial: bool
    took_ms: float
    generation: str
    hits: list[Hit]
    facets: dict[str, Facet]
    links: SearchLinks
    path: str | None = None


class FacetAnswer(Facet):
    """The values of one facet under a search, which are its rows; `total` counts all that begin with the prefix."""

    field: str
    query: Understood
    total: int
    rows: list[FacetValue]
    links: Links
