"""Query → text: the tree as a Chinese reader would type it, which parses to the same tree."""

from searchsvc.query import fields
from searchsvc.query.grammar import NESTING, escaped, listed, quoted
from searchsvc.query.nodes import And, Dates, Everything, Node, Not, Or, Text, Values


def echo(node: Node) -> str:
    """Return the canonical form of a tree: 且 或 非, half-width brackets and quotes, full-width colon.

    `且` within `或` stands in brackets though it need not, unless that made more levels of them than are read.

    >>> echo(Or((And((Text("大同"), Text("三个一批", exact=True))), Not(Text("太原")))))
    '(大同 且 "三个一批") 或 非 太原'
    """
    return _shown(node, () if _levels(node) > NESTING else (And,))


def _shown(node: Node, bracketed: tuple[type[Node], ...]) -> str:
    match node:
        case Everything():
            return "*"
        case Text():
            return _of(node.field, quoted(node.text) if node.exact else escaped(node.text))
        case Values():
            return _of(node.facet, ",".join(map(listed, node.values)))
        case Dates():
            return _of("date", node.first if node.first == node.last else f"{node.first or ''}..{node.last or ''}")
        case And():
            return " 且 ".join(_inner(clause, bracketed, (Or,)) for clause in node.clauses)
        case Or():
            return " 或 ".join(_inner(clause, bracketed, bracketed) for clause in node.clauses)
        case Not():
            return f"非 {_inner(node.clause, bracketed, (And, Or))}"


def _inner(node: Node, bracketed: tuple[type[Node], ...], here: tuple[type[Node], ...]) -> str:
    shown = _shown(node, bracketed)
    return f"({shown})" if isinstance(node, here) else shown


def _of(field: str | None, shown: str | None) -> str:
    return f"{fields.labelled(field)}：{shown}" if field else f"{shown}"


def _levels(node: Node) -> int:
    match node:
        case And() | Or():
            return 1 + max(map(_levels, node.clauses), default=0)
        case Not():
            return _levels(node.clause)
        case _:
            return 0
