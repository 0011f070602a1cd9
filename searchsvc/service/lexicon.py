"""The lexicon of an archive, one for each state of its index, and what of it is taken for words alike."""

from contextlib import suppress
from threading import Thread
from typing import NamedTuple
from weakref import WeakKeyDictionary

from searchsvc.analysis import fold
from searchsvc.engines.base import OLDEST, Engine, Request
from searchsvc.engines.expressions import Contains
from searchsvc.errors import SearchError
from searchsvc.query.grammar import ALIKE
from searchsvc.query.lexicon import Lexicon, tables
from searchsvc.service.archive import Archive

FRESH = 100  # changes already known for each that is not
_QUICK = 20_000  # words of a lexicon that is made anew while somebody waits
_COUNTED = 50  # words alike whose articles are counted


class Known(NamedTuple):
    """A lexicon, and the sequence of the index that it was read from."""

    sequence: int
    lexicon: Lexicon


def lexicon(archive: Archive) -> Lexicon:
    """Return the lexicon of the index, made when first asked for and again when one change in a hundred is new to it.

    So its words may be some changes old; whoever tells how many articles hold one asks the engine. A large one is made
    again beside the requests, which have the older one meanwhile. A process begins with what another one counted, where
    the engine keeps that and no more than one change in ten is new to it.
    """
    engine = archive.engine
    sequence, known = engine.sequence, _KEPT.get(engine)
    if known is None or sequence < known.sequence:
        return _made(engine, sequence - sequence // OLDEST)
    if sequence <= known.sequence + known.sequence // FRESH:
        return known.lexicon
    if len(known.lexicon.counts) <= _QUICK:
        return _made(engine, sequence)
    _make_beside(engine, sequence)
    return known.lexicon


def _made(engine: Engine, since: int) -> Lexicon:
    """Make the lexicon as of `since` or later; while another process counts its words, return what is known."""
    words = engine.words(since)
    if words is None:
        return _KEPT[engine].lexicon if engine in _KEPT else tables()
    _KEPT[engine] = Known(words.sequence, Lexicon(words.counts))
    return _KEPT[engine].lexicon


def _make_beside(engine: Engine, since: int) -> None:
    """Begin to make the lexicon in a thread, unless one does."""
    if (making := _MAKING.get(engine)) is None or not making.is_alive():
        _MAKING[engine] = Thread(target=_try, args=(engine, since), daemon=True)
        _MAKING[engine].start()


def _try(engine: Engine, since: int) -> None:
    with suppress(SearchError):  # whoever searches is told; the next request tries again
        _made(engine, since)


def alike(archive: Archive, run: str) -> tuple[str, ...]:
    """Return the runs like a folded one that stand in some article, the likest first, at most `ALIKE`."""
    near = lexicon(archive).near(run, _COUNTED)
    counts = tuple(Contains(fold(text)) for text in near)
    counted = archive.search(Request(size=1, counts=counts)).counts
    return tuple(text for text, count in zip(near, counted, strict=True) if count)[:ALIKE]


_KEPT: WeakKeyDictionary[Engine, Known] = WeakKeyDictionary()
_MAKING: WeakKeyDictionary[Engine, Thread] = WeakKeyDictionary()
