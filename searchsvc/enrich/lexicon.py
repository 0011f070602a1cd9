"""Tables of the house and the words in them: read once, found in a text longest first."""

import csv
import hashlib
import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from importlib import resources
from itertools import accumulate
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")
HEAD = 2  # the shortest word, and what words are looked up by


class Hit(NamedTuple, Generic[T]):
    """One word of a lexicon in a text: [start, end) in code points, and what the lexicon says of it."""

    start: int
    end: int
    value: T


class Lexicon(Generic[T]):
    """Words of at least two characters with what is known of each.

    >>> Lexicon({"山西": 1, "西安": 2, "西安市": 3}).hits("山西安排，西安市场")
    [Hit(start=0, end=2, value=1), Hit(start=5, end=8, value=3)]
    """

    def __init__(self, words: Mapping[str, T]) -> None:
        self._values = dict(words)
        self._lengths: dict[str, list[int]] = {}
        for word in words:
            lengths = self._lengths.setdefault(word[:HEAD], [])
            if len(word) not in lengths:
                lengths.append(len(word))
                lengths.sort(reverse=True)
        firsts, seconds = ("".join({head[place] for head in self._lengths}) for place in range(HEAD))
        self._starts = re.compile(f"[{re.escape(firsts)}](?=[{re.escape(seconds)}])")

    def get(self, word: str) -> T | None:
        """Return what is known of this very word, None where it is none of the lexicon's."""
        return self._values.get(word)

    def words(self) -> Collection[str]:
        """Return the words."""
        return self._values.keys()

    def hits(self, text: str) -> list[Hit[T]]:
        """Return the words of `text` from left to right, at each place the longest, none over another."""
        found, end = list[Hit[T]](), 0
        for match in self._starts.finditer(text):  # rules out most places four times faster than one by one
            start = match.start()
            lengths = self._lengths.get(text[start : start + HEAD])
            if lengths and start >= end and (hit := self._longest(text, start, lengths)):
                found.append(hit)
                end = hit.end
        return found

    def hits_in(self, texts: Sequence[str]) -> list[list[Hit[T]]]:
        """Return the hits of each text, none of which holds a form feed: read as one, which costs a third."""
        ends = list(accumulate(len(text) + 1 for text in texts))
        found: list[list[Hit[T]]] = [[] for _ in texts]
        for start, end, value in self.hits("\f".join(texts)):
            number = bisect_right(ends, start)
            before = ends[number - 1] if number else 0
            found[number].append(Hit(start - before, end - before, value))
        return found

    def _longest(self, text: str, start: int, lengths: list[int]) -> Hit[T] | None:
        for length in lengths:
            word = text[start : start + length]
            if word in self._values:
                return Hit(start, start + len(word), self._values[word])
        return None


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
