"""Relaxation: what of a query is let go where all its words together find less than a page."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from searchsvc.analysis import Folded, fold, pairs, tokens, words
from searchsvc.engines.expressions import And, Contains, Expression, Or
from searchsvc.messages import Message
from searchsvc.query import nodes
from searchsvc.schema import VIEWS
from searchsvc.service.lowering import lower, strings, texts
from searchsvc.service.stopwords import stopwords

_NUMBER = "0123456789.,%‰"  # what it is made of
_SENTENCE = 8  # characters: no word is as long, so a question mark inside may have ended a question


@dataclass(frozen=True, slots=True)
class Loose:
    """A query of which any of `words`, or two neighbours in it, will do; `dropped` ask or join and were passed over.

    `terms` rank what `match` finds.
    """

    match: Expression
    terms: tuple[str, ...]
    words: tuple[str, ...]
    dropped: tuple[str, ...]


def loosened(root: nodes.Node) -> Loose | None:
    """Return the query with its bare words made optional, None where there is nothing to let go.

    Fields, dates, figures, exclusions and alternatives stay as they were asked; quotes, too, unless they are
    `yielding`, and wildcards, unless they are the question marks of a sentence.
    """
    clauses = root.clauses if isinstance(root, nodes.And) else (root,)
    optional = [_bared(text) for clause in clauses if _is_bare(clause) for text in texts(clause)]
    told = list(dict.fromkeys(string.text for text in optional for string in strings(text)))
    telling = dict.fromkeys(term for text in optional for term in _telling(fold(text.text)))
    if not telling or len(told) == 1:
        return None
    kept = tuple(lower(clause) for clause in clauses if not _is_bare(clause))
    return Loose(
        match=And((*kept, Or(tuple(Contains(fold(term)) for term in telling)))),
        terms=tuple(dict.fromkeys(_terms(root))),
        words=tuple(word for word in told if word not in stopwords()),
        dropped=tuple(word for word in told if word in stopwords()),
    )


def idle(root: nodes.Node) -> nodes.Warned | None:
    """Return what is told of a query all of whose words ask or join: they are searched for as they are."""
    said = list(texts(root))
    words = dict.fromkeys(string.text for text in said for string in strings(text))
    if not words or not all(map(_is_idle, words)):
        return None
    listed = "、".join(words)
    return nodes.Warned(
        Message(
            f"“{listed}”是虚词，很多文章都有；已按字面查找，加上实词会更准。",
            f"{listed!r} only asks or joins, as most articles do; it was searched as it is. Add a telling word.",
        ),
        said[0].span[0],
        repair=False,
    )


def _is_bare(clause: nodes.Node) -> bool:
    """Tell whether a clause is text as one writes it, without a field; its aliases, in quotes, belong to it."""
    match clause:
        case nodes.Text():
            return (clause.yielding or not clause.exact) and clause.field is None
        case nodes.Wild(field=None):
            return set("".join(clause.gaps)) == {"?"} and len("".join(clause.texts)) >= _SENTENCE
        case nodes.Or(clauses=(nodes.Text() as first, *others)):
            aliases = all(isinstance(other, nodes.Text) and other.span == first.span for other in others)
            return aliases and _is_bare(first)
        case _:
            return False


def _bared(text: nodes.Text) -> nodes.Text:
    """Return what stood in a headline's quotes, or between wildcards, as text to be cut; an alias stays whole."""
    return replace(text, exact=False) if text.yielding else text


def _telling(text: Folded) -> Iterator[str]:
    """Yield what says enough to be found by: words, and neighbours, since names are cut to pieces.

    A number, a single character, or what asks or joins does not.
    """
    neighbours = (pair for pair in pairs(text) if not _idle().intersection(pair))
    for term in (*words(text), *neighbours, *_pieces(text)):
        if len(term) > 1 and term.strip(_NUMBER) and not _is_idle(term):
            yield term


def _pieces(text: Folded) -> Iterator[str]:
    """Yield neighbours each cut alone, which may be a name though one of them joins elsewhere: 向|宠."""
    for one, other in pairwise(tokens(text)):
        if one.word and other.word and len(one.text) == len(other.text) == 1:
            yield one.text + other.text


def _terms(root: nodes.Node) -> Iterator[str]:
    """Yield what ranks: words, neighbours and, since headlines shorten (俄 for 俄罗斯), single characters."""
    for text in texts(root):
        for cut in VIEWS.values():
            yield from (term for term in cut(fold(text.text)) if not _is_idle(term))


def _is_idle(term: str) -> bool:
    return term in stopwords() or _idle().issuperset(term)


@cache
def _idle() -> frozenset[str]:
    """Return the characters that are words of asking and joining by themselves."""
    return frozenset(word for word in stopwords() if len(word) == 1)
