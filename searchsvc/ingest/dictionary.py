"""The words of an installation beside the package's: kept in its folder, and the articles that hold them cut anew.

INDEX/dictionary.tsv  the words, one a line; whoever edits it by hand has it followed when the archive is next opened
INDEX/dictionary.cut  the words that the index was cut with
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from searchsvc import analysis
from searchsvc.analysis import fold
from searchsvc.engines.base import Change, Engine, Request
from searchsvc.engines.expressions import Contains, Or
from searchsvc.errors import BadRequest, UnreadableSource
from searchsvc.ingest.replacing import replace
from searchsvc.ingest.upkeep import catch_up, moved
from searchsvc.messages import Message
from searchsvc.store.base import Store

WORDS, CUT = "dictionary.tsv", "dictionary.cut"
LONGEST = 30  # characters
_WORD = re.compile(f"[\u4e00-\u9fd5]{{2,{LONGEST}}}")


def load(folder: Path) -> tuple[str, ...]:
    """Return the words of a folder, folded, sorted; read anew when the file changed.

    Raises UnreadableSource where it is not UTF-8 or holds what is no word.
    """
    return loaded(folder / WORDS)


def change(
    store: Store, engine: Engine, folder: Path, *, added: Iterable[str] = (), removed: Iterable[str] = ()
) -> int:
    """Add words to those of a folder and remove others; return how many articles were cut anew.

    Raises BadRequest for what is no word, or is to be removed and not there; IndexLocked where another one is writing.
    """
    plus, minus = frozenset(map(checked, added)), frozenset(map(checked, removed))
    with store.writing():
        own = frozenset(load(folder))
        for word in sorted(minus - own):
            raise BadRequest(
                Message(f"词典里没有“{word}”。", f"{word!r} is not in the dictionary."),
                Message("searchsvc dictionary list 列出自己的词。", "searchsvc dictionary list shows what is."),
            )
        _write(folder / WORDS, own - minus | plus)
        return recut(store, engine, folder)


def recut(store: Store, engine: Engine, folder: Path, wait: float = 5.0) -> int:
    """Cut by the words of a folder from now on, and index anew the articles that hold one that the index did not know.

    Return how many those are. It may be repeated; where it breaks off it is made up for when it is called again.
    """
    analysis.use(load(folder))
    if not uncut(folder):
        return 0
    catch_up(store, engine, wait)
    with store.indexing(wait):
        words, changed = load(folder), uncut(folder)
        analysis.use(words)
        changes = sorted(_changes(store, engine, changed), key=lambda one: one.sequence)
        if changes:
            engine.apply(changes, engine.sequence)
        _write(folder / CUT, words)
        return len(changes)


def uncut(folder: Path) -> frozenset[str]:
    """Return the words that were added or removed since the index was cut."""
    return frozenset(load(folder)) ^ frozenset(loaded(folder / CUT))


def checked(word: str) -> str:
    """Return a word, folded; raises BadRequest for what can't be one."""
    folded = fold(word).text
    if not _WORD.fullmatch(folded):
        raise BadRequest(
            Message(f"“{word}”不能作词典的词。", f"{word!r} can't be a word of the dictionary."),
            Message(
                f"词由 2 到 {LONGEST} 个汉字组成；字母和数字本来就不切开。",
                f"A word is 2 to {LONGEST} Han characters; letters and digits are never cut apart.",
            ),
            parameter="word",
        )
    return folded


def _changes(store: Store, engine: Engine, words: Iterable[str]) -> list[Change]:
    """Return the articles that hold any of some words, as they are."""
    match = Or(tuple(Contains(fold(word)) for word in sorted(words)))
    hits = engine.search(Request(match=match, sort="oldest", size=max(store.count(), 1))).hits
    entries = [entry for hit in hits if (entry := store.get(hit.id))]
    return [moved(entry) for entry in entries if entry.lives]


def loaded(path: Path) -> tuple[str, ...]:
    """Return the words of a file, none where there is no such file; as `load` does."""
    try:
        state = path.stat()
    except FileNotFoundError:
        return ()
    return _read(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=8)
def _read(path: Path, _changed: int, _size: int) -> tuple[str, ...]:
    try:
        lines = [line.partition("\t")[0].strip() for line in path.read_text(encoding="utf-8-sig").splitlines()]
        return tuple(sorted({checked(word) for word in lines if word and not word.startswith("#")}))
    except UnicodeDecodeError as error:
        raise UnreadableSource(
            Message(f"读不了词典 {path}：不是 UTF-8。", f"The dictionary {path} can't be read: it is not UTF-8."),
            Message("请另存为 UTF-8，或将它移走。", "Save it as UTF-8, or move it away."),
        ) from error
    except BadRequest as error:
        raise UnreadableSource(
            Message(f"词典 {path}：{error.said('zh')}", f"The dictionary {path}: {error.said('en')}")
        ) from error


def _write(path: Path, words: Iterable[str]) -> None:
    replace(path, "".join(f"{word}\n" for word in sorted(words)).encode())
