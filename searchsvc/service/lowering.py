"""Query → Expression: what a person typed as an engine understands it, and what of it is ranked and marked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import islice, pairwise

from searchsvc.analysis import SPREAD, Folded, Gap, Pattern, fold, pairs, tokens, words
from searchsvc.articles import Article
from searchsvc.engines import expressions as engine
from searchsvc.engines.matching import within
from searchsvc.query import nodes
from searchsvc.query.echo import echo
from searchsvc.schema import FIELDS, measured
from searchsvc.service.stopwords import stopwords
from searchsvc.snippets import Amount, Needle

TERMS = 40  # told of a query with their hits


def lower(node: nodes.Node) -> engine.Expression:
    """Return the expression of a query's tree.

    A bare run is cut into words that must all be there as strings; a quoted one is a string of its own.
    """
    match node:
        case nodes.And():
            return _all(lower(clause) for clause in node.clauses)
        case nodes.Or():
            return engine.Or(tuple(lower(clause) for clause in node.clauses))
        case nodes.Not():
            return engine.Not(lower(node.clause))
        case nodes.Same():
            return engine.Within(node.scope, lower(node.clause))
        case _:
            return _leaf(node)


def needles(node: nodes.Node) -> list[Needle]:
    """Return the strings to be marked: those of the query that are not excluded, each once.

    What says nothing by itself, a symbol or a word that joins, is marked beside the words that it was typed with alone.
    """
    found: dict[Needle, None] = {}
    for leaf in _asked(node):
        match leaf:
            case nodes.Wild():
                found[Needle(_pattern(leaf), _parts(leaf.field))] = None
            case _:
                found |= {Needle(string, _parts(text.field)): None for text in texts(leaf) for string in _marked(text)}
    return list(found)


def measures(node: nodes.Node) -> list[engine.HasFigure]:
    """Return the figures that are asked for and not excluded."""
    return [_measure(leaf) for leaf in _asked(node) if isinstance(leaf, nodes.Figures)]


def matching(article: Article, wanted: Sequence[engine.HasFigure]) -> list[int]:
    """Return the numbers of the figures of an article that are wanted, counted from 0."""
    found = enumerate(map(measured, article.figures)) if wanted else ()
    return [place for place, figure in found if any(within(one, figure) for one in wanted)]


def amounts(article: Article, places: Iterable[int]) -> list[Amount]:
    """Return these figures of an article as what is marked in their sentences."""
    figures = [article.figures[place] for place in places]
    return [Amount(figure.quote, figure.start, figure.end) for figure in figures]


def terms(node: nodes.Node) -> dict[str, engine.Expression]:
    """Return the words, strings, figures, values and days of a query, with what finds the articles that have each.

    Of something longer than a query needs to be, a pasted page, the first `TERMS`.
    """
    found: dict[str, engine.Expression] = {}
    for leaf in _asked(node):
        match leaf:
            case nodes.Wild() | nodes.Figures() | nodes.Values() | nodes.Dates():
                found[echo(leaf)] = lower(leaf)
            case _:
                found |= {word: lower(one) for text in texts(leaf) for word, one in _words(text)}
    return dict(islice(found.items(), TERMS))


def ranked(node: nodes.Node) -> tuple[str, ...]:
    """Return what ranks the hits: the words and neighbours of all text that is not excluded, each once."""
    folded = [fold(text.text) for text in texts(node)]
    return tuple(dict.fromkeys(term for text in folded for term in (*words(text), *pairs(text))))


def texts(node: nodes.Node) -> Iterator[nodes.Text]:
    """Yield the texts of a query that are asked for and not excluded, the strings between wildcards among them."""
    for leaf in _asked(node):
        match leaf:
            case nodes.Text():
                yield leaf
            case nodes.Near() | nodes.Wild():
                may_yield = isinstance(leaf, nodes.Wild)
                yield from (nodes.Text(text, True, leaf.field, leaf.span, may_yield) for text in leaf.texts)


@lru_cache(64)  # of a query each is asked for by what matches, what is marked and what is counted
def strings(node: nodes.Text) -> tuple[Folded, ...]:
    """Return the strings that must be there; of a run without any word (`+`) the run itself."""
    folded = fold(node.text)
    cut = [] if node.exact else [_slice(folded, token.start, token.end) for token in tokens(folded) if token.word]
    return tuple(dict.fromkeys(cut or ([folded] if folded.text else [])))


def _marked(node: nodes.Text) -> Iterator[Folded]:
    """Yield the words of a bare run that tell something, and each other piece with such a word beside it."""
    folded = fold(node.text)
    cut = [] if node.exact else tokens(folded)
    tells = [token.word and token.text not in stopwords() for token in cut]
    if not any(tells):
        yield from strings(node)
    yield from (_slice(folded, token.start, token.end) for token, telling in zip(cut, tells, strict=True) if telling)
    for (one, first), (other, second) in pairwise(zip(cut, tells, strict=True)):
        if first is not second:
            yield _slice(folded, one.start, other.end)


def _words(node: nodes.Text) -> Iterator[tuple[str, nodes.Text]]:
    """Yield the words of a bare run as typed, each as a string to be there; of anything else the whole."""
    folded = fold(node.text)
    cut = [] if node.exact else [token for token in tokens(folded) if token.word]
    for token in cut if len(cut) > 1 else ():
        start, end = folded.source(token.start, token.end)
        yield node.text[start:end], replace(node, text=node.text[start:end], exact=True)
    if len(cut) < 2:
        yield node.text, node


def _asked(node: nodes.Node) -> Iterator[nodes.Node]:
    """Yield the leaves of a tree that are not excluded."""
    match node:
        case nodes.And() | nodes.Or():
            for clause in node.clauses:
                yield from _asked(clause)
        case nodes.Same():
            yield from _asked(node.clause)
        case nodes.Not():
            pass
        case _:
            yield node


def _slice(folded: Folded, start: int, end: int) -> Folded:
    """Return a piece of a folded text, which keeps the breaks inside it."""
    return Folded(folded.text[start:end], frozenset(at - start for at in folded.breaks if start < at < end))


def _leaf(node: nodes.Leaf) -> engine.Expression:
    match node:
        case nodes.Everything():
            return engine.Everything()
        case nodes.Text():
            return _all(engine.Contains(string, _parts(node.field)) for string in strings(node))
        case nodes.Values(facet="id"):
            return engine.HasId(frozenset(node.values))
        case nodes.Values():
            return engine.HasValue(node.facet, frozenset(node.values))
        case nodes.Dates():
            return engine.Published(_ordinal(node.first), _ordinal(node.last))
        case nodes.Figures():
            return _measure(node)
        case nodes.Near():
            return engine.Near(tuple(map(fold, node.texts)), node.distance, _parts(node.field))
        case nodes.Wild():
            return engine.Wild(_pattern(node), _parts(node.field))


def _measure(node: nodes.Figures) -> engine.HasFigure:
    least, most = (engine.Limit(end.amount, end.reached) if end else None for end in (node.least, node.most))
    return engine.HasFigure(node.name, node.base, least, most)


def _pattern(node: nodes.Wild) -> Pattern:
    rest = len(node.gaps) == len(node.texts)
    gaps = node.gaps[: len(node.texts) - 1]
    spans = (Gap(gap.count("?"), gap.count("?") + (SPREAD if "*" in gap else 0)) for gap in gaps)
    return Pattern(tuple(map(fold, node.texts)), tuple(spans), rest)


def _parts(field: str | None) -> frozenset[str] | None:
    return FIELDS[field] if field else None


def _all(clauses: Iterator[engine.Expression]) -> engine.Expression:
    found = tuple(clauses)
    return found[0] if len(found) == 1 else engine.And(found)


def _ordinal(day: str | None) -> int | None:
    return date.fromisoformat(day).toordinal() if day else None
