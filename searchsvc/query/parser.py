"""Tokens → tree: not before and, and before or; what does not fit becomes text, with a warning."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from searchsvc.analysis import fold
from searchsvc.messages import Message
from searchsvc.query import measures, wildcards
from searchsvc.query.aliases import Aliases
from searchsvc.query.dates import days
from searchsvc.query.fields import canonical
from searchsvc.query.grammar import NESTING
from searchsvc.query.groups import Group
from searchsvc.query.lexer import Kind, Token, lex
from searchsvc.query.lexicon import LONGEST
from searchsvc.query.nodes import Dates, Everything, Figures, Near, Node, Text, Values, Warned, Wild
from searchsvc.query.trees import all_of, any_of, brackets

UNOPENED = Message("多了一个右括号，已略过。", "A closing bracket closes nothing and was passed over.")
UNCLOSED = Message("左括号没有结束，已在末尾补上。", "A bracket is not closed; it was closed at the end.")
TOO_DEEP = Message(f"括号最多 {NESTING} 层，此处的已略过。", f"Brackets beyond {NESTING} levels were passed over.")
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
NOTHING = Message(
    "没有可检索的文字，列出全部；要找符号请加引号。", "There is no text to search; put symbols in quotes."
)
_SPELLED = re.compile(f"[a-z\u4e00-\u9fff]{{2,{LONGEST}}}")  # what sounds somehow
Alikes = Callable[[str], Sequence[str]]  # a folded run → those that it is like


class Parser:
    """One parse: the groups that are open, and the warnings so far."""

    def __init__(self, text: str, today: date, aliases: Aliases, alikes: Alikes) -> None:
        self.text, self.today, self.aliases, self.alikes = text, today, aliases, alikes
        self.groups = [Group(0)]
        self.sentence = False  # whether sentence punctuation stands in it, so that it may have been pasted
        self.warnings: list[Warned] = []

    def parse(self) -> Node:
        """Return the tree of the whole text."""
        tokens = list(lex(self.text))
        self.sentence = any(token.kind == "mark" for token in tokens)
        for token in tokens:
            if token.flaw:
                self.warn(token.flaw, token.start)
            if not (self.sentence and token.kind == "pipe"):
                _TAKEN.get(token.kind, Parser.operand)(self, token)
        while len(self.groups) > 1:
            self.warn(UNCLOSED, self.groups[-1].start)
            self.shut()
        return self.end()

    def end(self) -> Node:
        """Return the tree of the outermost group."""
        self.settle()
        root = self.groups[0].node()
        if root is None and fold(self.text).text not in ("", "*"):
            self.warn(NOTHING, 0)
        return root or Everything()

    def warn(self, message: Message, position: int, *, repair: bool = True) -> None:
        """Note what was repaired, or else what was taken."""
        self.warnings.append(Warned(message, position, repair))

    def mark(self, token: Token) -> None:
        """Pass over punctuation."""

    def open(self, token: Token) -> None:
        """Begin a group."""
        self.groups.append(Group(token.start, token.text.rstrip("(（").rstrip()))

    def close(self, token: Token) -> None:
        """End a group."""
        if len(self.groups) > 1:
            self.shut()
        else:
            self.warn(UNOPENED, token.start)

    def shut(self) -> None:
        """Make the innermost group a clause of the one around it; what needs too many brackets goes in without."""
        self.settle()
        group = self.groups.pop()
        node = group.node()
        if node and brackets(self.groups[-1].clause(node)) > NESTING:
            self.warn(TOO_DEEP, group.start)
        if node:
            self.groups[-1].take(node)

    def join(self, token: Token) -> None:
        """Note an operator between two sides; without a left one it is text."""
        self.settle()
        self.groups[-1].pending.append(token)
        if not self.groups[-1].alternatives[-1]:
            self.settle()

    def negate(self, token: Token) -> None:
        """Note an operator before a clause."""
        self.groups[-1].pending.append(token)

    def settle(self) -> None:
        """Make text of the last word that waits as an operator for something that will not come."""
        group = self.groups[-1]
        while group.pending:
            token = group.pending.pop()
            if token.text.isalnum():
                zh, en = (
                    f"“{token.text}”没有连接的内容，按文字检索。",
                    f"{token.text!r} joins nothing; it was searched as text.",
                )
                self.warn(Message(zh, en), token.start)
                group.add(Text(token.text, span=(token.start, token.end)))

    def operand(self, token: Token) -> None:
        """Add a run, a quoted run, or the operand of a field."""
        node = _READ[token.kind](self, token)
        if node:
            self.groups[-1].add(node)

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


_TAKEN: Mapping[Kind, Callable[[Parser, Token], None]] = {
    "open": Parser.open,
    "close": Parser.close,
    "and": Parser.join,
    "or": Parser.join,
    "pipe": Parser.join,
    "not": Parser.negate,
    "mark": Parser.mark,
}
_READ: Mapping[Kind, Callable[[Parser, Token], Node | None]] = {
    "word": Parser.word,
    "alike": Parser.alike,
    "exact": Parser.exact,
    "near": Parser.near,
    "values": Parser.values,
    "figures": Parser.figures,
    "dates": Parser.dates,
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
