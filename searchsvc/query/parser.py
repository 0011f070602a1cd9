"""Tokens → tree: not before and, and before or; what does not fit becomes text, with a warning."""

from collections.abc import Callable, Mapping
from datetime import date

from searchsvc.analysis import fold
from searchsvc.messages import Message
from searchsvc.query.aliases import Aliases
from searchsvc.query.grammar import NESTING
from searchsvc.query.groups import Group
from searchsvc.query.lexer import Kind, Token, lex
from searchsvc.query.nodes import And, Everything, Node, Or, Text, Warned
from searchsvc.query.operands import Alikes, Reader
from searchsvc.query.trees import brackets, plain

UNOPENED = Message("多了一个右括号，已略过。", "A closing bracket closes nothing and was passed over.")
UNCLOSED = Message("左括号没有结束，已在末尾补上。", "A bracket is not closed; it was closed at the end.")
TOO_DEEP = Message(f"括号最多 {NESTING} 层，此处的已略过。", f"Brackets beyond {NESTING} levels were passed over.")
NOTHING = Message(
    "没有可检索的文字，列出全部；要找符号请加引号。", "There is no text to search; put symbols in quotes."
)


class Parser:
    """One parse: the groups that are open, the warnings so far, and what was taken for an operator."""

    def __init__(self, text: str, today: date, aliases: Aliases, alikes: Alikes) -> None:
        self.text, self.tokens = text, list(lex(text))
        self.groups = [Group(0)]
        self.warnings: list[Warned] = []
        self.operators: list[Token] = []
        sentence = any(token.kind == "mark" for token in self.tokens)
        self.reader = Reader(text, today, aliases, alikes, sentence, self.warnings)

    def parse(self) -> Node:
        """Return the tree of the whole text."""
        for token in self.tokens:
            if token.flaw:
                self.warn(token.flaw, token.start)
            if not (self.reader.sentence and token.kind == "pipe"):
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

    def warn(self, message: Message, position: int) -> None:
        """Note what was repaired."""
        self.warnings.append(Warned(message, position))

    def mark(self, token: Token) -> None:
        """Pass over punctuation."""

    def open(self, token: Token) -> None:
        """Begin a group."""
        scope = token.text.rstrip("(（").rstrip()
        self.operators += [token] if scope or token.field else []
        self.groups.append(Group(token.start, scope))

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
        self.negate(token)
        if not self.groups[-1].alternatives[-1]:
            self.settle()

    def negate(self, token: Token) -> None:
        """Note an operator before a clause."""
        self.groups[-1].pending.append(token)
        self.operators.append(token)

    def settle(self) -> None:
        """Make text of the last word that waits as an operator for something that will not come."""
        group = self.groups[-1]
        while group.pending:
            token = group.pending.pop()
            self.operators.remove(token)
            if token.text.isalnum():
                zh, en = (
                    f"“{token.text}”没有连接的内容，按文字检索。",
                    f"{token.text!r} joins nothing; it was searched as text.",
                )
                self.warn(Message(zh, en), token.start)
                group.add(Text(token.text, span=(token.start, token.end)))

    def operand(self, token: Token) -> None:
        """Add a run, a quoted run, or the operand of a field."""
        node = self.reader.read(token)
        if node:
            self.groups[-1].add(node)
            self.operators += [token] if _operates(token, node) else []


def _operates(token: Token, node: Node) -> bool:
    """Tell whether an operand is more than text; in the brackets of a field, whose name is noted, it may be no more."""
    if token.kind in ("word", "exact") and token.field:
        return token.named is not None or not isinstance(node, Text | And | Or)
    return token.kind == "alike" or not plain(node)


_TAKEN: Mapping[Kind, Callable[[Parser, Token], None]] = {
    "open": Parser.open,
    "close": Parser.close,
    "and": Parser.join,
    "or": Parser.join,
    "pipe": Parser.join,
    "not": Parser.negate,
    "mark": Parser.mark,
}
