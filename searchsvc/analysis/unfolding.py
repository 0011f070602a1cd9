"""Unfolding: how a folded text was written, from the characters of it that no rule tells."""

from collections.abc import Sequence

from searchsvc.analysis.folding import FOLDS, Places, traced

# How what these signs are folded to is written nearly everywhere.
WRITTEN = dict(zip(",:;!?()", "，：；！？（）", strict=True))


def is_odd(char: str) -> bool:
    """Tell whether `unfolded` can't know that a character was written so.

    >>> [char for char in "Ａ股，2.5 ％" if is_odd(char)]
    ['Ａ', ' ', '％']
    """
    folded = FOLDS[char]
    return WRITTEN.get(folded, folded) != char


def unfolded(text: str, places: Sequence[int], odd: Sequence[str]) -> tuple[str, Places]:
    """Return a folded text as it was written, and where there each of its characters comes from.

    `odd` are the characters that are odd (`is_odd`), in their order, `places` where they begin in the folded text.

    >>> unfolded("a股,2.5%", (0, 6, 6), "Ａ ％")[0]
    'Ａ股，2.5 ％'
    """
    for folded, written in WRITTEN.items():
        text = text.replace(folded, written)
    if not places:
        return text, range(len(text))
    pieces, uneven, at = list[str](), list[tuple[int, int]](), 0
    for place, char in zip(places, odd, strict=True):
        pieces += text[at:place], char
        at = place + len(FOLDS[char])
        if at != place + 1:
            uneven.append((place, at))
    pieces.append(text[at:])
    return "".join(pieces), traced(len(text), uneven) if uneven else range(len(text))
