"""The best cut of a page: the sequence of parts that its blocks play with the highest sum of weights."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from searchsvc.articles import Role
from searchsvc.pages import weights
from searchsvc.pages.blocks import Block
from searchsvc.pages.doubt import Edge, State, margins, weakest
from searchsvc.pages.joints import joint, spacing
from searchsvc.pages.lines import Line
from searchsvc.pages.passing import HEADLINES, View, followers, headed, link

BEAM = 7.0  # a part, or a cut so far, that is this much worse than the best is not followed
PLAYED: Mapping[Role, tuple[str, ...]] = {  # the parts of those that somebody may say a line is, where they are several
    "kicker": ("kicker", "late kicker"),
    "title": ("title", "late title"),
    "subtitle": ("subtitle", "late subtitle"),
    "author": ("author", "signature"),
    "body": ("body", "lead"),
    "caption": ("caption", "inset", "late caption"),
}


class Cut(NamedTuple):
    """The part that each block plays, and by how much a cut with other borders of its article would be worse."""

    parts: list[str]
    margins: list[float]


class Step(NamedTuple):
    """The states after a block with their scores, where each came from, and all ways that lead there."""

    scores: dict[State, float]
    came: dict[State, State]
    edges: list[Edge]


def best_cut(lines: Sequence[Line], blocks: Sequence[Block], *, one: bool = False) -> Cut:
    """Return the best cut; with `one` no second article begins."""
    views = _views(lines, blocks)
    if not views:
        return Cut([], [])
    scores: list[dict[State, float]] = [{("start", False, False): 0.0}]
    steps: list[Step] = []
    for view in views:
        steps.append(_step(scores[-1], view, one=one) or _stuck(scores[-1], view))
        scores.append(steps[-1].scores)
    ends = {state: score + weights.LAST.get(state[0], -8.0) for state, score in scores[-1].items()}
    parts = _walk_back([step.came for step in steps], max(ends, key=ends.__getitem__))
    return Cut(parts, weakest(parts, margins(scores, [step.edges for step in steps], ends)))


def _views(lines: Sequence[Line], blocks: Sequence[Block]) -> list[View]:
    gaps = spacing(lines, blocks)
    views: list[View] = []
    for block in blocks:
        before = views[-1] if views else None
        headed = before and not before.likely.keys().isdisjoint(HEADLINES)
        together = joint(lines, before.block, block, gaps) if before and headed else 0.0
        views.append(View(block, before and before.block, _likely(block), together))
    return views


def _likely(block: Block) -> dict[str, float]:
    """Return how much speaks for each part that the block may play."""
    sums = dict.fromkeys(weights.SIGHTS, 0.0)
    for name, value in block.seen.items():
        for part, weight in _speaking(name):
            sums[part] += weight * value
    if block.role:
        sums = {part: sums[part] for part in PLAYED.get(block.role, (block.role,))}
    best = max(sums.values())
    return {part: score for part, score in sums.items() if score > best - BEAM}


@cache
def _speaking(name: str) -> tuple[tuple[str, float], ...]:
    """Return the parts that a sight speaks for or against, each with its weight."""
    return tuple((part, table[name]) for part, table in weights.SIGHTS.items() if table.get(name))


def _step(scores: dict[State, float], view: View, *, one: bool) -> Step | None:
    """Return what may follow, None where nothing may."""
    after: dict[State, float] = {}
    came: dict[State, State] = {}
    edges: list[Edge] = []
    links: dict[tuple[str, str], float] = {}
    parts = frozenset(view.likely)
    byline = "reporters" in view.block.seen, "signed" in view.block.seen
    for state, score in scores.items():
        for following, prior in followers(state, parts, byline, one):
            part = following[0]
            passed = links.get((state[0], part))
            if passed is None:
                passed = links[state[0], part] = link(state[0], part, view)
            weight = prior + view.likely[part] + passed
            edges.append((state, following, weight))
            if following not in after or score + weight > after[following]:
                after[following], came[following] = score + weight, state
    if not after:
        return None
    best = max(after.values())
    return Step({state: score for state, score in after.items() if score > best - BEAM}, came, edges)


def _stuck(scores: dict[State, float], view: View) -> Step:
    """Begin anew where nothing may follow: the page makes no sense here, but it is cut all the same."""
    best = max(scores, key=scores.__getitem__)
    part = max(view.likely, key=view.likely.__getitem__) if view.block.role else "lead"
    state = part, headed(*best[:2], part), False
    return Step({state: scores[best] - 10.0}, {state: best}, [(best, state, -10.0)])


def _walk_back(came: list[dict[State, State]], last: State) -> list[str]:
    parts = []
    for steps in reversed(came):
        parts.append(last[0])
        last = steps[last]
    return parts[::-1]
