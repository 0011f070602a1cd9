"""Corrections by hand: what somebody says an article's values are, and the article as it is with them."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from searchsvc import enrich
from searchsvc.articles import Article, Evidence, Figure, given_facets

Value = str | tuple[str, ...] | Mapping[str, object] | None
TEXTS = ("title", "kicker", "subtitle", "source", "published", "page")
DERIVED_FROM = ("title", "kicker", "subtitle", "source")  # by the rules of facets and figures
LISTS = ("authors", "city", "zone", "industry")
FIGURE = "figure"
NAMED = ("label", "stage", "city", "zone")  # of a figure; what it amounts to is said beside
RULE = "corrected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """That a field of an article has this value, said by somebody at a time (ISO, UTC).

    `value` is a text or None for TEXTS, texts for LISTS. A FIGURE is told by its `spot`; its value are the fields that
    are otherwise, None drops it.
    """

    field: str
    value: Value
    by: str
    at: str
    spot: str = ""


def spot(figure: Figure) -> str:
    """Return what tells a figure from the others of its article for as long as its sentence stays."""
    return json.dumps([figure.quote, figure.start, figure.end], ensure_ascii=False)


def as_records(corrections: Iterable[Correction]) -> list[dict[str, Any]]:
    """Return corrections as JSON objects: field, value, by, at, spot."""
    return [asdict(each) for each in corrections]


def corrected(article: Article, corrections: Iterable[Correction]) -> Article:
    """Return the article with its corrections, each with evidence of who and when.

    What follows from a corrected headline or source is derived anew, days that the text names are resolved against a
    corrected date; facets and figures that somebody gave lie over that. A correction of a figure that the article does
    not hold any more changes nothing.
    """
    said = list(corrections)
    fields = {each.field for each in said}
    for each in (each for each in said if each.field in TEXTS):
        article = _with_field(article, each)
    if fields & set(DERIVED_FROM):
        article = enrich.enrich(article)
    elif "published" in fields and "events" not in given_facets(article):
        article = replace(article, events=enrich.named_days(article))
    for each in (each for each in said if each.field not in TEXTS):
        article = _with_figure(article, each) if each.field == FIGURE else _with_field(article, each)
    return article


def _with_field(article: Article, said: Correction) -> Article:
    values: dict[str, object] = {said.field: said.value}
    values |= {"title_inferred": False} if said.field == "title" else {}
    kept = tuple(item for item in article.evidence if item.facet != said.field)
    return replace(article, evidence=(*kept, *_evidence(said)), **values)  # type: ignore[arg-type]  # by name


def _with_figure(article: Article, said: Correction) -> Article:
    hit = next((figure for figure in article.figures if spot(figure) == said.spot), None)
    if hit is None:
        return article
    if isinstance(said.value, Mapping):
        figures = [_replaced(figure, said.value) if figure is hit else figure for figure in article.figures]
    else:
        figures = [figure for figure in article.figures if figure is not hit]
    why = _why(said, "figures", hit.quote[hit.start : hit.end])
    return replace(article, figures=tuple(figures), evidence=(*article.evidence, why))


def _replaced(figure: Figure, values: Mapping[str, object]) -> Figure:
    return replace(figure, **values)  # type: ignore[arg-type]  # the fields that Correction names


def _evidence(said: Correction) -> Iterator[Evidence]:
    values = said.value if isinstance(said.value, tuple) and said.value else (said.value or "",)
    yield from (_why(said, said.field, str(value)) for value in values)


def _why(said: Correction, facet: str, value: str) -> Evidence:
    return Evidence(facet=facet, value=value, rule=RULE, quote=f"{said.by} {said.at}")
