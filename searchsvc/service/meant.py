"""Did you mean: a query that finds nothing, or not as it was typed, with a word spelled as the index knows it."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, product

from searchsvc.analysis import Folded, fold, tokens
from searchsvc.messages import Message
from searchsvc.query.lexicon import COUNTING, LONGEST, Lexicon
from searchsvc.query.nodes import And, Node, Or, Text, Values
from searchsvc.query.trees import all_of
from searchsvc.service.stopwords import stopwords

_EACH, _ALL = 10, 30  # spellings of a run, and of a query
_OF_SEVERAL = 3  # spellings of each where several runs are respelled together


def meant(known: Lexicon, root: Node) -> Iterator[tuple[Message, Node]]:
    """Yield what may be meant, the likest first for each run that the index does not know, and the query that asks it.

    Then, where there are several such runs, all of them respelled. Not every one of these finds something. What is
    excluded, and what stands in brackets, is as it was meant.
    """
    clauses = root.clauses if isinstance(root, And) else (root,)
    yield from islice(_respelled(known, clauses), _ALL)
    yield from islice(_respelled_together(known, clauses), _ALL)


def torn(root: Node) -> tuple[Text, ...]:
    """Return the bare runs, as strings, that were cut to pieces of one character as what is spelled wrong is: 新能|原.

    Words of asking and joining, and numbers, are such pieces by nature.
    """
    clauses = root.clauses if isinstance(root, And) else (root,)
    typed = (_typed(clause) for clause in clauses)
    return tuple(replace(text, exact=True) for text in typed if text and not text.exact and _is_torn(fold(text.text)))


def _is_torn(run: Folded) -> bool:
    words = [token.text for token in tokens(run) if token.word]
    return len(words) > 1 and len(run.text) <= LONGEST and any(map(_is_piece, words))


def _is_piece(word: str) -> bool:
    return len(word) == 1 and word not in stopwords() and word not in COUNTING and not word.isascii()


def _respelled(known: Lexicon, clauses: tuple[Node, ...]) -> Iterator[tuple[Message, Node]]:
    for place, clause in enumerate(clauses):
        for other, respelled in _otherwise(known, clause):
            tree = all_of((*clauses[:place], respelled, *clauses[place + 1 :]))
            if tree:
                yield _asked(other), tree


def _respelled_together(known: Lexicon, clauses: tuple[Node, ...]) -> Iterator[tuple[Message, Node]]:
    """Yield the queries with each run that the index does not know spelled otherwise, where there are several."""
    ways = [list(islice(_otherwise(known, clause), _OF_SEVERAL)) for clause in clauses]
    if sum(map(bool, ways)) < 2:
        return
    for chosen in product(*(own or [("", clause)] for own, clause in zip(ways, clauses, strict=True))):
        tree = all_of(clause for _, clause in chosen)
        if tree:
            yield _asked(" ".join(other for other, _ in chosen if other)), tree


def _asked(other: str) -> Message:
    return Message(f"您要找的是“{other}”吗？", f"Did you mean {other!r}?")


def _otherwise(known: Lexicon, clause: Node) -> Iterator[tuple[str, Node]]:
    """Yield how a text, or a value that is asked for alone, may be spelled, and the clause with it."""
    if isinstance(clause, Values) and len(clause.values) == 1:
        for other in known.near(fold(clause.values[0]).text, _EACH):
            yield other, replace(clause, values=(other,))
    elif text := _typed(clause):
        run = fold(text.text).text
        for other in known.near(run, _EACH) if not known.counts.get(run) else ():
            yield other, replace(text, text=other)


def _typed(clause: Node) -> Text | None:
    """Return the text that was typed, of one with aliases too, None where the clause is something else."""
    match clause:
        case Text():
            return clause
        case Or(clauses=(Text(exact=False) as first, *others)):
            aliases = all(isinstance(other, Text) and other.span == first.span for other in others)
            return first if aliases else None
        case _:
            return None
