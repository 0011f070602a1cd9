"""The port of whoever asks: what can be asked of an archive, whether it is opened here or stands behind a service."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from searchsvc import ingest
from searchsvc.service import analyze as dissecting
from searchsvc.service import exporting, faceting, reading, suggesting
from searchsvc.service import figures as tabulating
from searchsvc.service import search as searching
from searchsvc.service import similar as resembling
from searchsvc.service import statistics as counting
from searchsvc.service import trends as trending
from searchsvc.service.archive import Archive
from searchsvc.service.asking import Search
from searchsvc.store.figures import Reported

if TYPE_CHECKING:  # what splits pages is loaded by those alone who index
    from searchsvc.ingest import Summary
    from searchsvc.ingest.comparing import Share
    from searchsvc.ingest.reading import Skip
    from searchsvc.readers import Said


class Library(Protocol):
    """An archive as it can be asked and written; each method is the use case of its name.

    Raises what the use case raises; behind a service also Unreachable, and Refused for what it does not tell apart.
    """

    def search(self, asked: Search) -> searching.Answer:
        """Answer a search (`service.search`)."""

    def walk(self, asked: Search, names: Iterable[str]) -> Iterator[exporting.Whole]:
        """Yield every hit (`service.exporting`), of its article at least the fields that are named."""

    def article(self, article_id: str, q: str = "") -> reading.Shown:
        """Return an article with the marks of a query (`service.reading`)."""

    def similar(self, article_id: str, size: int = resembling.SIZE) -> tuple[str, tuple[resembling.Similar, ...]]:
        """Return the id of an article, the whole's where it is a part, and those like it (`service.similar`)."""

    def values(self, asked: Search, facet: str, prefix: str = "") -> faceting.Faceted:
        """Return the values of a facet (`service.faceting`)."""

    def figures(self, asked: tabulating.FigureSearch) -> tabulating.FigureAnswer:
        """Answer a question about figures (`service.figures`)."""

    def every_figure(self, asked: tabulating.FigureSearch) -> Iterator[Reported]:
        """Yield all figures asked for, whatever the page."""

    def trends(self, asked: Search, interval: trending.Interval, by: str | None = None) -> trending.Trends:
        """Count hits by period (`service.trends`)."""

    def suggest(self, text: str, size: int = suggesting.SIZE) -> tuple[suggesting.Suggestion, ...]:
        """Return what the last word of a query may become (`service.suggesting`)."""

    def analyze(self, text: str) -> dissecting.Analysis:
        """Take a text apart (`service.analyze`)."""

    def statistics(self) -> counting.Statistics:
        """Count the archive (`service.statistics`)."""

    def index(
        self,
        paths: Iterable[Path],
        *,
        batch: int,
        on_batch: Callable[[int], None],
        on_share: "Share",
        on_skip: "Skip",
        said: "Said",
        workers: int,
    ) -> "Summary":
        """Read files and folders into the archive (`ingest.ingest`)."""

    def delete(self, article_id: str, reason: str | None = None) -> None:
        """Take an article out."""

    def restore(self, article_id: str) -> None:
        """Bring a deleted article back."""


@dataclass(frozen=True, slots=True)
class Local:
    """The library of an archive that is opened here."""

    archive: Archive

    def search(self, asked: Search) -> searching.Answer:
        """Answer a search."""
        return searching.search(self.archive, asked)

    def walk(self, asked: Search, names: Iterable[str]) -> Iterator[exporting.Whole]:
        """Yield every hit, its article whole whatever is named."""
        return exporting.walked(self.archive, asked)

    def article(self, article_id: str, q: str = "") -> reading.Shown:
        """Return an article with the marks of a query."""
        return reading.shown(self.archive, article_id, q)

    def similar(self, article_id: str, size: int = resembling.SIZE) -> tuple[str, tuple[resembling.Similar, ...]]:
        """Return the id of an article, the whole's where it is a part, and those like it."""
        whole = reading.read(self.archive, article_id).id
        return whole, resembling.similar(self.archive, whole, size)

    def values(self, asked: Search, facet: str, prefix: str = "") -> faceting.Faceted:
        """Return the values of a facet."""
        return faceting.values(self.archive, asked, facet, prefix)

    def figures(self, asked: tabulating.FigureSearch) -> tabulating.FigureAnswer:
        """Answer a question about figures."""
        return tabulating.figures(self.archive, asked)

    def every_figure(self, asked: tabulating.FigureSearch) -> Iterator[Reported]:
        """Yield all figures asked for."""
        return tabulating.every(self.archive, asked)

    def trends(self, asked: Search, interval: trending.Interval, by: str | None = None) -> trending.Trends:
        """Count hits by period."""
        return trending.trends(self.archive, asked, interval, by)

    def suggest(self, text: str, size: int = suggesting.SIZE) -> tuple[suggesting.Suggestion, ...]:
        """Return what the last word of a query may become."""
        self.archive.use_words()
        return suggesting.suggest(self.archive, text, size)

    def analyze(self, text: str) -> dissecting.Analysis:
        """Take a text apart."""
        return dissecting.analyze(self.archive, text)

    def statistics(self) -> counting.Statistics:
        """Count the archive."""
        return counting.statistics(self.archive)

    def index(
        self,
        paths: Iterable[Path],
        *,
        batch: int,
        on_batch: Callable[[int], None],
        on_share: "Share",
        on_skip: "Skip",
        said: "Said",
        workers: int,
    ) -> "Summary":
        """Read files and folders into the archive."""
        return ingest.ingest(
            self.archive.store,
            self.archive.engine,
            paths,
            batch=batch,
            on_batch=on_batch,
            on_share=on_share,
            on_skip=on_skip,
            said=said,
            workers=workers,
        )

    def delete(self, article_id: str, reason: str | None = None) -> None:
        """Take an article out."""
        ingest.delete(self.archive.store, self.archive.engine, article_id, reason)

    def restore(self, article_id: str) -> None:
        """Bring a deleted article back."""
        ingest.restore(self.archive.store, self.archive.engine, article_id)
