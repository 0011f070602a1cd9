"""The use case of telling what an archive holds, how far its index is, and what stands behind newer rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from searchsvc import enrich
from searchsvc.engines.base import Request, Sort
from searchsvc.engines.expressions import Published
from searchsvc.facets import FACETS
from searchsvc.service.archive import Archive

_ALL_VALUES = 10**9


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """What an archive holds.

    `sources` are articles by newspaper, `values` the different values of each facet, `first` and `last` ISO dates;
    `bytes` are those on disk, of the archive and of the derived index; `outdated` the articles whose facets were
    derived by older rules; `sequence` is the newest change.
    """

    articles: int
    first: str | None
    last: str | None
    sources: Mapping[str, int]
    values: Mapping[str, int]
    outdated: int
    sequence: int
    generation: str
    bytes: Mapping[str, int]


def statistics(archive: Archive) -> Statistics:
    """Count an archive: the store and the index count, no article is read."""
    facets = archive.search(Request(size=1, facets=dict.fromkeys(FACETS, _ALL_VALUES))).facets
    return Statistics(
        articles=archive.store.count(),
        first=_published(archive, "oldest"),
        last=_published(archive, "newest"),
        sources=dict(facets["source"].values),
        values={name: len(counts.values) for name, counts in facets.items()},
        outdated=archive.store.derived_otherwise(enrich.RULES),
        sequence=archive.store.sequence,
        generation=archive.engine.generation,
        bytes={"archive": archive.store.size, "index": index_size(archive.settings.index)},
    )


def _published(archive: Archive, sort: Sort) -> str | None:
    hits = archive.search(Request(match=Published(None, None), sort=sort, size=1)).hits
    articles = archive.store.many(hit.id for hit in hits)
    return next((article.published for article in articles.values()), None)


def index_size(folder: Path) -> int:
    """Return the bytes on disk of the index that is derived in a folder."""
    return sum(path.stat().st_size for path in (folder / "generations").rglob("*") if path.is_file())
