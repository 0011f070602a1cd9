"""Deriving again: the facets of what is in the archive, by the rules of today."""

from collections.abc import Iterable, Iterator

from searchsvc.enrich import RULES, enrich
from searchsvc.ingest.joining import join
from searchsvc.store.base import Entry, Incoming, Store

_BATCH = 500  # ready articles to a transaction; those of a page file stay together


def derive(store: Store) -> int:
    """Derive the facets of every living article again, and return how many articles changed.

    What was read, given or corrected stays. The engine is not touched.
    """
    with store.writing():
        changed = sum(_save(store, entries) for entries in _groups(store))
        join(store)
        return changed


def _save(store: Store, entries: Iterable[Entry]) -> int:
    again = (Incoming(enrich(entry.article), entry.origin, RULES) for entry in entries if entry.article)
    return store.save(again).count("replaced")


def _groups(store: Store) -> Iterator[list[Entry]]:
    """Yield the articles of each page file in their order, then the ready ones."""
    origins: dict[str, None] = {}
    ready: list[Entry] = []
    for entry in store.readings():
        if entry.origin is not None:
            origins[entry.origin] = None
            continue
        ready.append(entry)
        if len(ready) == _BATCH:
            yield ready
            ready = []
    yield ready
    for origin in origins:
        yield store.of_origin(origin)
