"""Documents: what the index holds of one, and the same read back."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from searchsvc import shown
from searchsvc.analysis import fold
from searchsvc.engines.base import Change
from searchsvc.engines.opensearch import terms
from searchsvc.engines.ranking import rounded
from searchsvc.schema import DUPLICATES, VIEWS, Document, Measured, Part, counts

Json = dict[str, Any]


def written(change: Change, document: Document) -> Json:
    """Return the fields of a document (`mapping.FIELDS`)."""
    counted = counts(document.parts)
    lengths = {view: rounded(sum(counted.get(view, {}).values())) for view in VIEWS}
    return {
        "id": document.id,
        "sequence": change.sequence,
        "published": document.published,
        "facets": {name: list(values) for name, values in document.facets.items()},
        "cluster": next(iter(document.facets.get(DUPLICATES, ())), None) or f" {document.id}",
        "figures": [_figure(figure) for figure in document.figures],
        "text": _texts(document.parts),
        "ranked": {view: terms.coded(dict(counted.get(view, {})), lengths[view]) for view in VIEWS},
        "lengths": lengths,
        "vocabulary": [word for word in counted.get("words", {}) if len(word) <= terms.LONGEST],
        "document": _kept(document),
    }


def read(kept: Json) -> Document:
    """Return a Document by what is kept of it."""
    return Document(
        id=kept["id"],
        parts=tuple(Part(field, fold(text)) for field, text in kept["parts"]),
        facets={name: tuple(values) for name, values in kept["facets"].items()},
        published=kept["published"],
        figures=tuple(_measured(figure) for figure in kept["figures"]),
        head=shown.read(kept["id"], kept["head"]),
    )


def _measured(kept: Json) -> Measured:
    return Measured(**{**kept, "place": tuple(kept["place"]) if kept["place"] else None})


def _kept(document: Document) -> Json:
    return {
        "id": document.id,
        "parts": [[part.field, part.text.raw] for part in document.parts],
        "facets": document.facets,
        "published": document.published,
        "head": shown.written(document.head),
        "figures": [asdict(figure) for figure in document.figures],
    }


def _figure(figure: Measured) -> Json:
    return {
        "names": [figure.metric, figure.label],
        "base": figure.base,
        "least": figure.least,
        "most": figure.most,
        "bound": figure.bound,
    }


def _texts(parts: tuple[Part, ...]) -> Mapping[str, list[str]]:
    """Return the terms of the parts by field; those beside the body stand together once more."""
    texts: dict[str, list[str]] = {}
    for part in parts:
        for field in (part.field,) if part.field == "body" else (part.field, "rest"):
            texts.setdefault(field, []).append(terms.places(part.text))
    return texts
