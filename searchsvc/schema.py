"""What the engines are given of an article, how its fields weigh, and the fingerprint of these rules."""

import hashlib
import json
import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile

from searchsvc import analysis
from searchsvc.analysis import Folded, fold
from searchsvc.articles import Article, Bound, Figure
from searchsvc.enrich.figures.amounts import quantity
from searchsvc.facets import FACETS
from searchsvc.shown import Head, head

# How often a term counts where it stands; BM25 then sees one field (BM25F): a word said in two places is one word.
WEIGHTS: Mapping[str, int] = {"title": 6, "kicker": 4, "lead": 3, "body": 1}
LEAD = 100  # characters of body, with the sentence that they end in: who, what, when and where
# The ways an article's text is counted, each ranked apart: words, neighbours (across words too), single characters.
VIEWS: Mapping[str, Callable[[Folded], list[str]]] = {
    "words": analysis.words,
    "pairs": analysis.pairs,
    "units": analysis.units,
}
# What each view is worth: words and pairs are two cuts of the same neighbours, and together no more than units.
SHARES: Mapping[str, float] = {"words": 1.0, "pairs": 1.0, "units": 2.0}
# What an article counts for beside what it says: a headline rounds numbers.
IMPLIED: Mapping[str, Callable[[Folded], list[str]]] = {"pairs": analysis.rounded}
K1, B = 1.2, 0.75  # BM25
DUPLICATES = "dup"  # the name under which a Document has its cluster of near-duplicates; none where it is alone
GROUPS = (*FACETS, DUPLICATES)  # what documents are counted, narrowed or collapsed by
RECENCY = 0.1  # the most that age can take from a score …
HALF_LIFE = 365.0  # … half of it after so many days before the newest article
_VERSION = 7  # of the code below; raised when the same article gives another Document

# What a bound says of a number that is negative because it tells of a fall.
_FALLING: Mapping[Bound, Bound] = {"above": "below", "at_least": "at_most", "below": "above", "at_most": "at_least"}

# The parts that a query's field name stands for.
FIELDS: Mapping[str, frozenset[str]] = {
    "title": frozenset({"kicker", "title", "subtitle"}),
    "body": frozenset({"body", "subhead"}),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A text that is matched on its own: a headline, a paragraph, a caption."""

    field: str
    text: Folded


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure as it is searched: its metric and folded label, its amounts from `least` to `most` in the base unit.

    `place` is the part of the document and the character there that its number begins at, None where no part holds it.
    """

    metric: str
    label: str
    base: str
    least: float
    most: float
    bound: Bound
    place: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Document:
    """What an engine holds of an article.

    What is ranked follows from the parts (`counts`); `facets` gives the values under each of GROUPS; `published` is a
    proleptic ordinal; `head` is what is shown of it, and decides nothing.
    """

    id: str
    parts: tuple[Part, ...]
    facets: Mapping[str, tuple[str, ...]]
    published: int | None
    figures: tuple[Measured, ...] = ()
    head: Head = field(default=Head(), compare=False)


def searchable(article: Article) -> Iterator[tuple[str, int, str]]:
    """Yield (field, number within the field, text) of everything that can be found; an inferred title can't."""
    single = (
        ("kicker", article.kicker),
        ("title", None if article.title_inferred else article.title),
        ("subtitle", article.subtitle),
        ("dateline", article.dateline),
    )
    yield from ((name, 0, text) for name, text in single if text)
    many = (
        ("body", [paragraph.text for paragraph in article.paragraphs]),
        ("subhead", article.subheads),
        ("caption", article.captions),
    )
    for name, texts in many:
        yield from ((name, number, text) for number, text in enumerate(texts) if text)


def document(article: Article, cluster: str | None = None) -> Document:
    """Return what the engines hold of an article; `cluster` names those it is a near-duplicate of."""
    folded = [(name, number, fold(text)) for name, number, text in searchable(article)]
    return Document(
        id=article.id,
        parts=tuple(Part(name, text) for name, _, text in folded),
        facets={name: facet.values(article) for name, facet in FACETS.items()}
        | {DUPLICATES: (cluster,) if cluster else ()},
        published=date.fromisoformat(article.published).toordinal() if article.published else None,
        figures=tuple(measured(figure, _place(figure, article, folded)) for figure in article.figures),
        head=head(article),
    )


def counts(parts: Iterable[Part]) -> dict[str, Mapping[str, int]]:
    """Return for each of VIEWS how often each of its terms stands in a document, as WEIGHTS count it."""
    found: dict[str, Counter[str]] = {view: Counter() for view in VIEWS}
    for place, text in weighed(parts):
        for view, cut in (*VIEWS.items(), *IMPLIED.items()):
            found[view].update({term: WEIGHTS[place] * times for term, times in Counter(cut(text)).items()})
    return {view: terms for view, terms in found.items() if terms}


def weighed(parts: Iterable[Part]) -> Iterator[tuple[str, Folded]]:
    """Yield the texts of a document with the place of WEIGHTS that each counts for."""
    parts = tuple(parts)
    for part, lead in zip(parts, leads(parts), strict=True):
        yield "lead", part.text.piece(0, lead)
        yield place_of(part.field), part.text.piece(lead, len(part.text.text))


def leads(parts: Iterable[Part]) -> Iterator[int]:
    """Yield for each part the end of what stands in it of the lead: the sentences of the body that begin in LEAD."""
    begun = 0
    for part in parts:
        if part.field != "body" or begun >= LEAD:
            yield 0
            continue
        yield _lead(part.text, LEAD - begun)
        begun += len(part.text.text)


def weight_of(field: str) -> int:
    """Return what a term counts in parts of a field."""
    return WEIGHTS[place_of(field)]


def place_of(field: str) -> str:
    """Return the place of WEIGHTS that parts of a field count for; what is no head counts as body."""
    return {"subtitle": "kicker"}.get(field, field if field in WEIGHTS else "body")


def fingerprint() -> str:
    """Return a hash of everything that decides what a Document holds; an index with another one is rebuilt."""
    rules = (_VERSION, dict(WEIGHTS), LEAD, list(VIEWS), list(GROUPS), analysis.fingerprint())
    return hashlib.sha256(json.dumps(rules, ensure_ascii=False).encode()).hexdigest()[:16]


def recency(age: float) -> float:
    """Return the factor of a score for an article `age` days older than the newest one in the index."""
    return 1 - RECENCY * (1 - math.pow(0.5, age / HALF_LIFE))


def measured(figure: Figure, place: tuple[int, int] | None = None) -> Measured:
    """Return a figure as it is searched."""
    amounts = sorted((figure.amount, figure.amount if figure.amount_max is None else figure.amount_max))
    unit = quantity(f"1{figure.unit}")
    return Measured(
        metric=figure.metric,
        label=fold(figure.label or "").text,
        base=(unit[1] if unit else None) or fold(figure.unit).text,
        least=amounts[0],
        most=amounts[1],
        bound=_FALLING.get(figure.bound, figure.bound) if figure.amount < 0 else figure.bound,
        place=place,
    )


def _place(figure: Figure, article: Article, folded: list[tuple[str, int, Folded]]) -> tuple[int, int] | None:
    """Return the part that holds the sentence of a figure, that of its lines first, and its place there, folded."""
    found = [
        (name == "body" and article.paragraphs[number].lines == figure.lines, -place, text.raw.find(figure.quote))
        for place, (name, number, text) in enumerate(folded)
        if figure.quote and figure.quote in text.raw
    ]
    if not found:
        return None
    _, place, start = max(found)
    return -place, bisect_left(folded[-place][2].offsets, start + figure.start)


def _lead(text: Folded, left: int) -> int:
    """Return the end of the sentences that begin before `left`."""
    before = takewhile(lambda span: span[0] < left, analysis.sentence_spans(text.text))
    return max((end for _, end in before), default=0)
