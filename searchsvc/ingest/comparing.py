"""Near-duplicates are found as articles come: each change is compared once with what is there."""

from collections.abc import Callable, Iterable
from itertools import islice

from searchsvc.enrich.sketches import sketch
from searchsvc.store.base import Incoming, Outcome, Store

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


def compare_saved(store: Store, saved: Iterable[Incoming], outcomes: Iterable[Outcome], before: int) -> None:
    """Look for near-duplicates of what was saved last, where that is all that changed and its sketches came with it.

    `before` is the sequence that the store had then. Parts of an article, and what somebody corrected, are shown as
    something else than they were read: those are left to `compare`, and what follows them is too.
    """
    changed = [each for each, outcome in zip(saved, outcomes, strict=True) if outcome in ("new", "replaced")]
    sketches = {each.known.id: each.prepared.sketch for each in changed if each.prepared and not each.known.issue}
    alone = store.compared == before and len({each.known.id for each in changed}) == len(sketches)
    if sketches and alone and not store.corrected(sketches):
        store.compare(sketches, store.sequence)
