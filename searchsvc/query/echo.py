"""Query → text: the tree as a Chinese reader would type it, which parses to the same tree."""

from searchsvc.query import fields
from searchsvc.query.grammar import escaped, listed, quoted
from searchsvc.query.nodes import And, Dates, Everything, Node, Not, Or, Text, Values


def echo(node: Node) -> str:
    """Return the canonical form of a tree: 且 或 非, half-width brackets and quotes, full-width colon.

    `且` within `或` stands in brackets though it need not.

    >>> echo(Or((And((Text("大同"), Text("三个一批", exact=True))), Not(Text("太原")))))
    '(大同 且 "三个一批") 或 非 太原'
    """
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
            return " 且 ".join(map(_clause, node.clauses))
        case Or():
            return " 或 ".join(map(_clause, node.clauses))
        case Not():
            return f"非 {_clause(node.clause)}"


def _clause(node: Node) -> str:
    return f"({echo(node)})" if isinstance(node, And | Or) else echo(node)


def _of(field: str | None, shown: str | None) -> str:
    return f"{fields.labelled(field)}：{shown}" if field else f"{shown}"
