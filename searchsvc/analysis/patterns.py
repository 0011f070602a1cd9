"""What stands together in a folded text: strings with wildcards, strings near each other, and sentences."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heapify, heapreplace

from searchsvc.analysis.folding import Folded, occurrences

Span = tuple[int, int]  # [start, end) of a folded text
SPREAD = 12  # characters that a `*` stands for at most
ENDS = "。!?;"  # of a sentence, folded …
CLOSERS = "”’」』）)\"'"  # … which these behind them belong to
_SENTENCE = re.compile(f"[^{ENDS}]*[{ENDS}]+[{CLOSERS}]*|[^{ENDS}]+")


@dataclass(frozen=True, slots=True)
class Gap:
    """Between how many characters, of one sentence, stand between two strings; a `?` may stand for itself."""

    least: int
    most: int

    @property
    def ends(self) -> str:
        """The characters that it never reaches over."""
        return ENDS.replace("?", "") if self.least else ENDS


@dataclass(frozen=True, slots=True)
class Pattern:
    """Strings with a gap between each two; `rest` is what follows of a run of letters and digits.

    A run at either end begins and ends where one in the text does; beside a wildcard it may be a part of one.
    """

    texts: tuple[Folded, ...]
    gaps: tuple[Gap, ...]
    rest: bool = False

    def occurrences(self, text: Folded) -> Iterator[Span]:
        """Yield [start, end) of each place where the pattern ends, the shortest that ends there.

        >>> from searchsvc.analysis.folding import fold
        >>> pattern = Pattern((fold("大同"), fold("区")), (Gap(0, SPREAD),))
        >>> list(pattern.occurrences(fold("大同市云冈区。大同。新区")))
        [(0, 6)]
        """
        first, *others = self.texts
        starts = {end: start for start, end in inside(first, text) if not text.joined(start)}
        for gap, string in zip(self.gaps, others, strict=True):
            reached = ((end, _behind(text.text, starts, start, gap)) for start, end in inside(string, text))
            starts = {end: start for end, start in reached if start is not None}
        for end, start in starts.items():
            stop = _run_end(text, end) if self.rest else end
            if not text.joined(stop):
                yield start, stop


def near(texts: Sequence[Folded], distance: int, text: Folded) -> bool:
    """Tell whether all strings stand in a text, in any order, with at most `distance` characters between them in all.

    >>> from searchsvc.analysis.folding import fold
    >>> text = fold("光伏项目落户大同")
    >>> near([fold("大同"), fold("光伏")], 4, text), near([fold("大同"), fold("光伏")], 3, text)
    (True, False)
    """
    window = distance + sum(len(string.text) for string in texts)
    places = [list(occurrences(string, text)) for string in texts]
    if not all(places):
        return False
    last = max(found[0][1] for found in places)
    heap = [(*found[0], number, 0) for number, found in enumerate(places)]
    heapify(heap)
    while True:
        start, _, number, place = heap[0]
        if last - start <= window:
            return True
        if place + 1 == len(places[number]):
            return False
        following = places[number][place + 1]
        last = max(last, following[1])
        heapreplace(heap, (*following, number, place + 1))


def inside(needle: Folded, text: Folded) -> Iterator[Span]:
    """Yield every [start, end) of `text` that holds `needle`, inside runs of letters and digits too."""
    at = text.text.find(needle.text) if needle.text else -1
    while at >= 0:
        if not any(text.joined(at + place) for place in needle.breaks):
            yield at, at + len(needle.text)
        at = text.text.find(needle.text, at + 1)


def sentences(text: Folded) -> Iterator[tuple[int, Folded]]:
    """Yield the sentences that concatenate to a text, each with its start.

    >>> from searchsvc.analysis.folding import fold
    >>> [sentence.text for _, sentence in sentences(fold("“开工！”他说。项目 5 个；投产"))]
    ['“开工!”', '他说。', '项目5个;', '投产']
    """
    for start, end in sentence_spans(text.text):
        yield start, text.piece(start, end)


def sentence_spans(text: str) -> Iterator[Span]:
    """Yield [start, end) of each of the sentences that concatenate to a folded text."""
    return (match.span() for match in _SENTENCE.finditer(text))


def _behind(text: str, starts: dict[int, int], place: int, gap: Gap) -> int | None:
    """Return where the pattern begins whose next string stands at `place`, the gap before it as narrow as can be."""
    for end in range(place, max(place - gap.most, 0) - 1, -1):
        if end < place and text[end] in gap.ends:
            return None
        if place - end >= gap.least and end in starts:
            return starts[end]
    return None


def _run_end(text: Folded, place: int) -> int:
    while text.joined(place):
        place += 1
    return place
