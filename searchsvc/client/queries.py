"""How a query was understood, read from the JSON that `output.understood` makes of it."""

from dataclasses import replace
from datetime import date

from searchsvc.client.wire import Record
from searchsvc.messages import Message
from searchsvc.query import nodes, parse
from searchsvc.query.aliases import Aliases

_ANY_DAY = date(2000, 1, 1)  # an echo has no relative dates


def understood(record: Record) -> nodes.Query:
    """Return how a query was understood; its tree is that of the echo, which is itself a query."""
    echo = parse(record["parsed"], today=_ANY_DAY, aliases=Aliases({}))
    warnings = tuple(nodes.Warned(message(said), 0) for said in record["warnings"])
    return replace(echo, text=record["q"], parsed=record["parsed"], warnings=warnings)


def message(said: str) -> Message:
    """Return what a service said, in the one language that it was asked in."""
    return Message(said, said)
