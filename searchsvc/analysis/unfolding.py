"""Unfolding: how a folded text was written, from the characters of it that no rule tells."""

from collections.abc import Iterable

from searchsvc.analysis.folding import FOLDS, Offsets, Places

# How what these signs are folded to is written nearly everywhere.
WRITTEN = dict(zip(",:;!?()", "，：；！？（）", strict=True))

Odd = tuple[int, str]  # a place in the folded text, and the character as written that begins there


def is_odd(char: str) -> bool:
    """Tell whether `unfolded` can't know that a character was written so.

    >>> [char for char in "Ａ股，2.5 ％" if is_odd(char)]
    ['Ａ', ' ', '％']
    """
    folded = FOLDS[char]
    return WRITTEN.get(folded, folded) != char


def unfolded(text: str, odd: Iterable[Odd]) -> tuple[str, Places]:
    """Return a folded text as it was written, and where there each of its characters comes from.

    `odd` are the characters that are odd (`is_odd`), in their order.

    >>> unfolded("a股,2.5%", [(0, "Ａ"), (6, " "), (6, "％")])[0]
    'Ａ股，2.5 ％'
    """
    for folded, written in WRITTEN.items():
        text = text.replace(folded, written)
    pieces: list[str] = []
    uneven: list[tuple[int, int]] = []
    at = 0
    for place, char in odd:
        pieces.append(text[at:place])
        pieces.append(char)
        at = place + 1
        if (became := len(FOLDS[char])) != 1:
            uneven.append((place, became))
            at = place + became
    pieces.append(text[at:])
    return "".join(pieces), Offsets(len(text), uneven) if uneven else range(len(text))
