"""Wildcards in a run: the strings between them, and whether a question mark is one."""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from searchsvc.analysis import fold
from searchsvc.query.lexer import Token

MOST = 8  # wildcards in a run
_ASKED = re.compile("[吗呢么谁哪何几怎啥]|多少|[是能可应]否")  # a question mark behind these ends a question
_RUN_END = re.compile(r"[a-z0-9]\Z")


class Cut(NamedTuple):
    """A run cut at its wildcards; there is one more of them than between the pieces where the rest of a run follows."""

    pieces: tuple[Token, ...]
    gaps: tuple[str, ...]

    @property
    def asks(self) -> bool:
        """Tell whether a question ends at one of the wildcards."""
        pairs = zip(self.pieces, self.gaps, strict=False)
        return any("?" in gap and _ASKED.search(fold(piece.text).text) for piece, gap in pairs)


def cut(token: Token) -> Cut:
    """Cut a run at its wildcards, those between its strings and a `*` behind a letter or digit at its end.

    >>> cut(Token("word", "大同*?区*", 0, 6, places=tuple(range(6)), wilds=(2, 3, 5))).gaps
    ('?*',)
    >>> cut(Token("word", "V300*", 0, 5, places=tuple(range(5)), wilds=(4,))).gaps
    ('*',)
    """
    if not token.wilds:
        return Cut((token,), ())
    pieces, gaps = list[Token](), list[str]()
    for wild, group in groupby(range(len(token.text)), key=token.wilds.__contains__):
        places = list(group)
        if not wild:
            pieces.append(_piece(token, places))
        elif pieces:
            gaps.append(_gap(places, token))
    if len(gaps) == len(pieces) > 0:
        gaps[-1:] = ["*"] if "*" in gaps[-1] and _RUN_END.search(fold(pieces[-1].text).text) else []
    return Cut(tuple(pieces), tuple(gaps))


def _piece(token: Token, places: Sequence[int]) -> Token:
    within = slice(places[0], places[-1] + 1)
    return token._replace(text=token.text[within], places=token.places[within], wilds=())


def _gap(places: Sequence[int], token: Token) -> str:
    """Return the wildcards of a gap in one order, `?` first, and one `*` for many."""
    single = sum(token.text[place] in "?？" for place in places)
    return "?" * single + "*" * (single < len(places))
