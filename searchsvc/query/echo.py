"""Query → text: the tree as a Chinese reader would type it, which parses to the same tree."""

from itertools import accumulate, zip_longest

from searchsvc.query import fields, measures
from searchsvc.query.grammar import COMPARES, SCOPES, escaped, listed, quoted
from searchsvc.query.nodes import And, Dates, Everything, Figures, Leaf, Near, Node, Not, Or, Same, Text, Values, Wild


def echo(node: Node) -> str:
    """Return the canonical form of a tree: 且 或 非, half-width brackets and quotes, full-width colon.

    `且` within `或` stands in brackets though it need not.

    >>> echo(Or((And((Text("大同"), Text("三个一批", exact=True))), Not(Text("太原")))))
    '(大同 且 "三个一批") 或 非 太原'
    """
    match node:
        case And():
            return " 且 ".join(map(_clause, node.clauses))
        case Or():
            return " 或 ".join(map(_clause, node.clauses))
        case Not():
            return f"非 {_clause(node.clause)}"
        case Same():
            return f"{SCOPES[node.scope]}({echo(node.clause)})"
        case _:
            return _leaf(node)


def _leaf(node: Leaf) -> str:
    match node:
        case Everything():
            return "*"
        case Text():
            return _of(node.field, _text(node))
        case Values():
            return _of(node.facet, ",".join(map(listed, node.values)))
        case Dates():
            return _of("date", node.first if node.first == node.last else f"{node.first or ''}..{node.last or ''}")
        case Figures():
            return measures.labelled(node.name) + _limits(node)
        case Near():
            return _of(node.field, f"{quoted(' '.join(node.texts))}~{node.distance}")
        case Wild():
            return _of(node.field, _run(node))


def _text(node: Text) -> str:
    return quoted(node.text) + "~" * node.yielding if node.exact else escaped(node.text)


def _limits(node: Figures) -> str:
    """Return the sign and amount of a comparison, or a range."""
    least, most = node.least, node.most
    if least and most:
        return f"={least.said}" if least == most else f"：{least.said}..{most.said}"
    sign, limit = (">", least) if least else ("<", most)
    return f"{sign}{'=' if limit and limit.reached else ''}{limit.said if limit else ''}"


def _run(node: Wild) -> str:
    pieces = [piece for pair in zip_longest(node.texts, node.gaps, fillvalue="") for piece in pair]
    ends = [0, *accumulate(map(len, pieces))]
    wilds = {place for number in range(1, len(pieces), 2) for place in range(ends[number], ends[number + 1])}
    return escaped("".join(pieces), wilds)


def _clause(node: Node) -> str:
    return f"({echo(node)})" if isinstance(node, And | Or) else echo(node)


def _of(field: str | None, shown: str | None) -> str:
    """Return what is shown behind its field's name; a sign that it begins with is text."""
    said = shown or ""
    if not field:
        return said
    escape = "\\" if COMPARES.match(said) else ""
    return f"{fields.labelled(field)}：{escape}{said}"
