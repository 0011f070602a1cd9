"""Near-duplicates are found as articles come: each change is compared once with what is there."""

from collections.abc import Callable
from itertools import islice

from searchsvc.enrich.sketches import sketch
from searchsvc.store.base import Store

_BATCH = 5000  # sketches to a transaction

Share = Callable[[float], None]  # is told how much of some work is done, from 0 to 1


def unheard(share: float) -> None:
    """Be told how much is done where nobody asks."""


def compare(store: Store, on_share: Share = unheard) -> None:
    """Look for near-duplicates of every article that changed since this was done last."""
    first, last = store.compared, store.sequence
    changed = (
        (entry.sequence, entry.id, sketch(entry.article) if entry.article else None) for entry in store.changes(first)
    )
    while batch := list(islice(changed, _BATCH)):
        store.compare({name: each for _, name, each in batch}, batch[-1][0])
        on_share((batch[-1][0] - first) / max(last - first, 1))
    if store.compared < last:  # the newest changes are of articles that never were in the index
        store.compare({}, last)
