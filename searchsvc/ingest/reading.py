"""Files become records: read, split, identified, enriched, checked; what fails is reported and the rest goes on."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from searchsvc.articles import Article, Page, Skipped
from searchsvc.enrich import RULES, enrich
from searchsvc.enrich.signatures import Seen, identify
from searchsvc.errors import SearchError
from searchsvc.ingest.checking import checked
from searchsvc.pages import split
from searchsvc.readers import NOTHING, STDIN, Said, read
from searchsvc.store.base import Incoming

T = TypeVar("T")
Skip = Callable[[Skipped], None]


def records(
    paths: Iterable[Path], *, skipped: Skip, seen: Seen | None = None, said: Said = NOTHING
) -> Iterator[Incoming]:
    """Yield the articles of files and folders in their order, with ids and facets; `skipped` is told what can't be.

    `seen` carries the ids that were given out; `said` is what pages that don't print it are of.
    """
    seen = {} if seen is None else seen
    for path in paths:
        for item in _guarded(read, (path, said), Skipped(str(path), None, ""), skipped):
            if isinstance(item, Skipped):
                skipped(item)
            else:
                is_file = isinstance(item, Page) and str(path) != STDIN
                yield from incoming(item, origin(item.path or "") if is_file else None, seen, skipped)


def origin(path: str) -> str:
    """Return the name under which the archive knows a page file."""
    return str(Path(path).resolve())


def incoming(item: Page | Article, came_from: str | None, seen: Seen, skipped: Skip) -> Iterator[Incoming]:
    """Yield what a page or a ready article brings, identified and enriched; `skipped` is told what can't be kept."""
    path = item.path or ""
    for article in _guarded(_identified, (item, seen), Skipped(path, None, ""), skipped):
        line = article.lines[0] if article.lines else None
        for ready in _guarded(_ready, (article,), Skipped(path, line, ""), skipped):
            yield Incoming(ready, came_from, RULES)


def _identified(item: Page | Article, seen: Seen) -> Iterator[Article]:
    return identify(split(item) if isinstance(item, Page) else (item,), seen)


def _ready(article: Article) -> Iterator[Article]:
    yield enrich(checked(article))


def _guarded(step: Callable[..., Iterable[T]], given: tuple[object, ...], place: Skipped, skipped: Skip) -> Iterator[T]:
    """Yield what a step gives; where it fails, report that and end: one bad page must not cost the good ones."""
    try:
        yield from step(*given)
    except SearchError as error:
        skipped(replace(place, reason=error.message.en))
    except Exception as error:  # whatever it is, it is told, and the exit status says so
        skipped(replace(place, reason=f"{type(error).__name__}: {error}"))
