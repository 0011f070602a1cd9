"""Which parts may follow a part, and what speaks for it beyond what each says by itself."""

from functools import lru_cache
from typing import NamedTuple

from searchsvc.pages import weights
from searchsvc.pages.blocks import Block
from searchsvc.pages.doubt import State
from searchsvc.pages.spans import begins

_TEXT = {"lead", "body"}
_HEADS = {"kicker", "title", "subtitle"}
_LATE_HEADS = {f"late {part}" for part in _HEADS}
HEADLINES = {part: heads for heads in (_HEADS, _LATE_HEADS) for part in heads}
_BEFORE = _HEADS | {"author", "from"}
_KEEPS = {"body", "row", "subhead", "caption", "signature", "to", "inset", "late caption"}
_BETWEEN = {"subhead", "caption", "inset", "row"}
_CAPTIONS = {"caption", "inset", "late caption"}
_LATE = {"late kicker", "late title"}
_ANEW = {"indented", "asks"}
_CREDITS = {"credit", "credited", "quoted"}  # what ends a caption without a full stop


class View(NamedTuple):
    """A block and the one before it: what speaks for each part that it may play, and for one headline of both."""

    block: Block
    before: Block | None
    likely: dict[str, float]
    together: float


@lru_cache(maxsize=8192)
def followers(
    state: State, parts: frozenset[str], byline: tuple[bool, bool], one: bool
) -> tuple[tuple[State, float], ...]:
    """Return which states of these parts may follow one, each with its weight.

    `byline` tells whether the block opens and whether it ends with one. With `one` nothing begins a further article.
    """
    part, has_head, signed = state
    table = weights.FIRST if part == "start" else weights.FOLLOWS[part]
    twice = has_head and part not in _LATE_HEADS  # the article has its headline already
    allowed = (pair for pair in table.items() if pair[0] in parts and not (twice and pair[0] in _LATE))
    if one and part not in {"start", "furniture"}:
        allowed = (pair for pair in allowed if not begins(pair[0], part))
    found = []
    for following, weight in allowed:
        known = signed and not begins(following, part)
        ends = following == "signature" or (byline[1] and following in _TEXT)
        now = known or following == "author" or (following == "lead" and byline[0])
        found.append(((following, headed(part, has_head, following), now), weight + weights.TWICE * (known and ends)))
    return tuple(found)


def headed(part: str, before: bool, following: str) -> bool:
    """Return whether the article has its headline with this part behind that one; `before` whether it had one."""
    if following in _BEFORE:
        return following in _HEADS or (before and part in _BEFORE)
    return following in _LATE_HEADS or (before and (following in _KEEPS or (following == "lead" and part in _BEFORE)))


def link(part: str, following: str, view: View) -> float:
    """Return what speaks for this part behind that one, beyond what each says by itself."""
    block, before = view.block, view.before
    if before is None:
        return 0.0
    score = 0.0
    if part in _TEXT and following != "body" and before.closed == (following == "inset"):
        score += weights.UNCLOSED
    if part in _TEXT and following == "inset":
        score += weights.INSET
    if part in _TEXT and following == "body" and not before.closed and "starts" in block.seen:
        score += weights.TORN_START
    if "joined" in block.seen and begins(following, part):
        score += weights.JOINED
    if part in _BETWEEN and following == "body" and not block.seen.keys().isdisjoint({"flush", "gap"}):
        score += weights.RESUMED
    if part in _TEXT and before.tail and following in {"body", "row", "subhead", "signature", "caption"}:
        score += weights.SIGNED
    if (
        following == "lead"
        and part in {"lead", "body", "caption"}
        and not before.tail
        and not block.seen.keys() & {"dateline", "byline", "gap"}
    ):
        score += weights.BARE_LEAD
    return score + _behind_caption(part, following, block, before) + _within_headline(part, following, view)


def _behind_caption(part: str, following: str, block: Block, before: Block) -> float:
    if part == following and part in _CAPTIONS and "taker" not in block.seen:
        anew = "quotes" in block.seen or (before.closed and "quoted" not in block.seen)
        return weights.SECOND_SENTENCE if anew else weights.SAME_SENTENCE
    if part not in _CAPTIONS or following != "body":
        return 0.0
    torn = weights.UNCLOSED if not before.closed and before.seen.keys().isdisjoint(_CREDITS) else 0.0
    return torn + (weights.RESUMES_ANEW if part == "inset" and not block.seen.keys().isdisjoint(_ANEW) else 0.0)


def _within_headline(part: str, following: str, view: View) -> float:
    """Return what the look of two lines says about one headline going on, passing to its next part, or ending."""
    if part not in HEADLINES:
        return 0.0
    if part == following:
        return min(0.0, view.together)
    if following in HEADLINES[part]:
        return -max(0.0, view.together)
    certain = view.block.seen.keys() & {"dateline", "byline", "people"}
    return 0.0 if certain else -weights.TORN * max(0.0, view.together)
