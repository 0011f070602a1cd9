"""Text → Query: what a person typed, understood, repaired and told back."""

import re
from datetime import date

from searchsvc.errors import BadQuery
from searchsvc.messages import Message
from searchsvc.query.aliases import Aliases, packaged
from searchsvc.query.echo import echo
from searchsvc.query.grammar import ALIKE, LIMIT
from searchsvc.query.lexicon import tables as known
from searchsvc.query.nodes import Query, Warned
from searchsvc.query.operands import Alikes
from searchsvc.query.parser import Parser

__all__ = ["parse"]

TOO_LONG = Message(
    f"检索式过长（上限 {LIMIT} 个字符），此处以后已略过。",
    f"The query is too long (at most {LIMIT} characters); what follows here was left out.",
)
_HALVES = re.compile("[\ud800-\udfff]")  # half a character, which no output could carry


def parse(
    text: str, *, today: date, strict: bool = False, aliases: Aliases | None = None, alikes: Alikes | None = None
) -> Query:
    """Understand any text as a query; relative dates count from `today`, `aliases` None are the package's,
    `alikes` (what a run with `~` is like) None the names of places and zones.

    Raises BadQuery with the first repair and its position where `strict`, and nothing otherwise.

    >>> parse("城市:大同 “三个一批” -太原", today=date(2025, 2, 24)).parsed
    '城市：大同 且 "三个一批" 且 非 太原'
    """
    tables = packaged() if aliases is None else aliases, _places if alikes is None else alikes
    text = _HALVES.sub("\ufffd", text)
    end = min(len(text), LIMIT)
    query = _understood(text, end, today, *tables)
    while len(query.parsed) > LIMIT:
        end = end * LIMIT // len(query.parsed)
        query = _understood(text, end, today, *tables)
    for warned in query.warnings:
        if strict and warned.repair:
            raise _refused(warned)
    return query


def _refused(warned: Warned) -> BadQuery:
    said = Message(f"严格检索不作这样的修补：{warned.message.zh}", f"Strict takes no such repair: {warned.message.en}")
    hint = Message("请改正检索式，或不要严格检索。", "Mend the query, or do not ask to be strict.")
    return BadQuery(said, warned.position, hint)


def _understood(text: str, end: int, today: date, aliases: Aliases, alikes: Alikes) -> Query:
    parser = Parser(text[:end], today, aliases, alikes)
    root = parser.parse()
    cut = [Warned(TOO_LONG, end)] if end < len(text) else []
    once: dict[Message, Warned] = {}
    for warned in sorted([*parser.warnings, *cut], key=lambda warned: warned.position):
        once.setdefault(warned.message, warned)
    operators = tuple(text[token.head : token.end] for token in parser.operators)
    return Query(text, root, echo(root), tuple(once.values()), operators)


def _places(run: str) -> tuple[str, ...]:
    return known().near(run, ALIKE)
