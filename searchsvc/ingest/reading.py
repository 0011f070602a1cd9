"""Files become records: read, split, identified, enriched, checked; what fails is reported and the rest goes on."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import TypeVar

from searchsvc.articles import Article, Page, Skipped
from searchsvc.enrich import RULES, enrich
from searchsvc.enrich.signatures import Seen, digest, own_name, signature
from searchsvc.enrich.sketches import sketch
from searchsvc.errors import SearchError
from searchsvc.ingest.checking import check_id, checked
from searchsvc.messages import Message
from searchsvc.pages import split
from searchsvc.readers import NOTHING, STDIN, Line, Read, Said, finished, read_apart
from searchsvc.store.base import Incoming, Known, Prepared, known
from searchsvc.store.records import record
from searchsvc.workers import spread

T = TypeVar("T")
Skip = Callable[[Skipped], None]
Item = tuple[str | None, Read | Line]  # what was read, with the name of its page file
Made = list[Incoming | Skipped]  # what became of it, articles yet without the ids that hang on others
_UNTOLD = Message("", "")  # of a place where nothing has failed yet
_TOGETHER = 32  # items that a process is given at once


def records(
    paths: Iterable[Path], *, skipped: Skip, seen: Seen | None = None, said: Said = NOTHING, workers: int = 1
) -> Iterator[Incoming]:
    """Yield the articles of files and folders in their order, with ids and facets; `skipped` is told what can't be.

    `seen` carries the ids that were given out; `said` is what pages that don't print it are of. Where there is much,
    `workers` processes split pages and derive facets; order and ids are the same whatever their number.
    """
    seen = {} if seen is None else seen
    for made in chain.from_iterable(spread(_made, _together(_items(paths, said)), workers)):
        yield from _identified(made, seen, skipped)


def origin(path: str) -> str:
    """Return the name under which the archive knows a page file."""
    return os.path.realpath(path)  # never raises, even where links go round in a circle


def incoming(item: Page | Article, came_from: str | None, seen: Seen, skipped: Skip) -> Iterator[Incoming]:
    """Yield what a page or a ready article brings, identified and enriched; `skipped` is told what can't be kept."""
    return _identified(_prepared((came_from, item)), seen, skipped)


def _identified(made: Iterable[Incoming | Skipped], seen: Seen, skipped: Skip) -> Iterator[Incoming]:
    for one in made:
        for each in [one] if isinstance(one, Skipped) else _guarded(_named, (one, seen), _place(one.known)):
            if isinstance(each, Skipped):
                skipped(each)
            else:
                yield each


def _items(paths: Iterable[Path], said: Said) -> Iterator[Item]:
    """Yield what is in files, each item with the name that the archive knows its page file by."""
    for path in paths:
        for item in _guarded(read_apart, (path, said), Skipped(str(path), None, _UNTOLD)):
            is_file = isinstance(item, Page) and str(path) != STDIN
            yield origin(item.path or "") if is_file else None, item


def _made(items: Sequence[Item]) -> list[Made]:
    return [list(_prepared(item)) for item in items]


def _prepared(item: Item) -> Iterator[Incoming | Skipped]:
    """Yield the articles of an item with facets and all that can be worked out beforehand."""
    came_from, read = item
    text = read.lines if isinstance(read, Page) else None
    place = Skipped(read.path or "", read.number if isinstance(read, Line) else None, _UNTOLD)
    for article in _guarded(_split, (read,), place):
        if isinstance(article, Skipped):
            yield article
        else:
            yield from _guarded(_ready, (article, came_from, text), _place(article))


def _split(item: Read | Line) -> Iterator[Article | Skipped]:
    for read in finished((item,)):
        yield from split(read) if isinstance(read, Page) else (read,)


def _ready(article: Article, came_from: str | None, text: tuple[str, ...] | None) -> Iterator[Incoming]:
    first = None if article.id else signature(article)
    whole = enrich(checked(replace(article, id=first) if first else article))
    yield Incoming(whole, came_from, RULES, text, prepared(whole, came_from, first))


def prepared(article: Article, came_from: str | None = None, first: str | None = None) -> Prepared:
    """Return all that can be worked out of an article from a page file before it is saved; `first` is its signature."""
    return Prepared(known(article, came_from), record(article), sketch(article), digest(article), first)


def _named(one: Incoming, seen: Seen) -> Iterator[Incoming]:
    """Yield an article under its id: the one that it was given, or the one that no other has."""
    first = one.prepared.signature if one.prepared else None
    check_id(one.known.id)
    yield one.under(own_name(first, one.digest, seen)) if first else one


def _place(article: Article | Known) -> Skipped:
    return Skipped(article.path or "", article.lines[0] if article.lines else None, _UNTOLD)


def _guarded(step: Callable[..., Iterable[T]], given: tuple[object, ...], place: Skipped) -> Iterator[T | Skipped]:
    """Yield what a step gives; where it fails, yield that and end: one bad page must not cost the good ones."""
    try:
        yield from step(*given)
    except SearchError as error:
        yield replace(place, reason=error.message)
    except Exception as error:  # whatever it is, it is told, and the exit status says so
        yield replace(place, reason=Message(said := f"{type(error).__name__}: {error}", said))


def _together(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while some := list(islice(rest, _TOGETHER)):
        yield some
