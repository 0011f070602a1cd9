"""Answers as JSON objects: the same for the API, for `--json` and for whoever builds on either."""

import re
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import replace
from html import escape
from typing import Any

from searchsvc.engines.base import FacetCounts
from searchsvc.messages import Language
from searchsvc.output import explaining
from searchsvc.output.figures import records as figure_records
from searchsvc.output.links import (
    API,
    EXPORT,
    FACETS,
    FEED,
    OF_A_PAGE,
    PAGE,
    Beside,
    addressed,
    article_urls,
    parameters,
    selected,
    toggling,
    url,
    without,
)
from searchsvc.output.understood import understood
from searchsvc.service.asking import Search
from searchsvc.service.faceting import Faceted
from searchsvc.service.search import Answer, Found, Relaxed
from searchsvc.snippets import Mark, Snippet

Record = dict[str, Any]
_SPECIAL = re.compile("[&<>\"']")


def answer(found: Answer, lang: Language, beside: Beside = ()) -> Record:
    """Return the whole answer (the frame is the API's; `took_ms` in milliseconds).

    `beside` are parameters that its addresses keep though they are no part of the search (`links.url`).
    """
    asked = found.search
    return {
        "query": query(found, lang, beside),
        "total": found.total,
        "listed": found.listed,
        "partial": found.partial,
        "took_ms": round(found.took, 2),
        "generation": found.generation,
        "hits": hits(found.hits, asked.q),
        "facets": facets(asked, found.facets, beside),
        "links": links(found, beside),
        **({"path": found.path} if found.path else {}),
    }


def query(found: Answer, lang: Language, beside: Beside = ()) -> Record:
    """Return how the query was understood, what each term finds, and the ways out where nothing was found."""
    return {
        **understood(found.query, lang),
        "relaxed": relaxed(found.relaxed),
        "terms": [{"text": term.text, "hits": term.hits} for term in found.terms],
        "ways_out": [
            {"change": way.change.said(lang), "total": way.total, "url": url(API, way.search, beside)}
            for way in found.ways_out
        ],
    }


def relaxed(found: Relaxed | None) -> Record | None:
    """Return what was let go to find more, and how many articles that finds."""
    if found is None:
        return None
    said = {"words": list(found.words), "dropped": list(found.dropped)}
    return said | {"total": found.total, "listed": found.listed}


def hits(found: Iterable[Found], q: str = "") -> list[Record]:
    """Return hits, each with the article's head, its facets, and the marked passages."""
    address = article_urls(q)
    return [_hit(one, address(one.article.id), q) for one in found]


def _hit(found: Found, address: str, q: str) -> Record:
    article = found.article
    return {
        "id": article.id,
        "url": address,
        "title": article.title,
        "title_inferred": article.title_inferred,
        "kicker": article.kicker,
        "subtitle": article.subtitle,
        "authors": list(article.authors),
        "source": article.source,
        "published": article.published,
        "page": article.page,
        "lines": article.lines and list(article.lines),
        "title_marks": listed(found.title_marks),
        "city": list(article.city),
        "zone": list(article.zone),
        "industry": list(article.industry),
        "score": round(found.score, 4),
        "relaxed": found.relaxed,
        "duplicates": found.duplicates,
        "snippets": [snippet(item) for item in found.snippets],
        "figures": [figure_records.row(each, q) for each in found.figures],
        **({"explanation": explaining.record(found.explained)} if found.explained else {}),
    }


def snippet(item: Snippet) -> Record:
    """Return a passage with its marks as offsets and as HTML."""
    return {
        "field": item.field,
        "text": item.text,
        "marks": listed(item.marks),
        "html": marked(item.text, item.marks),
        "start": item.start,
        "lines": list(item.lines) if item.lines else None,
    }


def facets(asked: Search, found: Mapping[str, FacetCounts], beside: Beside = ()) -> dict[str, Record]:
    """Return facets' values with their counts; each `url` is the search with the value chosen or let go."""
    addresses = toggling(API, asked, beside)
    return {
        name: _facet(counts, selected(asked, name), addresses(name, [value for value, _ in counts.values]))
        for name, counts in found.items()
    }


def _facet(counts: FacetCounts, chosen: Container[str | None], addresses: Iterable[str]) -> Record:
    return {
        "values": [
            {"value": value, "count": count, "selected": value in chosen, "url": address}
            for (value, count), address in zip(counts.values, addresses, strict=True)
        ],
        "other": counts.other,
        "missing": counts.missing,
    }


def faceted(found: Faceted, lang: Language, beside: Beside = ()) -> Record:
    """Return the values of one facet, as in an answer and as the `rows` that every list has.

    `total` counts those that the size cut off too.
    """
    asked = found.search
    own = [*([("prefix", found.prefix)] if found.prefix else []), *beside]
    counted = facets(asked, {found.facet: found.counts}, beside)[found.facet]
    return {
        "field": found.facet,
        "query": understood(found.query, lang),
        "total": found.total,
        "rows": counted["values"],
        **counted,
        "links": {
            "self": url(f"{FACETS}/{found.facet}", asked, own),
            "next": None,
            "html": url(PAGE, replace(asked, facet_size=Search().facet_size), _language(beside)),
        },
    }


def links(found: Answer, beside: Beside = ()) -> Record:
    """Return the addresses of this page, of the next one (None on the last), of its HTML, and of all hits."""
    said, following, spoken = parameters(found.search), _following(found), _language(beside)
    every = without(said, OF_A_PAGE) + spoken
    return {
        "self": addressed(API, [*said, *beside]),
        "next": addressed(API, [*following, *beside]) if following else None,
        "html": addressed(PAGE, without(said, ("facets", "cursor")) + spoken),
        "feed": addressed(FEED, every),
        "csv": addressed(EXPORT, [*every, ("format", "csv")]),
    }


def _language(beside: Beside) -> list[tuple[str, str]]:
    """Return of what an address keeps the language alone."""
    return [(name, value) for name, value in beside if name == "lang"]


def _following(found: Answer) -> list[tuple[str, str]] | None:
    """Return the parameters of the next page, by cursor where the answer tells one."""
    asked = found.search
    if found.cursor:
        return parameters(asked, page=1, cursor=found.cursor)
    more = not asked.cursor and asked.page * asked.size < found.listed
    return parameters(asked, page=asked.page + 1) if more else None


def listed(marks: Iterable[Mark]) -> list[list[int]]:
    """Return marks as JSON has them."""
    return [list(mark) for mark in marks]


def marked(text: str, marks: tuple[Mark, ...]) -> str:
    """Return a text as HTML: escaped, the marks as <mark> and nothing else.

    >>> marked("<新能源>汽车", ((1, 4),))
    '&lt;<mark>新能源</mark>&gt;汽车'
    """
    said: Callable[[str], str] = escape if _SPECIAL.search(text) else str  # hardly any text holds what HTML means
    pieces, place = [], 0
    for start, end in marks:
        pieces += [said(text[place:start]), "<mark>", said(text[start:end]), "</mark>"]
        place = end
    return "".join([*pieces, said(text[place:])])
