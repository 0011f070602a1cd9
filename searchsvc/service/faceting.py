"""The values of a facet: under a search, by how they begin, and how many there are."""

from dataclasses import replace

from searchsvc.analysis import fold, initials, spellings
from searchsvc.engines.base import FacetCounts, Request
from searchsvc.service.archive import Archive
from searchsvc.service.asking import Search, check, known_facet, request_of, understand

_ALL_VALUES = 10**9


def values(archive: Archive, asked: Search, facet: str, prefix: str = "") -> FacetCounts:
    """Return the values of a facet that begin with `prefix` and their counts under a search, `facet_size` of them.

    Values begin with it as written, in pinyin, or with the initials of their syllables.
    """
    check(asked)
    root = understand(archive, asked.q, strict=asked.strict).root
    request = replace(request_of(asked, root), size=1, facets={known_facet(facet): _ALL_VALUES})
    counts = archive.search(request).facets[facet]
    begin = [(value, count) for value, count in counts.values if _begins(value, fold(prefix).text)]
    cut = sum(count for _, count in begin[asked.facet_size :])
    return FacetCounts(tuple(begin[: asked.facet_size]), cut, counts.missing)


def distinct(archive: Archive, facet: str) -> int:
    """Return how many different values of a facet there are in the archive."""
    counted = archive.search(Request(size=1, facets={known_facet(facet): _ALL_VALUES}))
    return len(counted.facets[facet].values)


def _begins(value: str, prefix: str) -> bool:
    text = fold(value).text
    return any(form.startswith(prefix) for form in (text, *spellings(text), *initials(text)))
