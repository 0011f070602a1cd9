"""The use case of looking an archive over: what somebody should look at, and what stands behind."""

import platform
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.metadata import PackageNotFoundError, version

from searchsvc import __version__, enrich
from searchsvc.articles import Article
from searchsvc.ingest.dictionary import uncut
from searchsvc.pages import DOUBTFUL
from searchsvc.service.archive import Archive
from searchsvc.service.gaps import missing_issues, missing_pages
from searchsvc.service.statistics import index_size

TOOLS = ("jieba", "rjieba", "ahocorasick-rs", "whoosh", "numpy", "flask", "click")


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """An article whose cut somebody should look at; `line` is its first in `path`."""

    path: str | None
    line: int | None
    id: str
    title: str | None
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """An issue of a newspaper that seems to be missing, or with `page` one of its pages."""

    source: str
    published: str
    page: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkup:
    """What was found.

    `undated` and `unsourced` are ids; `outdated` counts the articles filed by older rules, `behind` the changes that
    the index has not taken over. `free` and `needed` are bytes: what is left on the disk, what a rebuild writes.
    """

    articles: int
    doubtful: tuple[Doubt, ...]
    issues: tuple[Missing, ...]
    pages: tuple[Missing, ...]
    undated: tuple[str, ...]
    unsourced: tuple[str, ...]
    outdated: int
    behind: int
    free: int
    needed: int

    @property
    def amiss(self) -> tuple[str, ...]:
        """The names of what is not as it should be."""
        told = ("doubtful", "issues", "pages", "undated", "unsourced", "outdated", "behind")
        return tuple(name for name in told if getattr(self, name)) + (("free",) if self.free < self.needed else ())


def checkup(archive: Archive) -> Checkup:
    """Look an archive over, every article of it; nothing is changed. Raises what store and engine raise."""
    doubtful, undated, unsourced = [], [], []
    articles = outdated = 0
    for entry in archive.store.changes():
        article = entry.last
        doubtful += [_doubt(article)] if article.confidence < DOUBTFUL else []
        undated += [] if article.published else [article.id]
        unsourced += [] if article.source else [article.id]
        articles += 1
        outdated += entry.rules != enrich.RULES
    issues, pages = _missing(entry.last for entry in archive.store.readings())
    return Checkup(
        articles=articles,
        doubtful=tuple(doubtful),
        issues=issues,
        pages=pages,
        undated=tuple(undated),
        unsourced=tuple(unsourced),
        outdated=outdated,
        behind=_behind(archive),
        free=shutil.disk_usage(archive.settings.index).free,
        needed=index_size(archive.settings.index),
    )


def _behind(archive: Archive) -> int:
    """Return how many changes the index has not taken over, wait to be joined first, or are of words to cut by."""
    store, sequence = archive.store, archive.store.sequence
    behind = abs(sequence - archive.engine.sequence) or len(store.unjoined()) or abs(sequence - store.compared)
    return behind or len(uncut(archive.settings.index))


def tools() -> dict[str, str | None]:
    """Return the versions of the packages that the answers depend on, None for what is not installed."""
    own = {"searchsvc": __version__, "python": platform.python_version()}
    return own | {name: _version(name) for name in TOOLS}


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _doubt(article: Article) -> Doubt:
    line = article.lines[0] if article.lines else None
    return Doubt(path=article.path, line=line, id=article.id, title=article.title, confidence=article.confidence)


def _missing(articles: Iterable[Article]) -> tuple[tuple[Missing, ...], tuple[Missing, ...]]:
    """Return the issues and the pages that seem to be missing, by newspaper and day."""
    found: dict[str, dict[str, set[str]]] = {}
    for article in articles:
        if article.source and article.published:
            pages = found.setdefault(article.source, {}).setdefault(article.published, set())
            pages |= {article.page} if article.page else set()
    return tuple(_issues(found)), tuple(_pages(found))


def _issues(found: Mapping[str, Mapping[str, set[str]]]) -> Iterable[Missing]:
    for source, days in sorted(found.items()):
        for day in missing_issues({date.fromisoformat(each) for each in days}):
            yield Missing(source=source, published=day.isoformat())


def _pages(found: Mapping[str, Mapping[str, set[str]]]) -> Iterable[Missing]:
    for source, days in sorted(found.items()):
        for published, pages in sorted(days.items()):
            yield from (Missing(source=source, published=published, page=page) for page in missing_pages(pages))
