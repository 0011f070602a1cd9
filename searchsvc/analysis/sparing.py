"""jieba's cut of the few runs of a query: of its dictionary only the words that a run can hold are looked at."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from importlib.util import find_spec
from math import log
from pathlib import Path

from searchsvc.analysis.guessing import guessed, model

_BYTES, _TOTAL = 5_071_852, 60_101_967  # of the dictionary of jieba 0.42.1: its size, and the sum of its frequencies
_INSIDE = 2, 3  # characters of the words inside a longer one by which it is found too

Known = Mapping[str, int]  # words with their frequencies


class Sparing:
    """jieba's algorithm without its dictionary in memory: a run takes a pass over the text of it, some 10 ms.

    `own` are words beside the dictionary's, each of this `frequency`. Raises ModuleNotFoundError where jieba's
    dictionary is none that is known here.
    """

    def __init__(self, own: Sequence[str], frequency: int) -> None:
        package = find_spec("jieba")
        [place] = (package and package.submodule_search_locations) or [""]
        self._package = Path(place)
        self._path = self._package / "dict.txt"
        if not self._path.is_file() or self._path.stat().st_size != _BYTES:
            raise ModuleNotFoundError("jieba 0.42.1")
        self._own = dict.fromkeys(own, frequency)
        self.total = log(_TOTAL + frequency * len(own))
        self.looked_up: dict[str, Known] = {}  # the runs that were cut, each with all words of its characters

    def cut(self, run: str) -> list[str]:
        """Return the words of a run of Han characters."""
        return list(self._words(run, self._known(run)))

    def cut_for_search(self, run: str) -> list[str]:
        """Return the words of the run and those inside them."""
        known = self._known(run)
        return [each for word in self._words(run, known) for each in (*_inside(word, known), word)]

    @cached_property
    def _text(self) -> str:
        return self._path.read_bytes().decode()

    def _known(self, run: str) -> Known:
        if run not in self.looked_up:
            found = re.findall(f"\n([{run}]+) ([0-9]+)", self._text)
            own = {word: often for word, often in self._own.items() if word in run}
            self.looked_up[run] = {word: int(often) for word, often in found} | own
        return self.looked_up[run]

    def _words(self, run: str, known: Known) -> Iterator[str]:
        """Yield the words of the likeliest way; where it knows none, the characters in a row are guessed at."""
        alone = ""
        for word in _likeliest(run, known, self.total):
            if len(word) == 1:
                alone += word
                continue
            yield from self._unknown(alone, known)
            yield word
            alone = ""
        yield from self._unknown(alone, known)

    def _unknown(self, run: str, known: Known) -> Iterator[str]:
        yield from run if len(run) < 2 or known.get(run) else guessed(run, model(self._package))


def _likeliest(run: str, known: Known, total: float) -> Iterator[str]:
    """Yield the words of a run, or single characters, so that the product of their chances is greatest."""
    longest = max(map(len, known), default=1)
    ways = [(0.0, 0)] * (len(run) + 1)  # from each place to the end: the chance, and where the first word ends
    for start in range(len(run) - 1, -1, -1):
        ends = [end for end in range(start + 1, min(start + longest, len(run)) + 1) if known.get(run[start:end])]
        ways[start] = max(
            (log(known.get(run[start:end]) or 1) - total + ways[end][0], end) for end in ends or [start + 1]
        )
    start = 0
    while start < len(run):
        end = ways[start][1]
        yield run[start:end]
        start = end


def _inside(word: str, known: Known) -> Iterator[str]:
    """Yield the shorter words inside a longer one, the shortest first."""
    for length in _INSIDE:
        if length < len(word):
            pieces = (word[at : at + length] for at in range(len(word) - length + 1))
            yield from (piece for piece in pieces if known.get(piece))
