"""Text → Query: what a person typed, understood, repaired and told back."""

import re
from datetime import date

from searchsvc.errors import BadQuery
from searchsvc.messages import Message
from searchsvc.query.aliases import Aliases, packaged
from searchsvc.query.echo import echo
from searchsvc.query.grammar import LIMIT
from searchsvc.query.nodes import Query, Warned
from searchsvc.query.parser import Parser

__all__ = ["parse"]

TOO_LONG = Message(
    f"检索式过长（上限 {LIMIT} 个字符），此处以后已略过。",
    f"The query is too long (at most {LIMIT} characters); what follows here was left out.",
)
_HALVES = re.compile("[\ud800-\udfff]")  # half a character, which no output could carry


def parse(text: str, *, today: date, strict: bool = False, aliases: Aliases | None = None) -> Query:
    """Understand any text as a query; relative dates count from `today`, `aliases` None are the package's.

    Raises BadQuery with the first warning and its position where `strict`, and nothing otherwise.

    >>> parse("城市:大同 “三个一批” -太原", today=date(2025, 2, 24)).parsed
    '城市：大同 且 "三个一批" 且 非 太原'
    """
    known = packaged() if aliases is None else aliases
    text = _HALVES.sub("\ufffd", text)
    end = min(len(text), LIMIT)
    query = _understood(text, end, today, known)
    while len(query.parsed) > LIMIT:
        end = end * LIMIT // len(query.parsed)
        query = _understood(text, end, today, known)
    if strict and query.warnings:
        raise BadQuery(query.warnings[0].message, query.warnings[0].position)
    return query


def _understood(text: str, end: int, today: date, aliases: Aliases) -> Query:
    parser = Parser(text[:end], today, aliases)
    root = parser.parse()
    cut = [Warned(TOO_LONG, end)] if end < len(text) else []
    once: dict[Message, Warned] = {}
    for warned in sorted([*parser.warnings, *cut], key=lambda warned: warned.position):
        once.setdefault(warned.message, warned)
    return Query(text, root, echo(root), tuple(once.values()))
