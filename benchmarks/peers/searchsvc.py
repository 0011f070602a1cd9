"""searchsvc as users run it: literal matching, aliases, everything on, on the engine that SEARCHSVC_ENGINE chooses."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.peers import protocol
from benchmarks.peers.protocol import FACETS, TOP, VALUES, Answer, Ask
from searchsvc.articles import Article, Paragraph
from searchsvc.config import load
from searchsvc.engines.base import Choice
from searchsvc.ingest.upkeep import catch_up
from searchsvc.service.archive import Archive, open_archive
from searchsvc.service.asking import Search
from searchsvc.service.search import search
from searchsvc.store.base import Incoming

_BATCH = 1000


def build(records: Iterator[dict[str, Any]], folder: Path) -> Callable[[], Ask]:
    """Save articles that bring their facets, then index them: nothing is given but the text."""
    settings = load(index=folder)
    archive = open_archive(settings, create=True)
    with archive.store.writing():
        batch: list[Incoming] = []
        for record in records:
            batch.append(Incoming(article(record)))
            if len(batch) == _BATCH:
                archive.store.save(batch)
                batch = []
        archive.store.save(batch)
        catch_up(archive.store, archive.engine)
    archive.close()
    return lambda: _asking(open_archive(settings))


def article(record: dict[str, Any]) -> Article:
    """Return a record as a ready article that brings its facets."""
    return Article(
        id=record["id"],
        title=record["title"] or None,
        paragraphs=tuple(map(Paragraph, record["body"].split("\n"))),
        published=record["published"],
        **{name: tuple(record[name]) for name in FACETS},
    )


def _asking(archive: Archive) -> Ask:
    def ask(query: dict[str, Any]) -> Answer:
        answer = search(archive, asked(query))
        facets = {name: list(answer.facets[name].values) for name in FACETS}
        return answer.total, facets, [one.text for hit in answer.hits for one in hit.snippets]

    return ask


def asked(query: dict[str, Any]) -> Search:
    """Return a query of the task as a search."""
    words, kind = query["words"], query["kind"]
    text = f'"{"".join(words)}"' if kind == "phrase" else (" OR " if kind == "or3" else " ").join(words)
    choices = {"city": Choice(only=frozenset({query["city"]}))} if query["city"] else {}
    return Search(q=text, choices=choices, size=TOP, facets=FACETS, facet_size=VALUES, snippets=1, relax=False)


if __name__ == "__main__":
    protocol.run(build)
