"""The lexicon of an archive, one for each state of its index, and what of it is taken for words alike."""

from weakref import WeakKeyDictionary

from searchsvc.analysis import fold
from searchsvc.engines.base import Contains, Engine, Request
from searchsvc.query.grammar import ALIKE
from searchsvc.query.lexicon import Lexicon
from searchsvc.service.archive import Archive

FRESH = 100  # changes already known for each that is not
_COUNTED = 50  # words alike whose articles are counted


def lexicon(archive: Archive) -> Lexicon:
    """Return the lexicon of the index, made when first asked for and again when one change in a hundred is new to it.

    So its words may be some changes old; whoever tells how many articles hold one asks the engine.
    """
    sequence = archive.engine.sequence
    known, kept = _KEPT.get(archive.engine, (0, None))
    if kept is None or not known <= sequence <= known + known // FRESH:
        kept = Lexicon(archive.engine.lexicon())
        _KEPT[archive.engine] = sequence, kept
    return kept


def alike(archive: Archive, run: str) -> tuple[str, ...]:
    """Return the runs like a folded one that stand in some article, the likest first, at most `ALIKE`."""
    near = lexicon(archive).near(run, _COUNTED)
    counts = tuple(Contains(fold(text)) for text in near)
    counted = archive.search(Request(size=1, counts=counts)).counts
    return tuple(text for text, count in zip(near, counted, strict=True) if count)[:ALIKE]


_KEPT: WeakKeyDictionary[Engine, tuple[int, Lexicon]] = WeakKeyDictionary()
