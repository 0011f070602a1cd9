"""Answers to searches, read from the JSON that `output.records` makes of them."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from searchsvc.articles import from_record
from searchsvc.client.figures import reported
from searchsvc.client.queries import message, understood
from searchsvc.client.wire import Record
from searchsvc.engines.base import Choice, FacetCounts, Share
from searchsvc.facets import FACETS
from searchsvc.output.links import INCLUDES, NO_VALUE
from searchsvc.service.asking import Search
from searchsvc.service.explaining import Explained, Reason
from searchsvc.service.faceting import Faceted
from searchsvc.service.search import Answer, Found, Relaxed, Term
from searchsvc.service.ways import WayOut
from searchsvc.shown import head
from searchsvc.snippets import Snippet

_OF_THE_HIT = ("figures",)  # those that were asked for, which are not the article's
_READ: Mapping[str, tuple[str, Callable[[str], Any]]] = {  # parameter → the field of a Search, and what is in it
    **{name: (name, str) for name in ("q", "metric", "sort", "collapse", "cursor")},
    **{name: (name, int) for name in ("size", "page", "facet_size", "snippets")},
    **{name: (field, date.fromisoformat) for name, field in (("from", "first"), ("to", "last"))},
    **{name: (field, str) for name, field in (("min", "least"), ("max", "most"))},
    "facets": ("facets", lambda said: tuple(said.split(","))),
    "strict": ("strict", lambda said: said == "true"),
    "recency": ("recency", lambda said: said == "on"),
    "relax": ("relax", lambda said: said != "0"),
}


def answer(record: Record, asked: Search) -> Answer:
    """Return the answer to a search."""
    query, cursor = record["query"], searched(record["links"]["next"] or "").cursor
    ways = [WayOut(message(way["change"]), way["total"], searched(way["url"])) for way in query["ways_out"]]
    return Answer(
        search=asked,
        query=understood(query),
        terms=tuple(Term(term["text"], term["hits"]) for term in query["terms"]),
        ways_out=tuple(ways),
        total=record["total"],
        listed=record["listed"],
        hits=tuple(map(found, record["hits"])),
        facets={name: counts(facet) for name, facet in record["facets"].items()},
        generation=record["generation"],
        took=record["took_ms"],
        relaxed=_relaxed(query["relaxed"]),
        cursor=cursor or None,
        partial=record["partial"],
        path=record.get("path"),
    )


def found(record: Record) -> Found:
    """Return a hit."""
    return Found(
        article=head(from_record({name: value for name, value in record.items() if name not in _OF_THE_HIT})),
        score=record["score"],
        title_marks=tuple((start, end) for start, end in record["title_marks"]),
        snippets=tuple(map(_snippet, record["snippets"])),
        relaxed=record["relaxed"],
        duplicates=record["duplicates"],
        explained=_explained(record["explanation"]) if "explanation" in record else None,
        figures=tuple(map(reported, record["figures"])),
    )


def counts(record: Record) -> FacetCounts:
    """Return the values of a facet with their counts."""
    values = tuple((each["value"], each["count"]) for each in record["values"])
    return FacetCounts(values, record["other"], record["missing"])


def faceted(record: Record, asked: Search, facet: str, prefix: str) -> Faceted:
    """Return the values of one facet under a search."""
    return Faceted(asked, understood(record["query"]), facet, prefix, record["total"], counts(record))


def searched(address: str) -> Search:
    """Return the search that an address asks, the inverse of `output.links.url`.

    >>> searched("/api/v1/search?not.city=-&page=2&recency=off").choices
    {'city': Choice(only=frozenset(), never=frozenset({None}))}
    """
    said: dict[str, list[str]] = defaultdict(list)
    for name, value in parse_qsl(urlsplit(address).query):
        said[name].append(value)
    chosen = {name: Choice(_values(said[name]), _values(said[f"not.{name}"])) for name in FACETS}
    choices = {name: choice for name, choice in chosen.items() if choice != Choice()}
    fields: dict[str, Any] = {field: read(said[name][0]) for name, (field, read) in _READ.items() if said[name]}
    fields |= {name: True for name in INCLUDES if name in ",".join(said["include"]).split(",")}
    return Search(choices=choices, **fields)


def _values(said: list[str]) -> frozenset[str | None]:
    return frozenset(None if value == NO_VALUE else value for value in said)


def _relaxed(record: Record | None) -> Relaxed | None:
    if record is None:
        return None
    return Relaxed(tuple(record["words"]), tuple(record["dropped"]), record["total"], record["listed"])


def _snippet(record: Record) -> Snippet:
    return Snippet(
        field=record["field"],
        text=record["text"],
        start=record["start"],
        marks=tuple((start, end) for start, end in record["marks"]),
        lines=tuple(record["lines"]) if record["lines"] else None,
    )


def _explained(record: Record) -> Explained:
    reasons = [
        Reason(Share(**{name: value for name, value in part.items() if name != "places"}), part["places"])
        for part in record["parts"]
    ]
    return Explained(tuple(reasons), record["recency"])
