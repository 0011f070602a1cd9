"""Query → Expression: what a person typed as an engine understands it, and what of it is ranked and marked."""

from collections.abc import Iterator
from datetime import date

from searchsvc.analysis import Folded, fold, tokens, words
from searchsvc.engines import base as engine
from searchsvc.query import nodes
from searchsvc.schema import FIELDS
from searchsvc.snippets import Needle


def lower(node: nodes.Node) -> engine.Expression:
    """Return the expression of a query's tree.

    A bare run is cut into words that must all be there as strings; a quoted one is a string of its own.
    """
    match node:
        case nodes.Everything():
            return engine.Everything()
        case nodes.Text():
            return _all(engine.Contains(needle.text, needle.fields) for needle in _needles(node))
        case nodes.Values(facet="id"):
            return engine.HasId(frozenset(node.values))
        case nodes.Values():
            return engine.HasValue(node.facet, frozenset(node.values))
        case nodes.Dates():
            return engine.Published(_ordinal(node.first), _ordinal(node.last))
        case nodes.And():
            return _all(lower(clause) for clause in node.clauses)
        case nodes.Or():
            return engine.Or(tuple(lower(clause) for clause in node.clauses))
        case nodes.Not():
            return engine.Not(lower(node.clause))


def needles(node: nodes.Node) -> list[Needle]:
    """Return the strings to be marked: those of the query that are not excluded, each once."""
    return list(dict.fromkeys(needle for text in texts(node) for needle in _needles(text)))


def ranked(node: nodes.Node) -> tuple[str, ...]:
    """Return the words that rank the hits: those of all text that is not excluded, each once."""
    return tuple(dict.fromkeys(word for text in texts(node) for word in words(fold(text.text))))


def texts(node: nodes.Node) -> Iterator[nodes.Text]:
    """Yield the texts of a query that are asked for and not excluded."""
    match node:
        case nodes.Text():
            yield node
        case nodes.And() | nodes.Or():
            for clause in node.clauses:
                yield from texts(clause)


def _needles(node: nodes.Text) -> list[Needle]:
    """Return the strings that must be there; of a run without any word (`+`) the run itself."""
    folded = fold(node.text)
    fields = FIELDS[node.field] if node.field else None
    cut = [] if node.exact else [_slice(folded, token.start, token.end) for token in tokens(folded) if token.word]
    strings = cut or ([folded] if folded.text else [])
    return [Needle(string, fields) for string in dict.fromkeys(strings)]


def _slice(folded: Folded, start: int, end: int) -> Folded:
    """Return a piece of a folded text, which keeps the breaks inside it."""
    return Folded(folded.text[start:end], frozenset(at - start for at in folded.breaks if start < at < end))


def _all(clauses: Iterator[engine.Expression]) -> engine.Expression:
    found = tuple(clauses)
    return found[0] if len(found) == 1 else engine.And(found)


def _ordinal(day: str | None) -> int | None:
    return date.fromisoformat(day).toordinal() if day else None
