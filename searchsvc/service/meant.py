"""Did you mean: a query that finds nothing, with one of its words spelled as the index knows it."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from searchsvc.analysis import fold
from searchsvc.messages import Message
from searchsvc.query.lexicon import Lexicon
from searchsvc.query.nodes import And, Node, Or, Text
from searchsvc.query.trees import all_of

_EACH, _ALL = 10, 30  # spellings of a run, and of a query


def meant(known: Lexicon, root: Node) -> Iterator[tuple[Message, Node]]:
    """Yield what may be meant, the likest first for each run that the index does not know, and the query that asks it.

    Not every one of these finds something. What is excluded, and what stands in brackets, is as it was meant.
    """
    yield from islice(_respelled(known, root.clauses if isinstance(root, And) else (root,)), _ALL)


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
