"""Wider queries, one thing let go or taken otherwise: a sentence, a distance, quotes, a field, the end of a run."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from searchsvc.analysis import fold
from searchsvc.facets import FACETS
from searchsvc.messages import Message
from searchsvc.query.dates import days
from searchsvc.query.echo import echo
from searchsvc.query.fields import labelled
from searchsvc.query.nodes import And, Dates, Near, Node, Same, Scope, Text, Values, Wild
from searchsvc.query.spoken import spoken
from searchsvc.query.trees import all_of

Way = tuple[Message, Node]

_SCOPES: dict[Scope, Message] = {
    "sentence": Message("不限同一句", "not in one sentence"),
    "paragraph": Message("不限同一段", "not in one paragraph"),
}
_DISTANCE = Message("不限距离", "at any distance")
_RUN_END = re.compile(r"[a-z0-9]\Z")
_QUOTES = Message("去掉引号", "without the quotes")


def wider(root: Node, today: date) -> Iterator[Way]:
    """Yield what is let go of one clause, and the query that is left."""
    clauses = root.clauses if isinstance(root, And) else (root,)
    for place, clause in enumerate(clauses):
        for change, other in filter(None, (way(clause, today) for way in _WAYS)):
            tree = all_of((*clauses[:place], other, *clauses[place + 1 :]))
            if tree:
                yield change, tree


def _scattered(clause: Node, today: date) -> Way | None:
    match clause:
        case Same():
            return _SCOPES[clause.scope], clause.clause
        case Near():
            return _DISTANCE, And(tuple(Text(text, True, clause.field) for text in clause.texts))
        case _:
            return None


def _unquoted(clause: Node, today: date) -> Way | None:
    match clause:
        case Text(exact=True, yielding=False):
            return _QUOTES, replace(clause, exact=False)
        case _:
            return None


def _anywhere(clause: Node, today: date) -> Way | None:
    match clause:
        case Text(field=str(field)):
            label = labelled(field)
            return Message(f"不限{label}", f"in any part, not {field} alone"), replace(clause, field=None)
        case _:
            return None


def _unfiled(clause: Node, today: date) -> Way | None:
    """A value that no article is filed under may stand in their text: not every source is told beside its articles."""
    match clause:
        case Values(facet=facet, values=(value,)) if facet in FACETS:
            return Message(f"按文字查找“{value}”", f"find {value!r} as text"), Text(value, exact=True)
        case _:
            return None


def _begun(clause: Node, today: date) -> Way | None:
    """A run of letters and digits is matched whole; those that go on may be meant."""
    match clause:
        case Text(text=said) if _RUN_END.search(fold(said).text):
            return Message(f"以“{said}”开头的", f"beginning with {said!r}"), Wild((said,), ("*",), clause.field)
        case _:
            return None


def _dated(clause: Node, today: date) -> Way | None:
    match clause:
        case Text(exact=False, field=None, text=said) if found := days(said, "", today):
            first, last = (day.isoformat() if day else None for day in found[:2])
            return Message(f"按日期查找{said}", f"published {said}"), Dates(first, last)
        case _:
            return None


def _measured(clause: Node, today: date) -> Way | None:
    """What is said of an amount in words may be meant of any figure that meets it."""
    match clause:
        case Text(exact=False, field=None, text=said) if found := spoken(said):
            return Message(f"按数值查找 {echo(found)}", f"as a figure, {echo(found)}"), found
        case _:
            return None


_WAYS: tuple[Callable[[Node, date], Way | None], ...] = (
    _scattered,
    _unquoted,
    _anywhere,
    _unfiled,
    _begun,
    _dated,
    _measured,
)
