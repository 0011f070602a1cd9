"""Segmenters: what cuts a run of Han characters into words, jieba or its fast equal, with the words of the trade."""

import re
from collections.abc import Sequence
from contextlib import suppress
from functools import cache, cached_property, lru_cache
from importlib import import_module
from typing import Protocol

from searchsvc.analysis.sparing import Sparing
from searchsvc.analysis.tables import rows

_USED: list[tuple[str, ...]] = [()]  # the words of the installation that this process serves
_LOADED = iter((True,))  # rjieba loads a dictionary with itself; the first segmenter takes that, and no second one
_FEW = 8  # runs that are looked up; with more of them the whole dictionary takes less time
_SHORT = re.compile("[\u4e00-\u9fd5]{1,40}")  # the runs that are
_MUCH = "的" * 41
FREQUENCY = 1000  # of an own word: one word of this frequency outweighs any cut of it into several


class Segmenter(Protocol):
    """What cuts a run of Han characters: jieba, or rjieba where installed."""

    def cut(self, run: str) -> list[str]:
        """Return the words of the run, which concatenate to it."""

    def cut_for_search(self, run: str) -> list[str]:
        """Return the words of the run and the shorter dictionary words inside them."""

    def __hash__(self) -> int: ...


def segmenter() -> Segmenter:
    """Return the segmenter of this process, with the words that `use` was told."""
    return made(_USED[0])


def use(words: tuple[str, ...]) -> None:
    """Cut with an installation's words beside the package's from now on: those of the archive that was opened last."""
    _USED[0] = words


def used() -> tuple[str, ...]:
    """Return the words that `use` was told."""
    return _USED[0]


@lru_cache(maxsize=4)
def made(words: tuple[str, ...]) -> Segmenter:
    """Return a segmenter with these words beside those of `data/dictionary.tsv`."""
    return OnDemand((*dictionary(), *words))


def load() -> None:
    """Load the whole dictionary now, for a process that will cut much and whose askers are not to wait for that."""
    segmenter().cut(_MUCH)


@cache
def dictionary() -> tuple[str, ...]:
    """Return the words of the trade that jieba's own dictionary lacks."""
    return tuple(row[0] for row in rows("dictionary.tsv"))


class OnDemand:
    """What cuts a few short runs sparingly and loads the whole dictionary for more, rjieba's where it is installed."""

    def __init__(self, own: Sequence[str] = ()) -> None:
        self._own = own
        self._sparing: Sparing | None = None
        with suppress(ModuleNotFoundError):
            self._sparing = Sparing(own, FREQUENCY)

    def cut(self, run: str) -> list[str]:
        """Return the words of the run."""
        return self._fit(run).cut(run)

    def cut_for_search(self, run: str) -> list[str]:
        """Return the words of the run and those inside them."""
        return self._fit(run).cut_for_search(run)

    def _fit(self, run: str) -> "Segmenter | Sparing":
        """Return what is to cut a run; nothing is spared any more once the whole dictionary is there."""
        sparing = self._sparing
        if sparing and _SHORT.fullmatch(run) and (run in sparing.looked_up or len(sparing.looked_up) < _FEW):
            return sparing
        self._sparing = None
        return self._whole

    @cached_property
    def _whole(self) -> Segmenter:
        try:
            return Rjieba(self._own)
        except ModuleNotFoundError:
            return Jieba(self._own)


class Jieba:
    """jieba's own segmenter; the dictionary is read anew, never from its cache in a folder that others can write."""

    def __init__(self, own: Sequence[str] = ()) -> None:
        self._tokenizer = import_module("jieba").Tokenizer()
        self._tokenizer.FREQ, self._tokenizer.total = self._tokenizer.gen_pfdict(self._tokenizer.get_dict_file())
        self._tokenizer.initialized = True
        for word in own:
            self._tokenizer.add_word(word, FREQUENCY)

    def cut(self, run: str) -> list[str]:
        """Return the words of the run."""
        return list(self._tokenizer.cut(run))

    def cut_for_search(self, run: str) -> list[str]:
        """Return the words of the run and those inside them."""
        return list(self._tokenizer.cut_for_search(run))


class Rjieba:
    """jieba's algorithm and dictionary in Rust, some twenty times faster."""

    def __init__(self, own: Sequence[str] = ()) -> None:
        package = import_module("rjieba")
        self._tokenizer = package if next(_LOADED, False) else package.Jieba()
        for word in own:
            self._tokenizer.add_word(word, FREQUENCY, None)

    def cut(self, run: str) -> list[str]:
        """Return the words of the run."""
        return list(self._tokenizer.cut(run))

    def cut_for_search(self, run: str) -> list[str]:
        """Return the words of the run and those inside them."""
        return list(self._tokenizer.cut_for_search(run))
