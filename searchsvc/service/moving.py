"""An archive and its index moved to other places, each proven before anybody is to use it."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

from searchsvc.analysis import fold
from searchsvc.config import Settings
from searchsvc.engines import ENGINES
from searchsvc.engines.base import Request
from searchsvc.engines.expressions import Contains
from searchsvc.errors import BadRequest, IndexDamaged
from searchsvc.facets import FACETS
from searchsvc.ingest import catch_up, verify
from searchsvc.ingest.comparing import Share, unheard
from searchsvc.ingest.moving import Moved, located, move_store
from searchsvc.messages import Message
from searchsvc.service.archive import Archive, open_archive

WORDS = 100  # that both engines are asked for
_VALUES = 20  # of each facet


def moved(settings: Settings, source: str, target: str, store: str | None = None, on_share: Share = unheard) -> Moved:
    """Move the archive of a place, or its index where the target is the address of an engine.

    The target is otherwise a store: the address of a database, or a folder. With an engine, `store` is where the
    archive goes; None leaves it in its place. Raises what `move_store` and `open_archive` raise, and IndexDamaged
    where the engines don't find the same.
    """
    if "://" not in target or target.partition("://")[0] not in ENGINES:
        if store:
            raise BadRequest(
                Message("--store 只与引擎一起用。", "--store goes with an engine."),
                Message("搬存档用 --to。", "To move the archive, name its place by --to."),
                parameter="store",
            )
        return move_store(source, target, settings.index, on_share)
    place, folder = located(source, settings.index)
    rows = move_store(source, store, folder, on_share) if store else Moved({}, 0)
    there, own = located(store or source, folder)
    old, new = replace(settings, store=place, index=folder), replace(settings, store=there, index=own, engine=target)
    return Moved(rows.rows, rows.asked + _filled(old, new, on_share))


def _filled(one: Settings, other: Settings, on_share: Share) -> int:
    """Bring the engine of the other settings in line with its store; return how many words both engines were asked."""
    with closing(open_archive(one)) as old, closing(open_archive(other, current=False)) as new:
        catch_up(new.store, new.engine, on_share=on_share)
        for fault in verify(new.store, new.engine):
            raise IndexDamaged(fault.message, _AGAIN)
        return sum(_alike(old, new, word) for word in _words(old))


def _words(archive: Archive) -> Iterator[str]:
    """Yield words from all over the lexicon, frequent and rare."""
    words = archive.engine.lexicon()
    yield from (word for word, _ in words[:: max(1, len(words) // WORDS)])


def _alike(old: Archive, new: Archive, word: str) -> bool:
    """Return True; raises IndexDamaged where the two find other articles for a word, or count facets otherwise."""
    if _found(old, word) != _found(new, word):
        raise IndexDamaged(
            Message(f"两个引擎对“{word}”的回答不同。", f"The engines answer differently for {word!r}."), _AGAIN
        )
    return True


def _found(archive: Archive, word: str) -> object:
    request = Request(match=Contains(fold(word)), sort="newest", size=_VALUES, facets=dict.fromkeys(FACETS, _VALUES))
    results = archive.search(request)
    return results.total, [hit.id for hit in results.hits], results.facets


_AGAIN = Message("原索引未动；请再运行一次。", "The former index is untouched; run the command again.")
