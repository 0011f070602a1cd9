"""Did you mean: a query that finds nothing, or not as it was typed, with a word spelled as the index knows it."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from searchsvc.analysis import Folded, fold, tokens
from searchsvc.messages import Message
from searchsvc.query.lexicon import COUNTING, LONGEST, Lexicon
from searchsvc.query.nodes import And, Node, Or, Text
from searchsvc.query.trees import all_of
from searchsvc.service.relaxing import stopwords

_EACH, _ALL = 10, 30  # spellings of a run, and of a query


def meant(known: Lexicon, root: Node) -> Iterator[tuple[Message, Node]]:
    """Yield what may be meant, the likest first for each run that the index does not know, and the query that asks it.

    Not every one of these finds something. What is excluded, and what stands in brackets, is as it was meant.
    """
    yield from islice(_respelled(known, root.clauses if isinstance(root, And) else (root,)), _ALL)


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
    for place, text in ((place, text) for place, clause in enumerate(clauses) if (text := _typed(clause))):
        run = fold(text.text).text
        for other in known.near(run, _EACH) if not known.counts.get(run) else ():
            tree = all_of((*clauses[:place], replace(text, text=other), *clauses[place + 1 :]))
            if tree:
                yield Message(f"您要找的是“{other}”吗？", f"Did you mean {other!r}?"), tree


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
