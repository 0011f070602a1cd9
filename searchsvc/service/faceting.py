"""The values of a facet: under a search, by how they begin, and how many there are."""

from dataclasses import dataclass, replace

from searchsvc.analysis import fold, initials, spellings
from searchsvc.engines.base import FacetCounts, Request
from searchsvc.query import nodes
from searchsvc.service.archive import Archive
from searchsvc.service.asking import Search, check, known_facet, request_of, understand

_ALL_VALUES = 10**9


@dataclass(frozen=True, slots=True)
class Faceted:
    """The values of a facet under a search: `facet_size` of the `total` that begin with `prefix`."""

    search: Search
    query: nodes.Query
    facet: str
    prefix: str
    total: int
    counts: FacetCounts


def values(archive: Archive, asked: Search, facet: str, prefix: str = "") -> Faceted:
    """Return the values of a facet that begin with `prefix` and their counts under a search.

    Values begin with it as written, in pinyin, or with the initials of their syllables.
    """
    check(asked)
    query = understand(archive, asked.q, strict=asked.strict)
    request = replace(request_of(asked, query.root), size=1, facets={known_facet(facet): _ALL_VALUES})
    counts = archive.search(request).facets[facet]
    begin = [(value, count) for value, count in counts.values if _begins(value, fold(prefix).text)]
    cut = sum(count for _, count in begin[asked.facet_size :])
    shown = FacetCounts(tuple(begin[: asked.facet_size]), cut, counts.missing)
    return Faceted(asked, query, facet, prefix, len(begin), shown)


def distinct(archive: Archive, facet: str) -> int:
    """Return how many different values of a facet there are in the archive."""
    counted = archive.search(Request(size=1, facets={known_facet(facet): _ALL_VALUES}))
    return len(counted.facets[facet].values)


def _begins(value: str, prefix: str) -> bool:
    text = fold(value).text
    return any(form.startswith(prefix) for form in (text, *spellings(text), *initials(text)))
