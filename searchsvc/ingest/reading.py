"""Files become records: read, split, identified, enriched, checked; what fails is reported and the rest goes on."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import TypeVar

from searchsvc.articles import Article, Page, Skipped
from searchsvc.enrich import RULES, enrich
from searchsvc.enrich.signatures import Seen, identify
from searchsvc.errors import SearchError
from searchsvc.ingest.checking import checked, named
from searchsvc.pages import split
from searchsvc.readers import NOTHING, STDIN, Read, Said, read
from searchsvc.store.base import Incoming
from searchsvc.workers import spread

T = TypeVar("T")
Skip = Callable[[Skipped], None]
Item = tuple[str | None, Read]  # what was read, with the name of its page file
Made = tuple[str | None, tuple[str, ...] | None, list[Article | Skipped]]  # the page file, its text, what became of it
_TOGETHER = 32  # items that a process is given at once


def records(
    paths: Iterable[Path], *, skipped: Skip, seen: Seen | None = None, said: Said = NOTHING, workers: int = 1
) -> Iterator[Incoming]:
    """Yield the articles of files and folders in their order, with ids and facets; `skipped` is told what can't be.

    `seen` carries the ids that were given out; `said` is what pages that don't print it are of. Where there is much,
    `workers` processes split pages and derive facets; order and ids are the same whatever their number.
    """
    seen = {} if seen is None else seen
    for came_from, text, found in chain.from_iterable(spread(_made, _together(_items(paths, said)), workers)):
        yield from _identified(found, came_from, text, seen, skipped)


def origin(path: str) -> str:
    """Return the name under which the archive knows a page file."""
    return str(Path(path).resolve())


def incoming(item: Page | Article, came_from: str | None, seen: Seen, skipped: Skip) -> Iterator[Incoming]:
    """Yield what a page or a ready article brings, identified and enriched; `skipped` is told what can't be kept."""
    return _identified(_articles(item), came_from, _text(item), seen, skipped)


def _identified(
    found: Iterable[Article | Skipped],
    came_from: str | None,
    text: tuple[str, ...] | None,
    seen: Seen,
    skipped: Skip,
) -> Iterator[Incoming]:
    for one in found:
        for each in [one] if isinstance(one, Skipped) else _guarded(_named, (one, seen), _place(one)):
            if isinstance(each, Skipped):
                skipped(each)
            else:
                yield Incoming(each, came_from, RULES, text)


def _items(paths: Iterable[Path], said: Said) -> Iterator[Item]:
    """Yield what is in files, each item with the name that the archive knows its page file by."""
    for path in paths:
        for item in _guarded(read, (path, said), Skipped(str(path), None, "")):
            is_file = isinstance(item, Page) and str(path) != STDIN
            yield origin(item.path or "") if is_file else None, item


def _made(items: Sequence[Item]) -> list[Made]:
    """Return what becomes of items: articles with facets and, unless they were given, yet without ids."""
    return [(came_from, _text(item), list(_articles(item))) for came_from, item in items]


def _text(item: Read) -> tuple[str, ...] | None:
    return item.lines if isinstance(item, Page) else None


def _articles(item: Read) -> Iterator[Article | Skipped]:
    if isinstance(item, Skipped):
        yield item
        return
    for article in _guarded(_split, (item,), Skipped(item.path or "", None, "")):
        yield from [article] if isinstance(article, Skipped) else _guarded(_ready, (article,), _place(article))


def _split(item: Page | Article) -> Iterable[Article]:
    return split(item) if isinstance(item, Page) else (item,)


def _ready(article: Article) -> Iterator[Article]:
    yield enrich(checked(article))


def _named(article: Article, seen: Seen) -> Iterator[Article]:
    yield from map(named, identify((article,), seen))


def _place(article: Article) -> Skipped:
    return Skipped(article.path or "", article.lines[0] if article.lines else None, "")


def _guarded(step: Callable[..., Iterable[T]], given: tuple[object, ...], place: Skipped) -> Iterator[T | Skipped]:
    """Yield what a step gives; where it fails, yield that and end: one bad page must not cost the good ones."""
    try:
        yield from step(*given)
    except SearchError as error:
        yield replace(place, reason=error.message.en)
    except Exception as error:  # whatever it is, it is told, and the exit status says so
        yield replace(place, reason=f"{type(error).__name__}: {error}")


def _together(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while some := list(islice(rest, _TOGETHER)):
        yield some
