"""What the setting of a whole page tells on each line: indented paragraphs and blank lines that part its articles."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from searchsvc.pages.lines import Line
from searchsvc.pages.signs import HEADLINE, PUNCTUATED, Sight

MANY = 0.6  # of a page's paragraphs are indented where indentation is its manner
MOSTLY = 0.7  # of the articles known to end have a blank line behind them where such lines part the articles
RARE = 0.5  # of its lines have a blank line before them where that says something


def set_apart(lines: Sequence[Line], sizes: Sequence[int], found: Sequence[Sight]) -> list[Sight]:
    """Note on each line whether a blank line parts it from those above, and whether it lacks a paragraph's indentation.

    Either makes it unsure: display type stands so, text that goes on doesn't.
    """
    flush = _flush(lines, found) if _indents(lines, found) else set[int]()
    gap = _parted(lines, found)
    ends = {at + 1 for at, sight in enumerate(found[:-1]) if sight.ends}
    joined = set(range(len(lines))) - gap if len(ends & gap) > MOSTLY * len(ends) else set[int]()
    told = [("flush",) * (at in flush) + ("gap",) * (at in gap) for at in range(len(lines))]
    for at in _reset(lines, sizes, found):
        found[at].seen["reset"] = 1.0
    for at in joined:
        if not found[at].sure:
            found[at].seen["joined"] = 1.0
    return [
        sight._replace(seen=sight.seen | dict.fromkeys(names, 1.0), sure=False) if names else sight
        for sight, names in zip(found, told, strict=True)
    ]


def _indents(lines: Sequence[Line], found: Sequence[Sight]) -> bool:
    """Return whether the page indents its paragraphs."""
    ends = sum(
        sight.sure and line.closed and "full" not in sight.seen for line, sight in zip(lines, found, strict=True)
    )
    return sum(line.indented for line in lines) > MANY * ends > 0


def _flush(lines: Sequence[Line], found: Sequence[Sight]) -> set[int]:
    """Return which lines begin no paragraph, not being indented, though they stand behind the end of one."""
    flush: set[int] = set()
    rows = 0
    for at, line in enumerate(lines):
        above = found[at - 1] if at else None
        ended = above is None or above.ends or (lines[at - 1].closed and not _filled(lines[at - 1], above))
        goes_on = at - 1 in flush and rows < HEADLINE and PUNCTUATED.isdisjoint(found[at].seen)
        if not line.indented and (ended or goes_on):
            rows = 1 if ended else rows + 1
            flush.add(at)
    return flush


def _filled(line: Line, sight: Sight) -> bool:
    """Return whether a line fills its column; the first of a paragraph does with its indentation."""
    return "full" in sight.seen or (line.indented and "indent" in sight.seen)


def _parted(lines: Sequence[Line], found: Sequence[Sight]) -> set[int]:
    """Return which lines a blank line parts from those above, none where it does so with all or with paragraphs too."""
    gaps = {at for at in range(1, len(lines)) if lines[at].blank}
    within = sum(
        above.sure and below.sure for (above, below), line in zip(pairwise(found), lines[1:], strict=True) if line.blank
    )
    return gaps if len(gaps) <= RARE * len(lines) and within <= RARE * len(gaps) else set()


def _reset(lines: Sequence[Line], sizes: Sequence[int], found: Sequence[Sight]) -> Iterator[int]:
    """Yield the lines of text that are the first in a column of another width than the text above."""
    size: int | None = None
    for at, sight in enumerate(found):
        goes_on = "filled" in sight.seen and at + 1 < len(found) and found[at + 1].sure
        text = sight.sure or sight.opens or goes_on or not PUNCTUATED.isdisjoint(sight.seen)
        if text and size not in (None, sizes[at]) and (lines[at - 1].closed or not found[at - 1].sure):
            yield at
        size = sizes[at] if text else size
