"""Archive and index in as little space and as few files as they can be kept in."""

from searchsvc.engines.base import Engine
from searchsvc.ingest.upkeep import catch_up
from searchsvc.store.base import Store
from searchsvc.workers import kept


def optimize(store: Store, engine: Engine) -> None:
    """Keep archive and index, all in line, so that they take the least."""
    with store.writing(), kept():
        catch_up(store, engine)
        store.compact()
        with store.indexing():
            engine.optimize()
