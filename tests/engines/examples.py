"""Short ways to say documents, changes and requests."""

from datetime import date

from searchsvc import schema
from searchsvc.analysis import fold
from searchsvc.articles import Article, Paragraph
from searchsvc.engines.base import Change, Choice, Contains, Engine, Expression, HasValue, Published, Request
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
