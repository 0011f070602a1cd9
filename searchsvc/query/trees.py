"""Nodes put together: flat, each clause once, never an And or Or of a single one."""

from collections.abc import Iterable
from dataclasses import replace

from searchsvc.query.echo import echo
from searchsvc.query.nodes import And, Node, Not, Or, Values


def all_of(nodes: Iterable[Node]) -> Node | None:
    """Return what matches all of them, None where there is none."""
    flat = [clause for node in nodes for clause in (node.clauses if isinstance(node, And) else (node,))]
    clauses = tuple({echo(clause): clause for clause in reversed(flat)}.values())[::-1]
    return And(clauses) if len(clauses) > 1 else next(iter(clauses), None)


def any_of(nodes: Iterable[Node]) -> Node | None:
    """Return what matches any of them, None where there is none; the values of one facet are one clause."""
    found: dict[str, Node] = {}
    for node in nodes:
        for clause in node.clauses if isinstance(node, Or) else (node,):
            key = f"{clause.facet}:" if isinstance(clause, Values) else echo(clause)
            found[key] = _merged(found[key], clause) if key in found else clause
    clauses = tuple(found.values())
    return Or(clauses) if len(clauses) > 1 else next(iter(clauses), None)


def none_of(node: Node) -> Node:
    """Return what does not match; twice is not at all."""
    return node.clause if isinstance(node, Not) else Not(node)


def _merged(first: Node, second: Node) -> Node:
    if isinstance(first, Values) and isinstance(second, Values):
        return replace(first, values=tuple(dict.fromkeys(first.values + second.values)))
    return first
