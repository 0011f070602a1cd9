"""Folding: the one form that texts and queries are compared in, and where a string stands in it."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from itertools import accumulate, chain
from typing import Protocol

from searchsvc.analysis.tables import rows

RUN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.,")  # what a run of letters and digits is made of
_NONE = frozenset[int]()
_SHORT = 64  # characters
_PLAIN = RUN.union("!?:;%()、。·—‘’“”《》【】")  # their own folded form, as most Han characters are


class Places(Protocol):
    """Where each character of a folded text comes from."""

    def __len__(self) -> int: ...

    def __getitem__(self, place: int, /) -> int: ...


@dataclass(frozen=True)
class Folded:
    """A text as it is compared: `text[i]` comes from the character `offsets[i]` of the source, where that is known.

    `raw` is the source, where that is known. `breaks` are the places of `text` before which white space was dropped
    between two characters that stand in one run of letters and digits without it (`5 G`).
    """

    text: str
    breaks: frozenset[int] = frozenset()
    offsets: Places = field(default=(), compare=False)
    raw: str = field(default="", compare=False)

    def piece(self, start: int, end: int, raw: str = "", offsets: Places = ()) -> "Folded":
        """Return `text[start:end]` as a text of its own, with the breaks inside it and the source that is given."""
        breaks = frozenset(place - start for place in self.breaks if start < place < end) if self.breaks else _NONE
        return Folded(self.text[start:end], breaks, offsets, raw)

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Return the [start, end) of the source that `text[start:end]` comes from; a folded character is whole."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def joined(self, place: int) -> bool:
        """Tell whether the characters before and at `place` belong to one run of letters and digits.

        A run is letters and digits, and a point or comma between two digits.
        """
        if not 0 < place < len(self.text) or place in self.breaks:
            return False
        before, after = self.text[place - 1], self.text[place]
        if before.isascii() and after.isascii():
            return (
                (before.isalnum() and after.isalnum())
                or (before in ".," and after.isdigit() and self._digit(place - 2, place - 1))
                or (after in ".," and before.isdigit() and self._digit(place + 1, place + 1))
            )
        return False

    def _digit(self, place: int, seam: int) -> bool:
        return 0 <= place < len(self.text) and self.text[place].isdigit() and seam not in self.breaks

    @cached_property
    def borders(self) -> tuple[int, ...]:
        """The places where a text that holds this one may not be inside a run, and could be: ends and breaks."""
        ends = {0: self.text[:1], len(self.text): self.text[-1:]}
        return (*sorted({*self.breaks, *(place for place, char in ends.items() if char in RUN)}),)


def fold(text: str) -> Folded:
    """Fold a text: NFKC, lower case, no white space, traditional characters simplified, each character for itself.

    >>> fold("５Ｇ 網絡").text
    '5g网络'
    """
    return _short(text) if len(text) <= _SHORT else _folded(text, _odd().split(text.replace("，", ",")))


@lru_cache(1024)  # whoever reads a query folds its runs once more, whoever files an article the same values
def _short(text: str) -> Folded:
    return _folded(text, [*chain.from_iterable(("", char) for char in text), ""])  # without the pattern, made in 40 ms


def _folded(text: str, parts: list[str]) -> Folded:
    """Fold a text, given as by turns what stays as it is and one character that may not."""
    parts[1::2] = odd = [FOLDS[char] for char in parts[1::2]]
    folded = "".join(parts)
    if len(folded) == len(text) and "" not in odd:
        return Folded(folded, frozenset(), range(len(text)), text)
    ends = list(accumulate(map(len, parts)))  # of what stays, and of what became of the others, by turns
    offsets = traced(
        len(folded), ((start, end) for start, end in zip(ends[::2], ends[1::2], strict=False) if end - start != 1)
    )
    dropped = (place for place in offsets.dropped if 0 < place < len(folded))
    breaks = (place for place in dropped if folded[place - 1] in RUN and folded[place] in RUN)
    return Folded(folded, frozenset(breaks), offsets, text)


@dataclass(frozen=True, slots=True)
class Offsets:
    """Where the characters of a folded text come from.

    `dropped` are the places before which a character became none, once for each of them; `further` those of characters
    that come from the same one as the character before.
    """

    length: int
    dropped: Sequence[int]
    further: Sequence[int]

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, place: int) -> int:
        return place + bisect_right(self.dropped, place) - bisect_right(self.further, place)

    def __iter__(self) -> Iterator[int]:
        return map(self.__getitem__, range(self.length))


def traced(length: int, uneven: Iterable[tuple[int, int]]) -> Offsets:
    """Return the offsets of a folded text of some length, by [start, end) of each character that is not one there."""
    dropped, further = list[int](), list[int]()
    for start, end in uneven:
        if start == end:
            dropped.append(start)
        else:
            further += range(start + 1, end)
    return Offsets(length, dropped, further)


def occurrences(needle: Folded, text: Folded) -> Iterator[tuple[int, int]]:
    """Yield every [start, end) of `text` that holds `needle`, overlapping ones too.

    A run of letters and digits in the needle begins and ends where one in the text does.

    >>> [list(occurrences(fold("5亿"), fold(text))) for text in ("总投资5亿元", "总投资15亿元", "1.5亿")]
    [[(3, 5)], [], []]
    """
    if not needle.text:
        return
    at, borders = text.text.find(needle.text), needle.borders
    while at >= 0:
        if not borders or not any(text.joined(at + border) for border in borders):
            yield at, at + len(needle.text)
        at = text.text.find(needle.text, at + 1)


def holds(text: Folded, needle: Folded) -> bool:
    """Tell whether `text` holds `needle` as a string, runs whole."""
    return next(occurrences(needle, text), None) is not None


def simplified(text: str) -> str:
    """Return a text of the same length with traditional characters and full-width digits in their plain form.

    For what reads a text by rules; what is compared is folded.

    >>> simplified("總投資４８．５１億元，")
    '总投资48.51亿元，'
    """
    return text.translate(_plain()) if _unlike_plain().search(text) else text


class _Folds(dict[str, str]):
    """The folded form of each character, worked out when it is first met."""

    def __missing__(self, char: str) -> str:
        plain = (part for part in unicodedata.normalize("NFKC", char).lower() if not part.isspace())
        self[char] = folded = "".join(_simplified().get(part, part) for part in plain)
        return folded


FOLDS = _Folds()


def unplain(others: Iterable[str] = ()) -> str:
    """Return the regular expression of what may fold to something else than itself, but for these others."""
    plain = {*range(0x4E00, 0xA000), *map(ord, _PLAIN), *map(ord, others)}.difference(map(ord, _simplified()))
    starts, ends = (sorted(code for code in plain if code + step not in plain) for step in (-1, 1))
    ranges = (f"{re.escape(chr(start))}-{re.escape(chr(end))}" for start, end in zip(starts, ends, strict=True))
    return f"[^{''.join(ranges)}]"


@cache
def _odd() -> re.Pattern[str]:
    """Return what finds and keeps the characters that may fold to something else: they are few, and cost most."""
    return re.compile(f"({unplain()})")


@cache
def _plain() -> dict[int, str]:
    full_width = {code + 0xFEE0: chr(code) for code in map(ord, "0123456789.%")}
    return {ord(char): plain for char, plain in _simplified().items()} | full_width


@cache
def _unlike_plain() -> re.Pattern[str]:
    """Return what finds a text that is not plain, ten times as fast as making it so."""
    return re.compile(f"[{re.escape(''.join(map(chr, _plain())))}]")


@cache
def _simplified() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("simplified.tsv")}
