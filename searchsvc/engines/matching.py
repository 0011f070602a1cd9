"""Which documents match: the one rule for all engines, and what it demands at least, to find candidates by."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import singledispatch

from searchsvc import analysis
from searchsvc.analysis import Folded
from searchsvc.engines.expressions import (
    And,
    Contains,
    Everything,
    Expression,
    HasFigure,
    HasId,
    HasValue,
    Near,
    Not,
    Or,
    Published,
    Simple,
    Wild,
    Within,
)
from searchsvc.schema import Document, Measured, Part

# What a figure says of its number: the bounds with which it is certain to meet a limit that it equals.
AT_LEAST = {True: ("exact", "about", "above", "at_least"), False: ("above",)}
AT_MOST = {True: ("exact", "about", "below", "at_most"), False: ("below",)}


@singledispatch
def matches(expression: Expression, document: Document) -> bool:
    """Tell whether a document matches an expression; its words are not looked at."""
    raise TypeError(expression)


@matches.register
def _(_expression: Everything, _document: Document) -> bool:
    return True


@matches.register
def _(expression: Contains, document: Document) -> bool:
    if expression.whole:
        return any(analysis.holds(text, expression.text) for text in _texts(document, expression.fields))
    found = (analysis.inside(expression.text, text) for text in _texts(document, expression.fields))
    return any(next(places, None) for places in found)


@matches.register
def _(expression: HasValue, document: Document) -> bool:
    return not expression.values.isdisjoint(document.facets.get(expression.facet) or {None})


@matches.register
def _(expression: HasId, document: Document) -> bool:
    return document.id in expression.ids


@matches.register
def _(expression: Published, document: Document) -> bool:
    day, first, last = document.published, expression.first, expression.last
    return day is not None and (first is None or first <= day) and (last is None or day <= last)


@matches.register
def _(expression: HasFigure, document: Document) -> bool:
    return any(within(expression, figure) for figure in document.figures)


@matches.register
def _(expression: Near, document: Document) -> bool:
    texts = _texts(document, expression.fields)
    return any(analysis.near(expression.texts, expression.distance, text) for text in texts)


@matches.register
def _(expression: Wild, document: Document) -> bool:
    found = (expression.pattern.occurrences(text) for text in _texts(document, expression.fields))
    return any(next(places, None) for places in found)


@matches.register
def _(expression: Within, document: Document) -> bool:
    paragraphs = _paragraphs(document)
    if expression.scope == "paragraph":
        return any(matches(expression.clause, one) for one in paragraphs)
    likely = _anywhere(expression.clause)
    return any(
        matches(expression.clause, sentence)
        for paragraph in paragraphs
        if matches(likely, paragraph)
        for sentence in _sentences(paragraph)
    )


@matches.register
def _(expression: And, document: Document) -> bool:
    return all(matches(clause, document) for clause in expression.clauses)


@matches.register
def _(expression: Or, document: Document) -> bool:
    return any(matches(clause, document) for clause in expression.clauses)


@matches.register
def _(expression: Not, document: Document) -> bool:
    return not matches(expression.clause, document)


def within(wanted: HasFigure, figure: Measured) -> bool:
    """Tell whether a figure is one that is wanted.

    The printed number decides, and where it equals a limit what is said around it: 超10亿 is more than 10亿, 近10亿
    less, 10亿以上 at least that; about is as good as exact. Of a range any part is enough.
    """
    if wanted.name not in (figure.metric, figure.label) or wanted.base not in (None, figure.base):
        return False
    least, most = wanted.least, wanted.most
    return (
        least is None
        or figure.most > least.amount
        or (figure.most == least.amount and figure.bound in AT_LEAST[least.reached])
    ) and (
        most is None
        or figure.least < most.amount
        or (figure.least == most.amount and figure.bound in AT_MOST[most.reached])
    )


def greatest(wanted: HasFigure | None, figures: Iterable[Measured]) -> float:
    """Return the greatest amount of those figures that are wanted, minus infinity where there is none."""
    return max((figure.most for figure in figures if wanted and within(wanted, figure)), default=-math.inf)


def simple(expression: Expression) -> bool:
    """Tell whether an expression is made of simple clauses alone."""
    match expression:
        case And() | Or():
            return all(map(simple, expression.clauses))
        case Not():
            return simple(expression.clause)
        case _:
            return isinstance(expression, Simple)


def necessary(expression: Expression) -> Expression:
    """Return an expression of simple clauses alone that matches all that this one matches, and maybe more.

    An engine finds candidates by it, and asks `matches` about each.
    """
    match expression:
        case And():
            return And(tuple(map(necessary, expression.clauses)))
        case Or():
            return Or(tuple(map(necessary, expression.clauses)))
        case Not():
            return expression if simple(expression.clause) else Everything()
        case Near():
            return And(tuple(Contains(text, expression.fields) for text in expression.texts))
        case Wild():
            return And(tuple(Contains(text, expression.fields, whole=False) for text in expression.pattern.texts))
        case Within():
            return _anywhere(expression.clause)
        case _:
            return expression


def _anywhere(expression: Expression) -> Expression:
    """Return what must hold of a text so that the expression can hold of a piece of it."""
    match expression:
        case And():
            return And(tuple(map(_anywhere, expression.clauses)))
        case Or():
            return Or(tuple(map(_anywhere, expression.clauses)))
        case Not():
            return Everything()
        case _:
            return necessary(expression)


def _texts(document: Document, fields: frozenset[str] | None) -> Iterator[Folded]:
    return (part.text for part in document.parts if fields is None or part.field in fields)


def _paragraphs(document: Document) -> Iterator[Document]:
    """Yield each part as a document of its own, with the figures in it."""
    for number, part in enumerate(document.parts):
        yield _piece(document, number, 0, part)


def _sentences(document: Document) -> Iterator[Document]:
    """Yield each sentence as a document of its own, with the figures in it."""
    for number, part in enumerate(document.parts):
        for start, text in analysis.sentences(part.text):
            yield _piece(document, number, start, Part(part.field, text))


def _piece(document: Document, number: int, start: int, part: Part) -> Document:
    end = start + len(part.text.text)
    figures = [
        replace(figure, place=(0, figure.place[1] - start))
        for figure in document.figures
        if figure.place and figure.place[0] == number and start <= figure.place[1] < end
    ]
    return Document(document.id, (part,), document.facets, document.published, tuple(figures))
