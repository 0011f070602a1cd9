"""What is answered over HTTP: the types of the JSON, for the OpenAPI document and for tests to hold answers to."""

from dataclasses import fields
from typing import Any, Literal, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, create_model

from searchsvc.articles import Article, Evidence, Lines
from searchsvc.snippets import Mark


class Answered(BaseModel):
    """The root of all answers: nothing in them is undocumented."""

    model_config = ConfigDict(extra="forbid")


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
    """What was let go to find more: any of the words will do, others were dropped; the hits beyond the strict ones."""

    words: list[str]
    dropped: list[str]
    total: int


class Understood(Answered):
    """How the query was understood; `parsed` is itself a valid query."""

    q: str
    parsed: str
    warnings: list[str]
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


class Links(Answered):
    """This page of the answer, the next one, and the same for people."""

    self: str
    next: str | None
    html: str


class SearchLinks(Links):
    """The same, the newest hits as a feed, and all hits as a table."""

    feed: str
    csv: str


class SearchAnswer(Answered):
    """The answer to a search; `total` is exact unless `partial`; `path` is how the engine found the hits."""

    query: Understood
    total: int
    partial: bool
    took_ms: float
    generation: str
    hits: list[Hit]
    facets: dict[str, Facet]
    links: SearchLinks
    path: str | None = None


class FacetAnswer(Facet):
    """The values of one facet under a search."""

    field: str


class Token(Answered):
    """A piece of the folded text; `start` and `end` are the code points of the text as given that it comes from."""

    text: str
    start: int
    end: int
    word: bool


class AnalyzeAnswer(Answered):
    """A text taken apart: folded, cut, as a query, and as an article."""

    text: str
    folded: str
    tokens: list[Token]
    words: list[str]
    query: str
    warnings: list[str]
    city: list[str]
    zone: list[str]
    industry: list[str]
    evidence: list[Evidence]


class AcceptedRecord(Answered):
    """What became of one record; `error` says why it was rejected, or what of it was left out."""

    id: str | None
    status: Literal["new", "replaced", "unchanged", "rejected"]
    error: str | None


class AcceptedAnswer(Answered):
    """A row for each record, in order; `generation` is the one in which they are found."""

    results: list[AcceptedRecord]
    generation: str


class DeletedAnswer(Answered):
    """An article was taken out."""

    id: str
    status: Literal["deleted"]
    generation: str


class Health(Answered):
    """The process is alive."""

    status: str


class Ready(Health):
    """The archive is open."""

    articles: int
    generation: str


class Status(Answered):
    """The state of the archive and of the service; `in_line`: the index holds every change, `last_commit` ISO, UTC."""

    version: str
    articles: int
    sequence: int
    generation: str
    in_line: bool
    last_commit: str | None
    uptime_seconds: int
    workers: int


class Cause(Answered):
    """One thing that is wrong: the parameter, the position in it, and the name that may be meant."""

    detail: str
    parameter: str | None
    position: int | None
    nearest: str | None


class Problem(Answered):
    """What went wrong (RFC 9457); `id` is found in the log, `restart` begins an expired walk anew."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    id: str | None = None
    restart: str | None = None
    errors: list[Cause]


class CorrectionAnswer(Answered):
    """What somebody corrected by hand, and when (UTC); a figure is told by its `spot`: its sentence, start and end."""

    field: str
    value: str | list[str] | dict[str, Any] | None
    by: str
    at: str
    spot: str


class Citations(Answered):
    """The article cited: by GB/T 7714-2015, in a sentence, as BibTeX."""

    gbt7714: str
    plain: str
    bibtex: str


def _article_fields() -> dict[str, Any]:
    """Return the keys of an article as JSON with their types (`articles.to_record`)."""
    types = get_type_hints(Article)
    named: dict[str, Any] = {}
    for field in fields(Article):
        if field.name == "paragraphs":
            named |= {"body": (str, ...), "paragraph_lines": (list[Lines | None], ...)}
        else:
            named[field.name] = (types[field.name], ...)
    marks = {"title_marks": (list[Mark], ...), "body_marks": (list[Mark], ...)}
    return named | marks | {"corrections": (list[CorrectionAnswer], ...), "citations": (Citations, ...)}


ArticleAnswer: type[Answered] = create_model(
    "ArticleAnswer",
    __base__=Answered,
    __doc__="An article; marks are [start, end) in code points of the title and of the body.",
    **_article_fields(),
)
