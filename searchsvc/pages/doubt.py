"""How sure the borders of a cut are: by how much the best cut that decides one of them otherwise is worse."""

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

from searchsvc.pages.spans import begins

State = tuple[str, bool, bool]  # the part, and whether the article has its headline and its reporters already
Edge = tuple[State, State, float]  # a step of a cut: from, to, and what speaks for it
SURE = 6.0  # a margin from which on nothing is in doubt
DOUBTFUL = 0.5  # the confidence below which a cut is shown to somebody
NEVER = float("-inf")


def margins(
    scores: Sequence[Mapping[State, float]], edges: Sequence[Sequence[Edge]], ends: Mapping[State, float]
) -> list[float]:
    """Return for each block how much worse the best cut is that has another body begin there, or another headline.

    `scores` are the states' best sums before each block and behind the last, `ends` those behind the last with what
    speaks for ending there.
    """
    behind = {state: total - scores[-1][state] for state, total in ends.items()}
    found: list[float] = []
    for before, steps in zip(reversed(scores[:-1]), reversed(edges), strict=True):
        best: dict[tuple[str, bool] | None, float] = {}
        ahead: dict[State, float] = {}
        for here, there, weight in steps:
            if there not in behind:
                continue
            rest = weight + behind[there]
            if rest > ahead.get(here, NEVER):
                ahead[here] = rest
            decided = _decided(there)
            if before[here] + rest > best.get(decided, NEVER):
                best[decided] = before[here] + rest
        first, *others = sorted(best.values(), reverse=True)
        found.append(min(SURE, first - others[0]) if others else SURE)
        behind = ahead
    return found[::-1]


def weakest(parts: Sequence[str], margin: Sequence[float]) -> list[float]:
    """Return for each block the least margin within its article, the border behind it included."""
    borders = [number for number, part in enumerate(parts) if number == 0 or begins(part, parts[number - 1])]
    found: list[float] = []
    for first, after in pairwise([*borders, len(parts)]):
        found += [min(margin[first : after + 1])] * (after - first)
    return found


@cache
def _decided(state: State) -> tuple[str, bool] | None:
    """Return what a cut decides at a block: where a body begins, with its headline or without, and what is in that."""
    part, headed, _ = state
    if part == "lead":
        return part, headed
    return (part, False) if part.endswith(("kicker", "title")) else None


def confidence(margin: float, evidence: float) -> float:
    """Return how sure a cut is, 0 to 1: that no other cut comes near weighs 0.6, the share of evidence 0.4.

    >>> confidence(0.0, 0.5), confidence(3.0, 1.0), confidence(9.0, 1.0)
    (0.2, 0.7, 1.0)
    """
    return round(0.6 * min(margin, SURE) / SURE + 0.4 * evidence, 2)
