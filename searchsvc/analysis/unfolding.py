"""Unfolding: how a folded text was written, from the characters of it that no rule tells."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from searchsvc.analysis.folding import FOLDS, Offsets, Places, unplain

# How what these signs are folded to is written nearly everywhere.
WRITTEN = dict(zip(",:;!?()", "，：；！？（）", strict=True))

Odd = tuple[int, str]  # a place in the folded text, and the character as written that begins there


def oddities(text: str) -> Iterator[Odd]:
    """Yield the characters of a text as written that `unfolded` can't know, in order.

    >>> list(oddities("Ａ股，2.5 ％"))
    [(0, 'Ａ'), (6, ' '), (6, '％')]
    """
    shift = 0
    for found in _odd().finditer(text):
        char = found[0]
        folded = FOLDS[char]
        if WRITTEN.get(folded, folded) != char:
            yield found.start() + shift, char
            shift += len(folded) - 1


def unfolded(text: str, odd: Iterable[Odd]) -> tuple[str, Places]:
    """Return a folded text as it was written, and where there each of its characters comes from.

    >>> unfolded("a股,2.5%", oddities("Ａ股，2.5 ％"))[0]
    'Ａ股，2.5 ％'
    """
    for folded, written in WRITTEN.items():
        text = text.replace(folded, written)
    pieces: list[str] = []
    uneven: list[tuple[int, int]] = []
    at = 0
    for place, char in odd:
        became = len(FOLDS[char])
        pieces += (text[at:place], char)
        at = place + became
        if became != 1:
            uneven.append((place, became))
    pieces.append(text[at:])
    return "".join(pieces), Offsets(len(text), uneven) if uneven else range(len(text))


@cache
def _odd() -> re.Pattern[str]:
    """Return what finds every odd character, and some that are not."""
    return re.compile(f"[{re.escape(''.join(WRITTEN))}]|{unplain(WRITTEN.values())}")
