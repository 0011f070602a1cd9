"""Nodes put together: flat, each clause once, never an And or Or of a single one."""

from collections.abc import Iterable
from dataclasses import replace

from searchsvc.query.echo import echo
from searchsvc.query.nodes import And, Node, Not, Or, Same, Text, Values


def all_of(nodes: Iterable[Node]) -> Node | None:
    """Return what matches all of them, None where there is none."""
    every = _clauses(nodes, And)
    if len(every) < 2:
        return every[0] if every else None
    found: dict[str, Node] = {}
    for clause in every:
        found.setdefault(echo(clause), clause)
    clauses = tuple(found.values())
    return And(clauses) if len(clauses) > 1 else clauses[0]


def any_of(nodes: Iterable[Node]) -> Node | None:
    """Return what matches any of them, None where there is none; the values of one facet are one clause."""
    every = _clauses(nodes, Or)
    if len(every) < 2:
        return every[0] if every else None
    found: dict[str, Node] = {}
    for clause in every:
        key = f"{clause.facet}:" if isinstance(clause, Values) else echo(clause)
        found[key] = _merged(found[key], clause) if key in found else clause
    clauses = tuple(found.values())
    return Or(clauses) if len(clauses) > 1 else clauses[0]


def none_of(node: Node) -> Node:
    """Return what does not match; twice is not at all."""
    return node.clause if isinstance(node, Not) else Not(node)


def plain(node: Node) -> bool:
    """Tell whether a tree asks for text and nothing else, wherever it stands."""
    match node:
        case And() | Or():
            return all(map(plain, node.clauses))
        case _:
            return isinstance(node, Text) and node.field is None


def brackets(node: Node) -> int:
    """Return how many levels of brackets a tree needs.

    >>> from searchsvc.query.nodes import Text
    >>> brackets(And((Text("煤"), Or((Text("大同"), Not(And((Text("太原"), Text("阳泉")))))))))
    2
    """
    match node:
        case And():
            return max(brackets(clause) + isinstance(clause, Or) for clause in node.clauses)
        case Or():
            return max(map(brackets, node.clauses))
        case Not():
            return brackets(node.clause) + isinstance(node.clause, And | Or)
        case Same():
            return brackets(node.clause) + 1
        case _:
            return 0


def opened(node: Node) -> list[list[Node]]:
    """Return the alternatives of clauses that a tree is made of, its outermost brackets taken off."""
    match node:
        case Or():
            return [list(clause.clauses) if isinstance(clause, And) else [clause] for clause in node.clauses]
        case And():
            return [list(node.clauses)]
        case Same() | Not():
            return opened(node.clause)
        case _:
            return [[node]]


def _clauses(nodes: Iterable[Node], kind: type[And | Or]) -> list[Node]:
    """Return the nodes, of each of a kind what it is made of."""
    return [clause for node in nodes for clause in (node.clauses if isinstance(node, kind) else (node,))]


def _merged(first: Node, second: Node) -> Node:
    if isinstance(first, Values) and isinstance(second, Values):
        return replace(first, values=tuple(dict.fromkeys(first.values + second.values)))
    return first
