"""Deleting, restoring, and the engine in line with the store."""

import logging
from collections.abc import Callable, Iterator
from functools import partial

from searchsvc.articles import Article
from searchsvc.engines.base import Change, Engine
from searchsvc.errors import GenerationDamaged, IndexDamaged, IndexLocked, NotFound
from searchsvc.ingest.comparing import Share, compare, unheard
from searchsvc.ingest.joining import join
from searchsvc.messages import Message
from searchsvc.schema import Document, document
from searchsvc.store.base import Entry, Store

# How much of the work is done, about, when all is compared, and when the engine was given it all.
_COMPARED, _GIVEN = 0.4, 0.8
_WAIT = 5.0  # seconds
_log = logging.getLogger(__name__)


def catch_up(store: Store, engine: Engine, wait: float = _WAIT, on_share: Share = unheard) -> None:
    """Join and compare what is not, then apply to the engine what the store has and it has not.

    An engine that is a copy of another archive, as of that before a backup was restored, begins anew. `on_share` is
    told about how much of the work is done, from 0 to 1.

    An engine whose files are not as they were written is made anew, which is logged; where it is not behind, the next
    search notices. Raises IndexDamaged where the engine is ahead of its store, which has lost what it acknowledged;
    IndexLocked where another process is writing and does not end within `wait` seconds.
    """
    try:
        _follow(store, engine, wait, on_share)
    except GenerationDamaged as error:
        _log.warning("%s It is made anew from the archive.", error)
        rebuild(store, engine, on_share)


def _follow(store: Store, engine: Engine, wait: float, on_share: Share) -> None:
    if not _foreign(store, engine) and engine.sequence == store.compared == store.sequence and not store.unjoined():
        return
    try:
        _settle(store, wait, on_share)
    except IndexLocked:  # the holder will do that; what was done before can be followed, where there is more of it
        if engine.sequence == store.compared:
            raise
    with store.indexing(wait):
        reached, last = engine.sequence, store.compared  # asked now: whoever held the lock may have done the work
        if _foreign(store, engine):
            _log.warning("The index was made from another archive, or from this one before a backup. It is made anew.")
            _begin_anew(store, engine, on_share)
        elif reached > store.sequence:
            raise _shortened(store.sequence, reached)
        elif reached < last:
            engine.apply(_changes(store, reached, on_share), last, store.history)
    on_share(1)


def _foreign(store: Store, engine: Engine) -> bool:
    """Tell whether the engine says to be a copy of another archive."""
    return engine.origin not in ("", store.history)


def rebuild(store: Store, engine: Engine, on_share: Share = unheard) -> None:
    """Make the engine anew from the store, all of it joined and compared; `on_share` as for `catch_up`."""
    _settle(store, _WAIT, on_share)
    with store.indexing():
        _begin_anew(store, engine, on_share)
    on_share(1)


def _settle(store: Store, wait: float, on_share: Share) -> None:
    """Join and compare what is not, as the writer."""
    if store.compared != store.sequence or store.unjoined():
        with store.writing(wait):
            join(store)
            compare(store, lambda share: on_share(_COMPARED * share))


def _begin_anew(store: Store, engine: Engine, on_share: Share) -> None:
    last = store.compared
    engine.rebuild(_changes(store, 0, on_share), last, store.history)


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


def _shortened(held: int, reached: int) -> IndexDamaged:
    """Return what is raised where the index knows of changes that the archive does not: a damaged log does that."""
    return IndexDamaged(
        Message(
            f"存档只到第 {held} 次变更，索引已到第 {reached} 次：存档丢失了已确认的变更。",
            f"The archive ends at change {held} and its index at {reached}: the archive has lost what it acknowledged.",
        ),
        Message(
            "请从备份恢复；若更早的存档是自己放回的，请运行 searchsvc rebuild。",
            "Restore a backup; or, if you put an older archive there yourself, run searchsvc rebuild.",
        ),
    )


def unknown(article_id: str) -> NotFound:
    """Return what is raised where no article has an id."""
    return NotFound(
        Message(f"没有编号为 {article_id} 的文章。", f"There is no article {article_id}."),
        Message("用 searchsvc search --ids 查看编号。", "searchsvc search --ids shows the ids."),
    )
