"""Short ways to say documents, changes and requests."""

import re
from datetime import date

from searchsvc import schema
from searchsvc.analysis import SPREAD, Gap, Pattern, fold
from searchsvc.articles import Article, Paragraph
from searchsvc.engines.base import Change, Choice, Engine, Request
from searchsvc.engines.expressions import (
    Contains,
    Expression,
    HasFigure,
    HasValue,
    Limit,
    Near,
    Published,
    Wild,
    Within,
)
from searchsvc.schema import Document


def document(id: str, *paragraphs: str, **fields) -> Document:  # noqa: A002 - an article's own word
    return schema.document(Article(id=id, paragraphs=tuple(map(Paragraph, paragraphs)), **fields))


def changes(*documents: Document, after: int = 0) -> list[Change]:
    return [Change(number, one.id, one) for number, one in enumerate(documents, after + 1)]


def fill(engine: Engine, *documents: Document) -> None:
    after = engine.sequence
    engine.apply(changes(*documents, after=after), after + len(documents))


def contains(text: str, *fields: str) -> Contains:
    return Contains(fold(text), frozenset(fields) or None)


def near(distance: int, *texts: str) -> Near:
    return Near(tuple(map(fold, texts)), distance)


def wild(text: str, *fields: str) -> Wild:
    """Return what `大同*区` means; at the end `*` is the rest of a run."""
    strings = tuple(map(fold, re.split("[*?]", text.removesuffix("*"))))
    signs = re.findall("[*?]", text.removesuffix("*"))
    gaps = tuple(Gap(1, 1) if sign == "?" else Gap(0, SPREAD) for sign in signs)
    return Wild(Pattern(strings, gaps, text.endswith("*")), frozenset(fields) or None)


def sentence(clause: Expression) -> Within:
    return Within("sentence", clause)


def paragraph(clause: Expression) -> Within:
    return Within("paragraph", clause)


def figure(name: str, sign: str, amount: float, base: str | None = "元") -> HasFigure:
    """Return what `投资>10亿` means, by the metric's own name and the base unit."""
    limit = Limit(amount, sign in (">=", "<=", "="))
    return HasFigure(
        name, base, limit if sign in (">", ">=", "=") else None, limit if sign in ("<", "<=", "=") else None
    )


def has(facet: str, *values: str | None) -> HasValue:
    return HasValue(facet, frozenset(values))


def only(*values: str | None) -> Choice:
    return Choice(only=frozenset(values))


def never(*values: str | None) -> Choice:
    return Choice(never=frozenset(values))


def days(first: str | None, last: str | None) -> Published:
    return Published(*(date.fromisoformat(day).toordinal() if day else None for day in (first, last)))


def found(engine: Engine, match: Expression, **request) -> list[str]:
    """Return the ids of a page in order; without a sort they come by date and sequence, nothing being scored."""
    return [hit.id for hit in engine.search(Request(match=match, **request)).hits]
