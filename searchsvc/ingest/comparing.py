"""Near-duplicates are found as articles come: each change is compared once with what is there."""

from itertools import islice

from searchsvc.enrich.sketches import sketch
from searchsvc.store.base import Store

_BATCH = 5000  # sketches to a transaction


def compare(store: Store) -> None:
    """Look for near-duplicates of every article that changed since this was done last."""
    changed = (
        (entry.sequence, entry.id, sketch(entry.article) if entry.article else None)
        for entry in store.changes(store.compared)
    )
    while batch := list(islice(changed, _BATCH)):
        store.compare({name: each for _, name, each in batch}, batch[-1][0])
