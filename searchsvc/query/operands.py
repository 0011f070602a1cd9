"""Tokens → leaves: what a run, a quoted run or a field asks for; what is none becomes text, with a warning."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from searchsvc.analysis import fold
from searchsvc.messages import Message
from searchsvc.query import measures, wildcards
from searchsvc.query.aliases import Aliases
from searchsvc.query.dates import days
from searchsvc.query.fields import canonical
from searchsvc.query.lexer import Kind, Token
from searchsvc.query.lexicon import LONGEST
from searchsvc.query.nodes import Dates, Figures, Near, Node, Text, Values, Warned, Wild
from searchsvc.query.trees import all_of, any_of

REVERSED = Message("起止日期颠倒，已对调。", "The dates of the range were the wrong way round; they were swapped.")
DESCENDING = Message("起止数值颠倒，已对调。", "The amounts of the range were the wrong way round; they were swapped.")
TOO_WILD = Message(
    f"一个词里最多 {wildcards.MOST} 处通配符，此处按文字检索。",
    f"A run takes at most {wildcards.MOST} wildcards; this one was searched as text.",
)
TEXT = Message(
    f"“~”要紧跟 2 到 {LONGEST} 个汉字或拼音，此处按文字检索。",
    f"A '~' stands behind 2 to {LONGEST} Han characters or letters of pinyin; it was searched as text.",
)
_SPELLED = re.compile(f"[a-z\u4e00-\u9fff]{{2,{LONGEST}}}")  # what sounds somehow
Alikes = Callable[[str], Sequence[str]]  # a folded run → those that it is like


@dataclass(frozen=True, slots=True)
class Reader:
    """What the operands of one query are read with; its repairs are added to `warnings`.

    `sentence` tells whether sentence punctuation stands in the query, so that it may have been pasted.
    """

    text: str
    today: date
    aliases: Aliases
    alikes: Alikes
    sentence: bool
    warnings: list[Warned]

    def read(self, token: Token) -> Node | None:
        """Return what an operand asks for, None where it says nothing."""
        return _READ[token.kind](self, token)

    def warn(self, message: Message, position: int, *, repair: bool = True) -> None:
        """Note what was repaired, or else what was taken."""
        self.warnings.append(Warned(message, position, repair))

    def word(self, token: Token) -> Node | None:
        """Return a run with its wildcards; in what was pasted they are punctuation."""
        pieces, gaps = cut = wildcards.cut(token)
        if len(gaps) > wildcards.MOST:
            self.warn(TOO_WILD, token.start)
        elif gaps and not self.sentence and not cut.asks and all(fold(piece.text).text for piece in pieces):
            key = token.field.key if token.field else None
            span = (token.places[0], token.places[-1] + 1)
            return Wild(tuple(piece.text for piece in pieces), gaps, key, span)
        return all_of(node for piece in pieces if (node := self.run(piece)))

    def run(self, token: Token) -> Node | None:
        """Return a run, cut at the aliases in it; a piece without letter, digit or Han character says nothing."""
        return all_of(
            _either(token, piece.start, piece.end, piece.others)
            for piece in self.aliases.pieces(token.text)
            if any(map(str.isalnum, fold(token.text[piece.start : piece.end]).text))
        )

    def alike(self, token: Token) -> Node | None:
        """Return a run and those that it is like, each as a phrase; in what was pasted the `~` is punctuation."""
        run = fold(token.text[:-1]).text
        if self.sentence:
            return self.word(token)
        if token.wilds or not _SPELLED.fullmatch(run):
            self.warn(TEXT, token.end - 1)
            return self.word(token)
        others = self.alikes(run)
        self.warn(_taken(token.text[:-1], others), token.start, repair=False)
        key = token.field.key if token.field else None
        span = (token.places[0], token.places[-1] + 1)
        return any_of(Text(text, True, key, span) for text in (token.text[:-1], *others))

    def exact(self, token: Token) -> Node:
        """Return a quoted run; its span is what stands between the quotes."""
        key = token.field.key if token.field else None
        span = (token.start + 1, token.start + 1 + len(token.text))
        return Text(token.text, True, key, span, yielding=token.sign == "~")

    def near(self, token: Token) -> Node:
        """Return strings that stand near each other."""
        key = token.field.key if token.field else None
        return Near(token.values, int(token.sign), key, (token.start, token.end))

    def values(self, token: Token) -> Node:
        """Return values of a facet as it spells them."""
        key = token.field.key if token.field else ""
        values = dict.fromkeys(canonical(key, value) for value in token.values)
        return Values(key, tuple(values), (token.start, token.end))

    def dates(self, token: Token) -> Node | None:
        """Return the days of a date; what is none becomes text with the field's name before it."""
        found = days(token.text, token.sign, self.today)
        if found is None:
            said = f"{token.text[:20]}…" if len(token.text) > 20 else token.text
            zh, en = f"“{said}”不是日期，按文字检索。", f"{said!r} is no date; it was searched as text."
            self.warn(Message(zh, en), token.start)
            return self.literal(token)
        if found.swapped:
            self.warn(REVERSED, token.start)
        first, last = (day.isoformat() if day else None for day in (found.first, found.last))
        return Dates(first, last, (token.start, token.end))

    def figures(self, token: Token) -> Node | None:
        """Return a range of amounts; what is none becomes text with the name before it."""
        key = token.field.key if token.field else ""
        found = measures.read(token.text, token.sign, key)
        if isinstance(found, Message):
            self.warn(found, token.start)
            return self.literal(token)
        if found.swapped:
            self.warn(DESCENDING, token.start)
        return Figures(key, found.base, found.least, found.most, (token.start, token.end))

    def literal(self, token: Token) -> Node | None:
        """Return the operand of a field, and the field's name before it, as text."""
        places = tuple(at for at in range(token.start, token.end) if not self.text[at].isspace())
        return self.run(Token("word", "".join(self.text[at] for at in places), token.start, token.end, places=places))


_READ: Mapping[Kind, Callable[[Reader, Token], Node | None]] = {
    "word": Reader.word,
    "alike": Reader.alike,
    "exact": Reader.exact,
    "near": Reader.near,
    "values": Reader.values,
    "figures": Reader.figures,
    "dates": Reader.dates,
}


def _taken(run: str, others: Sequence[str]) -> Message:
    if not others:
        return Message(f"没有与“{run}”音近或形近的词。", f"No word sounds or looks like {run!r}.")
    zh, en = "、".join(others), ", ".join(others)
    return Message(
        f"与“{run}”音近或形近的一并检索：{zh}。", f"Searched beside {run!r}, as they sound or look alike: {en}."
    )


def _either(token: Token, start: int, end: int, others: Iterable[str]) -> Node:
    """Return a piece of a run as typed, or any of its other forms as a phrase."""
    key = token.field.key if token.field else None
    span = (token.places[start], token.places[end - 1] + 1)
    typed = Text(token.text[start:end], False, key, span)
    return any_of([typed, *(Text(other, True, key, span) for other in others)]) or typed
