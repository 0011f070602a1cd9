"""How a Document lies in a Whoosh index: its schema, a row of it, and the way back."""

import json
from collections.abc import Iterable
from dataclasses import astuple
from typing import Any

from whoosh.analysis import IDAnalyzer
from whoosh.columns import NumericColumn, RefBytesColumn
from whoosh.fields import COLUMN, STORED, FieldType, Schema
from whoosh.formats import Existence, Frequency

from searchsvc.analysis import Folded, grams
from searchsvc.engines.base import Change
from searchsvc.facets import FACETS
from searchsvc.schema import VIEWS, Document, Measured, Part

FORMAT = 3  # of the index; raised when what is written below changes
SEGMENT = 2_000  # documents written at once: half a gigabyte; a RefBytesColumn loses values beyond 65,535 of them


def _terms(*, scorable: bool = False, **options: Any) -> FieldType:  # noqa: ANN401 - Whoosh's own options
    """Return a field that takes its terms as a list, so that no analyzer of Whoosh's sees them."""
    return FieldType(Frequency() if scorable else Existence(), IDAnalyzer(), scorable=scorable, **options)


SCHEMA = Schema(
    id=_terms(stored=True),
    parts=STORED(),  # JSON: [field, folded text, its breaks], to prove what `grams` only suggests
    figures=_terms(stored=True),  # their metrics and labels; stored as JSON, a row for each
    grams=_terms(),  # the characters and pairs of all parts
    published=COLUMN(NumericColumn("i")),  # proleptic ordinal, 0 where undated
    sequence=COLUMN(NumericColumn("q")),
    **{view: _terms(scorable=True) for view in VIEWS},  # how often each term stands there, weighted
    **{name: _terms(sortable=RefBytesColumn()) for name in FACETS},  # a JSON value a term, their array in the column
)


def row(change: Change, document: Document) -> dict[str, Any]:
    """Return a document as the arguments of Whoosh's `add_document`."""
    values: dict[str, Any] = {
        "id": [document.id],
        "_stored_id": document.id,
        "parts": encoded([[part.field, part.text.text, sorted(part.text.breaks)] for part in document.parts]),
        "figures": list({name for figure in document.figures for name in (figure.metric, figure.label) if name}),
        "_stored_figures": encoded([astuple(figure) for figure in document.figures]),
        "grams": list(set().union(*(grams(part.text.text) for part in document.parts))),
        "published": document.published or 0,
        "sequence": change.sequence,
    }
    for name, words in document.words.items():
        values[name] = [word for word, frequency in words.items() for _ in range(frequency)]
    for name in FACETS:
        own = list(dict.fromkeys(document.facets.get(name, ())))
        values[name] = facet_terms(own or [None])
        values[f"_stored_{name}"] = encoded(own)
    return values


def facet_terms(values: Iterable[str | None]) -> list[str]:
    """Return the terms that facet values stand under, whatever their characters; no value is one of them.

    >>> facet_terms(["大同", None])
    ['"大同"', 'null']
    """
    return [json.dumps(value, ensure_ascii=False) for value in values]


def encoded(value: object) -> bytes:
    """Return a value as compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def parts(stored: bytes) -> tuple[Part, ...]:
    """Return the parts of a document from what was stored of them; where they came from in the source is not."""
    return tuple(Part(field, Folded(text, frozenset(breaks))) for field, text, breaks in json.loads(stored))


def figures(stored: bytes) -> tuple[Measured, ...]:
    """Return the figures of a document from what was stored of them."""
    return tuple(
        Measured(metric, label, base, least, most, bound, (place[0], place[1]) if place else None)
        for metric, label, base, least, most, bound, place in json.loads(stored)
    )
