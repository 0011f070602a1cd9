"""One analysis for both sides: folding that keeps its offsets, matching on folded text, and jieba's words."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import import_module, resources
from itertools import pairwise
from typing import Protocol

PIECE = 500  # characters given to the segmenter at once: its time grows with the square of a run
_RUN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.,")
_HAN = "\u4e00-\u9fd5"  # what jieba knows; rarer characters stand alone
_PIECES = re.compile(
    rf"[{_HAN}]{{1,{PIECE}}}"
    r"|[a-z0-9]+(?:(?<=[0-9])[.,](?=[0-9])[a-z0-9]+)*"
    r"|[^\W\u3400-\u9fff\U00020000-\U0003ffff]+"
    r"|.",
    re.DOTALL,
)
_SYMBOLS = "%‰+#"  # written behind a number or letter they belong to it: 7.5%, A+, C#


@dataclass(frozen=True)
class Folded:
    """A text as it is compared: `text[i]` comes from the character `offsets[i]` of the source, where that is known.

    `breaks` are the places of `text` before which white space was dropped between two characters that stand in one
    run of letters and digits without it (`5 G`).
    """

    text: str
    breaks: frozenset[int] = frozenset()
    offsets: Sequence[int] = field(default=(), compare=False)

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
        """The places where a text that holds this one may not be inside a run: both ends, and the breaks."""
        return (0, *sorted(self.breaks), len(self.text))


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a folded text, [start, end); `word` is False for punctuation and symbols."""

    text: str
    start: int
    end: int
    word: bool


class Segmenter(Protocol):
    """What cuts a run of Han characters: jieba, or rjieba where installed."""

    def cut(self, run: str) -> list[str]:
        """Return the words of the run, which concatenate to it."""

    def cut_for_search(self, run: str) -> list[str]:
        """Return the words of the run and the shorter dictionary words inside them."""


def fold(text: str) -> Folded:
    """Fold a text: NFKC, lower case, no white space, traditional characters simplified, each character for itself.

    >>> fold("５Ｇ 網絡").text
    '5g网络'
    """
    pieces = [_FOLDS[char] for char in text]
    folded = "".join(pieces)
    if len(folded) == len(text) and "" not in pieces:
        return Folded(folded, frozenset(), range(len(text)))
    offsets = [place for place, piece in enumerate(pieces) for _ in piece]
    breaks = frozenset(
        place
        for place in range(1, len(folded))
        if offsets[place] > offsets[place - 1] + 1 and folded[place] in _RUN and folded[place - 1] in _RUN
    )
    return Folded(folded, breaks, offsets)


def simplified(text: str) -> str:
    """Return a text of the same length with traditional characters and full-width digits in their plain form.

    For what reads a text by rules; what is compared is folded.

    >>> simplified("總投資４８．５１億元，")
    '总投资48.51亿元，'
    """
    return text.translate(_plain())


def occurrences(needle: Folded, text: Folded) -> Iterator[tuple[int, int]]:
    """Yield every [start, end) of `text` that holds `needle`, overlapping ones too.

    A run of letters and digits in the needle begins and ends where one in the text does.

    >>> [list(occurrences(fold("5亿"), fold(text))) for text in ("总投资5亿元", "总投资15亿元", "1.5亿")]
    [[(3, 5)], [], []]
    """
    if not needle.text:
        return
    at = text.text.find(needle.text)
    while at >= 0:
        if not any(text.joined(at + border) for border in needle.borders):
            yield at, at + len(needle.text)
        at = text.text.find(needle.text, at + 1)


def holds(text: Folded, needle: Folded) -> bool:
    """Tell whether `text` holds `needle` as a string, runs whole."""
    return next(occurrences(needle, text), None) is not None


def tokens(text: Folded) -> list[Token]:
    """Cut a folded text into pieces that concatenate to it: jieba's words, runs of letters and digits, symbols.

    >>> [token.text for token in tokens(fold("晋城新能源A+轮5.1亿元"))]
    ['晋城', '新能源', 'a+', '轮', '5.1', '亿元']
    """
    cut: list[Token] = []
    place = 0
    for piece, word in _pieces(text):
        glued = cut and piece in _SYMBOLS and cut[-1].word and cut[-1].text[-1] in _RUN.union(_SYMBOLS)
        start = cut.pop().start if glued else place
        place += len(piece)
        cut.append(Token(text.text[start:place], start, place, word or bool(glued)))
    return cut


def words(text: Folded) -> list[str]:
    """Return the words that ranking counts: jieba's in search mode, and runs of letters and digits.

    >>> words(fold("山西新能源 5G"))
    ['山西', '能源', '新能源', '5g']
    """
    found: list[str] = []
    for run in _runs(text):
        if _is_han(run):
            found += segmenter().cut_for_search(run)
        elif _is_word(run):
            found.append(run)
    return found


def grams(text: str) -> set[str]:
    """Return the characters and the pairs of neighbours of a folded text."""
    return {*text, *map("".join, pairwise(text))}


@cache
def segmenter() -> Segmenter:
    """Return the segmenter of this process with the words of `data/dictionary.tsv`, rjieba where it is installed."""
    try:
        return Rjieba(dictionary())
    except ModuleNotFoundError:
        return Jieba(dictionary())


@cache
def dictionary() -> tuple[str, ...]:
    """Return the words of the trade that jieba's own dictionary lacks."""
    return tuple(row[0] for row in _rows("dictionary.tsv"))


def fingerprint() -> str:
    """Return a hash of the tables that decide how a text is folded and cut."""
    tables = [
        (resources.files("searchsvc") / "data" / name).read_bytes() for name in ("simplified.tsv", "dictionary.tsv")
    ]
    return hashlib.sha256(b"\0".join(tables)).hexdigest()[:16]


class Jieba:
    """jieba's own segmenter; the dictionary is read anew, never from its cache in a folder that others can write."""

    def __init__(self, own: Sequence[str] = ()) -> None:
        self._tokenizer = import_module("jieba").Tokenizer()
        self._tokenizer.FREQ, self._tokenizer.total = self._tokenizer.gen_pfdict(self._tokenizer.get_dict_file())
        self._tokenizer.initialized = True
        for word in own:
            self._tokenizer.add_word(word, _FREQUENCY)

    def cut(self, run: str) -> list[str]:
        """Return the words of the run."""
        return list(self._tokenizer.cut(run))

    def cut_for_search(self, run: str) -> list[str]:
        """Return the words of the run and those inside them."""
        return list(self._tokenizer.cut_for_search(run))


class Rjieba:
    """jieba's algorithm and dictionary in Rust, some twenty times faster."""

    def __init__(self, own: Sequence[str] = ()) -> None:
        self._tokenizer = import_module("rjieba").Jieba()
        for word in own:
            self._tokenizer.add_word(word, _FREQUENCY, None)

    def cut(self, run: str) -> list[str]:
        """Return the words of the run."""
        return list(self._tokenizer.cut(run))

    def cut_for_search(self, run: str) -> list[str]:
        """Return the words of the run and those inside them."""
        return list(self._tokenizer.cut_for_search(run))


_FREQUENCY = 1000  # of an own word: one word of this frequency outweighs any cut of it into several


def _pieces(text: Folded) -> Iterator[tuple[str, bool]]:
    for run in _runs(text):
        if _is_han(run):
            yield from ((word, True) for word in segmenter().cut(run))
        else:
            yield run, _is_word(run)


def _runs(text: Folded) -> Iterator[str]:
    """Yield the runs of one kind that concatenate to the text, cut at its breaks."""
    ends = [*sorted(text.breaks), len(text.text)]
    start = 0
    for end in ends:
        yield from _PIECES.findall(text.text, start, end)
        start = end


def _is_han(run: str) -> bool:
    return "\u4e00" <= run[0] <= "\u9fd5"


def _is_word(run: str) -> bool:
    return run[0].isalnum()


def _rows(name: str) -> Iterator[list[str]]:
    table = resources.files("searchsvc") / "data" / name
    for line in table.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


class _Folds(dict[str, str]):
    """The folded form of each character, worked out when it is first met."""

    def __missing__(self, char: str) -> str:
        plain = (part for part in unicodedata.normalize("NFKC", char).lower() if not part.isspace())
        self[char] = folded = "".join(_simplified().get(part, part) for part in plain)
        return folded


_FOLDS = _Folds()


@cache
def _plain() -> dict[int, str]:
    full_width = {code + 0xFEE0: chr(code) for code in map(ord, "0123456789.%")}
    return {ord(char): plain for char, plain in _simplified().items()} | full_width


@cache
def _simplified() -> dict[str, str]:
    return {row[0]: row[1] for row in _rows("simplified.tsv")}
