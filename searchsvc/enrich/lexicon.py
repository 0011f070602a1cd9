"""Tables of the house and the words in them: read once, found in a text longest first."""

import csv
import hashlib
from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from importlib import resources
from itertools import accumulate
from typing import Generic, NamedTuple, TypeVar

from searchsvc.enrich.finding import Finder, finder

T = TypeVar("T")


class Hit(NamedTuple, Generic[T]):
    """One word of a lexicon in a text: [start, end) in code points, and what the lexicon says of it."""

    start: int
    end: int
    value: T


class Joined(NamedTuple):
    """Texts read as one, which costs a third: where each starts in the whole. None holds a form feed, which parts them.

    >>> Joined.of(["大同", "晋城"])
    Joined(whole='大同\\x0c晋城', starts=[0, 3])
    """

    whole: str
    starts: list[int]

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Joined":
        """Join texts."""
        return cls("\f".join(texts), list(accumulate([len(text) + 1 for text in texts], initial=0))[:-1])


class Lexicon(Generic[T]):
    """Words of at least two characters with what is known of each.

    >>> Lexicon({"山西": 1, "西安": 2, "西安市": 3}).hits("山西安排，西安市场")
    [Hit(start=0, end=2, value=1), Hit(start=5, end=8, value=3)]
    """

    def __init__(self, words: Mapping[str, T]) -> None:
        self._values = dict(words)

    @cached_property
    def _places(self) -> tuple[Finder, Sequence[T]]:
        return finder(tuple(self._values)), tuple(self._values.values())

    def get(self, word: str) -> T | None:
        """Return what is known of this very word, None where it is none of the lexicon's."""
        return self._values.get(word)

    def words(self) -> Collection[str]:
        """Return the words."""
        return self._values.keys()

    def hits(self, text: str) -> list[Hit[T]]:
        """Return the words of `text` from left to right, at each place the longest, none over another."""
        find, values = self._places
        return [Hit(start, end, values[number]) for number, start, end in find(text)]

    def hits_in(self, texts: Joined) -> list[list[Hit[T]]]:
        """Return the hits of each text."""
        find, values = self._places
        starts = texts.starts
        found: list[list[Hit[T]]] = [[] for _ in starts]
        for word, start, end in find(texts.whole):
            number = bisect_right(starts, start) - 1
            before = starts[number]
            found[number].append(Hit(start - before, end - before, values[word]))
        return found


def rows(name: str) -> list[dict[str, str]]:
    """Read the table `name` of searchsvc/data: tab-separated, a header, a column `source`."""
    text = resources.files("searchsvc").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def fingerprint(version: str, names: Iterable[str]) -> str:
    """Return twelve hexadecimal digits that change with the version of the rules or a byte of these tables."""
    digest = hashlib.sha256(version.encode())
    for name in names:
        digest.update(resources.files("searchsvc").joinpath("data", name).read_bytes())
    return digest.hexdigest()[:12]
