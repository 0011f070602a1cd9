"""Deleting, restoring, and the engine in line with the store."""

from collections.abc import Callable, Iterator
from functools import partial

from searchsvc.articles import Article
from searchsvc.engines.base import Change, Engine
from searchsvc.errors import NotFound
from searchsvc.ingest.comparing import Share, compare, unheard
from searchsvc.ingest.joining import join
from searchsvc.messages import Message
from searchsvc.schema import Document, document
from searchsvc.store.base import Entry, Store

# How much of the work is done, about, when all is compared, and when the engine was given it all.
_COMPARED, _GIVEN = 0.4, 0.8


def catch_up(store: Store, engine: Engine, wait: float = 5.0, on_share: Share = unheard) -> None:
    """Join and compare what is not, then apply to the engine what the store has and it has not.

    An engine ahead of its store, or of another history than a restored one, begins anew.
    `on_share` is told about how much of the work is done, from 0 to 1.

    Raises IndexLocked where another process is writing and does not end within `wait` seconds.
    """
    if not store.restored and engine.sequence == store.compared == store.sequence and not store.unjoined():
        return
    with store.writing(wait):
        join(store)
        compare(store, lambda share: on_share(_COMPARED * share))
        reached = engine.sequence  # asked again: whoever held the lock may have done the work
        if store.restored or reached > store.sequence:
            rebuild(store, engine, on_share)
        elif reached < store.sequence:
            engine.apply(_changes(store, reached, on_share), store.sequence)
        on_share(1)


def rebuild(store: Store, engine: Engine, on_share: Share = unheard) -> None:
    """Make the engine anew from the store, all of it joined and compared; `on_share` as for `catch_up`."""
    with store.writing():
        join(store)
        compare(store, lambda share: on_share(_COMPARED * share))
        engine.rebuild(_changes(store, 0, on_share), store.sequence)
        store.follow()
        on_share(1)


def optimize(store: Store, engine: Engine) -> None:
    """Keep archive and index, all in line, in as little space and as few files as they can be kept in."""
    with store.writing():
        catch_up(store, engine)
        store.compact()
        engine.optimize()


def delete(store: Store, engine: Engine, article_id: str, reason: str | None = None) -> None:
    """Take an article out and leave a tombstone. Raises NotFound where no such article lives."""
    with store.writing():
        if not store.delete(_whole(store, article_id), reason):
            raise unknown(article_id)
        catch_up(store, engine)


def restore(store: Store, engine: Engine, article_id: str) -> None:
    """Bring a deleted article back. Raises NotFound where there is no tombstone of this id."""
    with store.writing():
        if not store.restore(_whole(store, article_id)):
            raise unknown(article_id)
        catch_up(store, engine)


def _changes(store: Store, after: int, on_share: Share) -> Iterator[Change]:
    last = store.sequence
    for entry in store.changes(after):
        on_share(_COMPARED + (_GIVEN - _COMPARED) * min(max(entry.sequence - after, 0) / max(last - after, 1), 1))
        yield moved(entry)


def moved(entry: Entry) -> Change:
    """Return what an engine is told of an entry."""
    return Change(entry.sequence, entry.id, partial(_document, entry.told, entry.cluster) if entry.lives else None)


def _document(told: Callable[[], Article], cluster: str | None) -> Document:
    return document(told(), cluster)


def _whole(store: Store, article_id: str) -> str:
    """Return the id of the article that an id stands for: a part's is the whole's."""
    entry = store.get(article_id)
    return entry.id if entry else article_id


def unknown(article_id: str) -> NotFound:
    """Return what is raised where no article has an id."""
    return NotFound(
        Message(f"没有编号为 {article_id} 的文章。", f"There is no article {article_id}."),
        Message("用 searchsvc search --ids 查看编号。", "searchsvc search --ids shows the ids."),
    )
