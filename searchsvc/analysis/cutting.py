"""Cutting: a folded text in pieces that concatenate to it, and the words and pairs that an index counts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from operator import add

from searchsvc.analysis.folding import RUN, Folded
from searchsvc.analysis.rounding import roundings
from searchsvc.analysis.segmenting import Segmenter, segmenter

PIECE = 500  # characters given to the segmenter at once: its time grows with the square of a run
HAN = "\u4e00", "\u9fd5"  # the first and last that jieba knows; rarer characters stand alone
_HAN = "-".join(HAN)
_DIGITS = "0123456789"
_PIECES = re.compile(
    rf"[{_HAN}]{{1,{PIECE}}}"
    r"|[a-z0-9]+(?:(?<=[0-9])[.,](?=[0-9])[a-z0-9]+)*"
    r"|[^\W\u3400-\u9fff\U00020000-\U0003ffff]+"
    r"|.",
    re.DOTALL,
)
_HAN_RUNS = re.compile(rf"[{_HAN}]{{1,{PIECE}}}")
_RUNS_AT_ONCE = 1_000
_SYMBOLS = "%‰+#"  # written behind a number or letter they belong to it: 7.5%, A+, C#
JOINTS = "·•/-–—~+&"  # one of them between two units joins them: 9·11, 1/3, COVID-19 …
RATIO = ":"  # … and this one between two digits: 3:1


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a folded text, [start, end); `word` is False for punctuation and symbols."""

    text: str
    start: int
    end: int
    word: bool


def tokens(text: Folded) -> tuple[Token, ...]:
    """Cut a folded text into pieces that concatenate to it: jieba's words, runs of letters and digits, symbols.

    >>> from searchsvc.analysis.folding import fold
    >>> [token.text for token in tokens(fold("晋城新能源A+轮5.1亿元"))]
    ['晋城', '新能源', 'a+', '轮', '5.1', '亿元']
    """
    return _tokens(text, segmenter())


@lru_cache(256)  # of a query each run is cut for what matches, what is marked, what is counted and what may be meant
def _tokens(text: Folded, cutter: Segmenter) -> tuple[Token, ...]:
    cut: list[Token] = []
    place = 0
    for piece, word in _pieces(text, cutter):
        glued = cut and piece in _SYMBOLS and cut[-1].word and cut[-1].text[-1] in RUN.union(_SYMBOLS)
        start = cut.pop().start if glued else place
        place += len(piece)
        cut.append(Token(text.text[start:place], start, place, word or bool(glued)))
    return tuple(cut)


def words(text: Folded) -> list[str]:
    """Return the words that ranking counts: jieba's in search mode, and runs of letters and digits.

    >>> from searchsvc.analysis.folding import fold
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


def han_words(text: str) -> Iterator[list[str]]:
    """Yield what `words` finds in the Han runs of a long text, some runs at a time, a line feed between each two.

    A run of more than PIECE characters is several.
    """
    runs = _HAN_RUNS.findall(text)
    for begin in range(0, len(runs), _RUNS_AT_ONCE):
        yield segmenter().cut_for_search("\n".join(runs[begin : begin + _RUNS_AT_ONCE]))


def runs(text: str) -> list[str]:
    """Return the units of a text without Han words, "" for each of its pieces that is none."""
    return [run if _is_word(run) else "" for run in _PIECES.findall(text)]


def units(text: Folded) -> list[str]:
    """Return the Han characters and the runs of letters and digits of a text, each one unit of what is written.

    >>> from searchsvc.analysis.folding import fold
    >>> units(fold("俄称：10.4亿")), pairs(fold("俄称：10.4亿"))
    (['俄', '称', '10.4', '亿'], ['俄称', '10.4亿'])
    """
    return [unit for stretch in _stretches(text) for unit in stretch]


def pairs(text: Folded) -> list[str]:
    """Return the neighbours among the units of a text, none across punctuation: adjacency without positions.

    A symbol that joins two units stands between them.

    >>> from searchsvc.analysis.folding import fold
    >>> pairs(fold("9·11后，占1/3"))
    ['11后', '占1', '9·11', '1/3']
    """
    beside = [pair for stretch in _stretches(text) for pair in map(add, stretch, stretch[1:])]
    return [*beside, *_joined(text)]


def rounded(text: Folded) -> list[str]:
    """Return the pairs that a headline may have in place of the numbers of a text (`roundings`)."""
    followed = ((run, after) for stretch in _stretches(text) for run, after in pairwise((*stretch, "")))
    return [said for run, after in followed if not _is_han(run) for said in roundings(run, after)]


def grams(text: str) -> set[str]:
    """Return the characters and the pairs of neighbours of a folded text."""
    return {*text, *map("".join, pairwise(text))}


def _pieces(text: Folded, cutter: Segmenter) -> Iterator[tuple[str, bool]]:
    for run in _runs(text):
        if _is_han(run):
            yield from ((word, True) for word in cutter.cut(run))
        else:
            yield run, _is_word(run)


def _runs(text: Folded) -> Iterator[str]:
    """Yield the runs of one kind that concatenate to the text, cut at its breaks."""
    ends = [*sorted(text.breaks), len(text.text)]
    start = 0
    for end in ends:
        yield from _PIECES.findall(text.text, start, end)
        start = end


@lru_cache(1)  # who asks for the units of a text then asks for its pairs
def _stretches(text: Folded) -> list[list[str]]:
    """Return the units between punctuation and symbols."""
    stretches: list[list[str]] = [[]]
    for run in _runs(text):
        if _is_han(run):
            stretches[-1] += run
        elif _is_word(run):
            stretches[-1].append(run)
        elif stretches[-1]:
            stretches.append([])
    return stretches


def _joined(text: Folded) -> Iterator[str]:
    """Yield each two units with the symbol that joins them."""
    cut = list(_runs(text))
    for before, joint, after in zip(cut, cut[1:], cut[2:], strict=False):
        if _is_word(before) and _is_word(after) and _joins(before[-1], joint, after[0]):
            yield (before[-1] if _is_han(before) else before) + joint + (after[0] if _is_han(after) else after)


def _joins(before: str, joint: str, after: str) -> bool:
    return joint in JOINTS or (joint == RATIO and before in _DIGITS and after in _DIGITS)


def _is_han(run: str) -> bool:
    return HAN[0] <= run[0] <= HAN[1]


def _is_word(run: str) -> bool:
    return run[0].isalnum()
