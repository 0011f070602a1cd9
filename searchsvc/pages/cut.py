"""The best cut of a page: the sequence of parts that its blocks play with the highest sum of weights."""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from searchsvc.articles import Role
from searchsvc.pages import weights
from searchsvc.pages.blocks import Block
from searchsvc.pages.doubt import Edge, State, margins, weakest
from searchsvc.pages.joints import joint, spacing
from searchsvc.pages.lines import Line
from searchsvc.pages.spans import begins

BEAM = 7.0  # a part, or a cut so far, that is this much worse than the best is not followed
PLAYED: Mapping[Role, tuple[str, ...]] = {  # the parts of those that somebody may say a line is, where they are several
    "kicker": ("kicker", "late kicker"),
    "title": ("title", "late title"),
    "subtitle": ("subtitle", "late subtitle"),
    "author": ("author", "signature"),
    "body": ("body", "lead"),
    "caption": ("caption", "late caption"),
}
_TEXT = {"lead", "body"}
_HEADS = {"kicker", "title", "subtitle"}
_LATE_HEADS = {f"late {part}" for part in _HEADS}
_HEADLINES = {part: heads for heads in (_HEADS, _LATE_HEADS) for part in heads}
_BEFORE = _HEADS | {"author", "from"}
_KEEPS = {"body", "row", "subhead", "caption", "signature", "to", "late caption"}
_BETWEEN = {"subhead", "caption", "row"}
_LATE = {"late kicker", "late title"}


class Cut(NamedTuple):
    """The part that each block plays, and by how much a cut with other borders of its article would be worse."""

    parts: list[str]
    margins: list[float]


class View(NamedTuple):
    """A block and the one before it: what speaks for each part that it may play, and for one headline of both."""

    block: Block
    before: Block | None
    likely: dict[str, float]
    together: float


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
    scores: list[dict[State, float]] = [{("start", False): 0.0}]
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
        headed = before and not before.likely.keys().isdisjoint(_HEADLINES)
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
    for state, score in scores.items():
        for following, prior in _followers(state, parts, one):
            part = following[0]
            link = links.get((state[0], part))
            if link is None:
                link = links[state[0], part] = _link(state[0], part, view)
            weight = prior + view.likely[part] + link
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
    state = part, _headed(*best, part)
    return Step({state: scores[best] - 10.0}, {state: best}, [(best, state, -10.0)])


@lru_cache(maxsize=8192)
def _followers(state: State, parts: frozenset[str], one: bool) -> tuple[tuple[State, float], ...]:
    """Return which states of these parts may follow one, each with its weight.

    With `one` nothing follows that begins a further article.
    """
    part, headed = state
    table = weights.FIRST if part == "start" else weights.FOLLOWS[part]
    twice = headed and part not in _LATE_HEADS  # the article has its headline already
    allowed = (pair for pair in table.items() if pair[0] in parts and not (twice and pair[0] in _LATE))
    if one and part not in {"start", "furniture"}:
        allowed = (pair for pair in allowed if not begins(pair[0], part))
    return tuple(((following, _headed(part, headed, following)), weight) for following, weight in allowed)


def _headed(part: str, headed: bool, following: str) -> bool:
    if following in _BEFORE:
        return following in _HEADS or (headed and part in _BEFORE)
    return following in _LATE_HEADS or (headed and (following in _KEEPS or (following == "lead" and part in _BEFORE)))


def _link(part: str, following: str, view: View) -> float:
    """Return what speaks for this part behind that one, beyond what each says by itself."""
    block, before = view.block, view.before
    if before is None:
        return 0.0
    score = 0.0
    if part in _TEXT and following != "body" and not before.closed:
        score += weights.UNCLOSED_CAPTION if following == "caption" else weights.UNCLOSED
    if part in _TEXT and following == "body" and not before.closed and "starts" in block.seen:
        score += weights.TORN_START
    if "joined" in block.seen and begins(following, part):
        score += weights.JOINED
    if part in _BETWEEN and following == "body" and not block.seen.keys().isdisjoint({"flush", "gap"}):
        score += weights.RESUMED
    if part in _TEXT and before.tail and following in {"body", "row", "subhead", "signature"}:
        score += weights.SIGNED
    if (
        following == "lead"
        and part in {"lead", "body", "caption"}
        and not before.tail
        and not block.seen.keys() & {"dateline", "byline"}
    ):
        score += weights.BARE_LEAD
    if part == following and "caption" in part and "taker" not in block.seen:
        score += weights.SECOND_SENTENCE if before.closed else weights.SAME_SENTENCE
    if part == "caption" and following == "body" and not before.closed and "credit" not in before.seen:
        score += weights.UNCLOSED
    return score + _within_headline(part, following, block, view.together)


def _within_headline(part: str, following: str, block: Block, together: float) -> float:
    """Return what the look of two lines says about one headline going on, passing to its next part, or ending."""
    if part not in _HEADLINES:
        return 0.0
    if part == following:
        return min(0.0, together)
    if following in _HEADLINES[part]:
        return -max(0.0, together)
    return 0.0 if block.seen.keys() & {"dateline", "byline", "people"} else -weights.TORN * max(0.0, together)


def _walk_back(came: list[dict[State, State]], last: State) -> list[str]:
    parts = []
    for steps in reversed(came):
        parts.append(last[0])
        last = steps[last]
    return parts[::-1]
