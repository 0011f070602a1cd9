"""The library behind a service: each question as a request, its answer as the types of this house."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from searchsvc.client import articles, counts, searches
from searchsvc.client import figures as reading
from searchsvc.client.sending import sent
from searchsvc.client.wire import Said as Parameters
from searchsvc.client.wire import Wire
from searchsvc.output.figures.records import parameters as of_figures
from searchsvc.output.figures.records import whole
from searchsvc.output.links import parameters
from searchsvc.service import similar, suggesting
from searchsvc.service.analyze import Analysis
from searchsvc.service.asking import Search
from searchsvc.service.exporting import Whole
from searchsvc.service.faceting import Faceted
from searchsvc.service.figures import FigureAnswer, FigureSearch
from searchsvc.service.reading import Shown
from searchsvc.service.search import Answer
from searchsvc.service.statistics import Statistics
from searchsvc.service.trends import Interval, Trends
from searchsvc.store.figures import Reported

if TYPE_CHECKING:  # what splits pages is loaded by those alone who index
    from searchsvc.ingest import Summary
    from searchsvc.ingest.comparing import Share
    from searchsvc.ingest.reading import Skip
    from searchsvc.readers import Said


@dataclass(frozen=True, slots=True)
class Client:
    """The library behind a service (`service.library.Library`).

    Raises Unreachable where nothing answers, Refused with what the service tells.
    """

    wire: Wire

    def search(self, asked: Search) -> Answer:
        """Answer a search."""
        return searches.answer(self.wire.get("/search", parameters(asked)), asked)

    def walk(self, asked: Search, names: Iterable[str]) -> Iterator[Whole]:
        """Yield every hit as it comes; of its article the fields that are named."""
        fields = ",".join(dict.fromkeys(("id", "body", *names)))
        own = [("format", "jsonl"), ("fields", fields), ("relax", "true" if asked.relax else "false")]
        said = [(name, value) for name, value in parameters(asked) if name != "relax"]
        return map(articles.taken, self.wire.lines("/export", [*said, *own]))

    def article(self, article_id: str, q: str = "") -> Shown:
        """Return an article with the marks of a query."""
        return articles.shown(self.wire.get(_path(article_id), [("q", q)]))

    def similar(self, article_id: str, size: int = similar.SIZE) -> tuple[str, tuple[similar.Similar, ...]]:
        """Return the id of an article, the whole's where it is a part, and those like it."""
        found = self.wire.get(f"{_path(article_id)}/related", [("size", str(size))])
        return found["id"], tuple(map(articles.similar, found["rows"]))

    def values(self, asked: Search, facet: str, prefix: str = "") -> Faceted:
        """Return the values of a facet."""
        record = self.wire.get(f"/facets/{facet}", [*parameters(asked), ("prefix", prefix)])
        return searches.faceted(record, asked, facet, prefix)

    def figures(self, asked: FigureSearch) -> FigureAnswer:
        """Answer a question about figures."""
        return reading.answer(self.wire.get("/figures", of_figures(asked)), asked)

    def every_figure(self, asked: FigureSearch) -> Iterator[Reported]:
        """Yield all figures asked for as they come."""
        said = [*of_figures(whole(asked)), ("format", "jsonl")]
        return map(reading.reported, self.wire.lines("/figures", said))

    def trends(self, asked: Search, interval: Interval, by: str | None = None) -> Trends:
        """Count hits by period."""
        own = [("interval", interval), ("facet_size", str(asked.facet_size)), *([("by", by)] if by else [])]
        said = [(name, value) for name, value in parameters(asked) if name != "facet_size"]
        return counts.trends(self.wire.get("/trends", [*said, *own]), asked)

    def suggest(self, text: str, size: int = suggesting.SIZE) -> tuple[suggesting.Suggestion, ...]:
        """Return what the last word of a query may become."""
        found = self.wire.get("/suggest", [("q", text), ("size", str(size))])
        return tuple(map(counts.suggestion, found["rows"]))

    def analyze(self, text: str) -> Analysis:
        """Take a text apart."""
        return articles.analysis(self.wire.get("/analyze", [("text", text)]))

    def statistics(self) -> Statistics:
        """Count the archive."""
        return Statistics(**self.wire.get("/stats"))

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
        """Read files and folders, and send their articles; how far the index is is not heard of."""
        return sent(self.wire, paths, batch=batch, on_batch=on_batch, on_skip=on_skip, said=said, workers=workers)

    def delete(self, article_id: str, reason: str | None = None) -> None:
        """Take an article out."""
        said: Parameters = [("reason", reason)] if reason else []
        self.wire.send("DELETE", _path(article_id), said)

    def restore(self, article_id: str) -> None:
        """Bring a deleted article back."""
        self.wire.send("POST", f"{_path(article_id)}/restore")


def _path(article_id: str) -> str:
    return f"/articles/{quote(article_id, safe='')}"
