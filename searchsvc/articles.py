"""The nouns of the house: the page that was read, the article it is cut into, and what is derived from that."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from operator import attrgetter
from typing import Any, Literal

from searchsvc.messages import Message

Lines = tuple[int, int]  # first and last line of a source file, counted from 1
Bound = Literal["exact", "above", "at_least", "below", "at_most", "about"]
Role = Literal["kicker", "title", "subtitle", "author", "body", "row", "subhead", "caption", "furniture"]
Metric = Literal["investment", "output", "finance", "trade", "projects", "area", "capacity", "growth", "other"]


@dataclass(frozen=True, slots=True)
class Fix:
    """What somebody said of the split of a page, in numbers of its lines; no line is said twice.

    `articles`: the ranges that make one article each, in the order of reading. `parts`: what the lines of a range are.
    `paragraphs`: the ranges whose text is one paragraph each.
    """

    articles: tuple[tuple[Lines, ...], ...] = ()
    parts: tuple[tuple[Lines, Role], ...] = ()
    paragraphs: tuple[Lines, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a newspaper page before anything is cut.

    `lines` are the physical lines without their ends; a form feed does not end a line. `published` is an ISO date.
    What the page itself does not print stays None unless the user said it. The split holds to `fix`.
    """

    path: str
    lines: tuple[str, ...]
    source: str | None = None
    published: str | None = None
    page: str | None = None
    fix: Fix = Fix()


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was not read, with the reason; `line` counts from 1 and is None for a whole file."""

    path: str
    line: int | None
    reason: Message


@dataclass(frozen=True, slots=True)
class Unfit(Skipped):
    """What was said of a page or an article and not followed; the page or article itself was read."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a body, its hard wraps mended, and the source lines it stood on.

    Raises ValueError for a line feed, which parts paragraphs in `Article.body`.
    """

    text: str
    lines: Lines | None = None

    def __post_init__(self) -> None:
        if "\n" in self.text:
            raise ValueError(f"a paragraph holds no line feed, make two of it: {self.text!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why an article has a facet value: the rule that gave it, the words it stands on, and their lines."""

    facet: str
    value: str
    rule: str
    quote: str = ""
    lines: Lines | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that a reporter would tabulate.

    `value` and `unit` are as printed, `amount` (to `amount_max`) is in the base unit: 元 or the named currency, 个,
    平方米, 吨, 千瓦, 千瓦时, 1 for a rate. `start` and `end` are code points of `quote`, the sentence it stands in.
    """

    metric: Metric
    label: str | None
    value: float
    unit: str
    amount: float
    amount_max: float | None = None
    bound: Bound = "exact"
    city: str | None = None
    zone: str | None = None
    stage: str | None = None
    quote: str = ""
    start: int = 0
    end: int = 0
    lines: Lines | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as it was read, and what was derived from it (`DERIVED`).

    `published` is an ISO date. `lines` are those of the body in `path`. A title that the page does not print is
    `title_inferred`: a piece of the lead, shown but not searched as a title. `confidence` (0 to 1) says how sure
    the cut is.
    """

    id: str = ""
    title: str | None = None
    title_inferred: bool = False
    kicker: str | None = None
    subtitle: str | None = None
    authors: tuple[str, ...] = ()
    source: str | None = None
    published: str | None = None
    page: str | None = None
    dateline: str | None = None
    paragraphs: tuple[Paragraph, ...] = ()
    subheads: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    continued_from: str | None = None
    continues_on: str | None = None
    parts: tuple[str, ...] = ()
    path: str | None = None
    lines: Lines | None = None
    confidence: float = 1.0
    city: tuple[str, ...] = ()
    zone: tuple[str, ...] = ()
    industry: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[str, ...] = ()

    @property
    def body(self) -> str:
        """The paragraphs joined by line feeds."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


DERIVED = ("city", "zone", "industry", "evidence", "figures", "events")
_derived = attrgetter(*DERIVED)
GIVEN = ("given", "corrected")  # rules of evidence that no derivation may override


def to_record(article: Article) -> dict[str, Any]:
    """Return the article as the JSON object that `parse`, `show --json` and the API give (SPEC's keys)."""
    record: dict[str, Any] = {}
    for name, value in zip(_names(Article), _VALUES(article), strict=True):
        if name == "paragraphs":
            record["body"] = article.body
            record["paragraph_lines"] = [_plain(paragraph.lines) for paragraph in value]
        else:
            record[name] = _plain(value)
    return record


def plain(article: object, names: Iterable[str]) -> dict[str, Any]:
    """Return some values of an article or its head, other than paragraphs, as they are in the JSON object."""
    return {name: _plain(getattr(article, name)) for name in names}


def from_record(record: Mapping[str, Any]) -> Article:
    """Return the article of a JSON object made by `to_record`; keys that an Article does not have are passed over.

    >>> article = Article(id="a1", title="大同：新能源装机增长", paragraphs=(Paragraph("装机超过一半。", (3, 4)),))
    >>> from_record(to_record(article)) == article
    True
    """
    values = _frozen(Article, record)
    values["paragraphs"] = _paragraphs(record.get("body") or "", record.get("paragraph_lines") or [])
    values["evidence"] = tuple(Evidence(**_frozen(Evidence, item)) for item in record.get("evidence") or ())
    values["figures"] = tuple(Figure(**_frozen(Figure, item)) for item in record.get("figures") or ())
    return Article(**values)


def without_derived(article: Article) -> Article:
    """Return the article as it was read: with no derived value but those that the source itself gave."""
    if not any(_derived(article)):
        return article
    given = tuple(item for item in article.evidence if item.rule in GIVEN)

    def values(facet: str) -> tuple[str, ...]:
        return tuple(item.value for item in given if item.facet == facet and item.value)

    return replace(
        article,
        city=values("city"),
        zone=values("zone"),
        industry=values("industry"),
        evidence=given,
        figures=article.figures if values("figures") else (),
        events=article.events if values("events") else (),
    )


def given_facets(article: Article) -> frozenset[str]:
    """Return what no derivation may override: facets, "figures", "events" that the source or a correction gave.

    Of a facet given as an empty list the evidence has a blank value.
    """
    return frozenset(item.facet for item in article.evidence if item.rule in GIVEN)


def _plain(value: Any) -> Any:  # noqa: ANN401 - JSON
    if type(value) is tuple:
        return [_plain(each) if type(each) in _ITEMS else each for each in value]
    if type(value) in _ITEMS:
        names, values = _ITEMS[type(value)]
        items = zip(names, values(value), strict=True)
        return {name: list(each) if type(each) is tuple else each for name, each in items}
    return value


def _frozen(kind: type, record: Mapping[str, Any]) -> dict[str, Any]:
    """Return those values of a JSON object that `kind` has fields for, its arrays as tuples."""
    known = _known(kind)
    return {name: tuple(value) if type(value) is list else value for name, value in record.items() if name in known}


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _known(kind: type) -> frozenset[str]:
    return frozenset(_names(kind))


# What an article has many of, with the names and values of it: looked up once, for each is written several times.
_VALUES = attrgetter(*_names(Article))
_ITEMS = {kind: (_names(kind), attrgetter(*_names(kind))) for kind in (Paragraph, Evidence, Figure)}


def _paragraphs(body: str, lines: list[list[int] | None]) -> tuple[Paragraph, ...]:
    if not body and not lines:
        return ()
    texts = body.split("\n")
    spans = [(span[0], span[1]) if span else None for span in lines] or [None] * len(texts)
    return tuple(Paragraph(text, span) for text, span in zip(texts, spans, strict=True))


def spanned(paragraphs: Iterable[Paragraph]) -> Lines | None:
    """Return the first and last line of these paragraphs, None where none has lines."""
    spans = [paragraph.lines for paragraph in paragraphs if paragraph.lines]
    return (min(first for first, _ in spans), max(last for _, last in spans)) if spans else None
