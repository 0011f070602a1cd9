"""The words that an index and the tables of places and zones know, with what sounds or looks like each."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice, takewhile
from operator import itemgetter, ne
from typing import Literal

from searchsvc.analysis import fold, lookalikes, sounds_like, spellings, tokens
from searchsvc.enrich.gazetteer import gazetteer
from searchsvc.enrich.zones.table import by_name

Likeness = Literal["sound", "shape", "slip"]

LONG = 4  # characters of a word that is still known with one of them wrong
LONGEST = 20  # characters of a run that is looked through for a word gone wrong
WORDS = 100_000  # of the index, the most frequent ones: what a single article of many holds is as often cut wrong
_HAN = re.compile("[\u4e00-\u9fff]{2,}")
COUNTING = frozenset("零〇一二三四五六七八九十百千万亿两半")  # another number is another fact, not a slip
_ORDER: tuple[Likeness, ...] = ("sound", "shape", "slip")


@dataclass(frozen=True, slots=True)
class Alike:
    """A word like another one, in what, and how many articles the index counts it in: 0 where a table alone has it."""

    text: str
    how: Likeness
    count: int


class Keys:
    """Words by keys of several characters, to be found by the beginning of a key."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._lines = sorted(f"{key}\t{word}" for key, word in pairs)

    def beginning(self, key: str) -> Iterator[str]:
        """Yield the words whose key begins so."""
        place = bisect_left(self._lines, key)
        lines = (self._lines[at] for at in range(place, len(self._lines)))
        return (line.partition("\t")[2] for line in takewhile(lambda line: line.startswith(key), lines))

    def equal(self, key: str) -> Iterator[str]:
        """Yield the words with this very key."""
        return self.beginning(f"{key}\t")


class Lexicon:
    """Words of two or more Han characters with their counts; immutable, what it works out when first asked is kept."""

    def __init__(self, counts: Iterable[tuple[str, int]]) -> None:
        known = sorted((pair for pair in counts if _HAN.fullmatch(pair[0])), key=itemgetter(1), reverse=True)
        tables = dict.fromkeys((word for word in (*gazetteer().words(), *by_name()) if _HAN.fullmatch(word)), 0)
        self.counts = tables | dict(known[:WORDS])

    def alike(self, word: str) -> list[Alike]:
        """Return the words that sound like a folded one, look like it, or differ in one character of many.

        Those with the fewest other characters first, then by likeness, then the most frequent.
        """
        found: dict[str, Likeness] = dict.fromkeys(self._slips(word), "slip")
        found.update((other, "shape") for other in self._shaped(word))
        found.update((other, "sound") for other in self._sounding(word))
        found.pop(word, None)
        every = [Alike(other, how, self.counts[other]) for other, how in found.items()]
        return sorted(every, key=lambda one: (_changed(word, one.text), _ORDER.index(one.how), -one.count, one.text))

    def respelled(self, run: str) -> Iterator[Alike]:
        """Yield a folded run with one word of it replaced by one that is alike: first the whole, then the longest.

        Inside a run, what the index knows as a word is right, and a right spelling is cut into fewer words than a
        wrong one, itself among them.
        """
        yield from self._meant(run)
        if len(run) > LONGEST:
            return
        for length in range(len(run) - 1, 1, -1):
            for start in range(len(run) - length + 1):
                before, piece, after = run[:start], run[start : start + length], run[start + length :]
                for one in self._meant(piece) if piece not in self.counts else ():
                    whole = before + one.text + after
                    if _is_better(whole, run, one.text):
                        yield Alike(whole, one.how, one.count)

    def _meant(self, piece: str) -> list[Alike]:
        """Return the words alike; what is made of words (房价上涨) is no slip for another one (物价上涨)."""
        made = piece not in self.counts and all(token.text in self.counts for token in tokens(fold(piece)))
        return [one for one in self.alike(piece) if not (made and one.how == "slip")]

    def near(self, run: str, most: int) -> tuple[str, ...]:
        """Return the runs that a folded one is like, the likest first.

        >>> tables().near("忻洲", 2)
        ('忻州', '新洲')
        """
        return tuple(islice(dict.fromkeys(one.text for one in self.respelled(run)), most))

    @cached_property
    def sounds(self) -> Keys:
        """The words by how they are spelled in pinyin."""
        return Keys((spelling, word) for word in self.counts for spelling in spellings(word))

    @cached_property
    def _open(self) -> Keys:
        """The long words by their characters with one left open."""
        return Keys((pattern, word) for word in self.counts if len(word) >= LONG for pattern in _patterns(word))

    def _sounding(self, word: str) -> Iterator[str]:
        """Yield what is read like a word, or like what is typed as it sounds."""
        for spelling in spellings(word):
            found = self.sounds.equal(spelling)
            yield from found if word.isascii() else (other for other in found if sounds_like(word, other))

    def _shaped(self, word: str) -> Iterator[str]:
        for place, character in enumerate(word):
            others = (word[:place] + double + word[place + 1 :] for double in lookalikes(character))
            yield from (other for other in others if other in self.counts)

    def _slips(self, word: str) -> Iterator[str]:
        for pattern in _patterns(word) if len(word) >= LONG and _HAN.fullmatch(word) else ():
            place = pattern.index("?")
            found = self._open.equal(pattern)
            yield from (other for other in found if COUNTING.isdisjoint((word[place], other[place])))


@cache
def tables() -> Lexicon:
    """Return the lexicon of places and zones alone."""
    return Lexicon(())


def _is_better(whole: str, run: str, word: str) -> bool:
    cut = [token.text for token in tokens(fold(whole))]
    return word in cut and len(cut) < len(tokens(fold(run)))


def _changed(word: str, other: str) -> int:
    return sum(map(ne, word, other))


def _patterns(word: str) -> Iterator[str]:
    yield from (f"{word[:place]}?{word[place + 1 :]}" for place in range(len(word)))
