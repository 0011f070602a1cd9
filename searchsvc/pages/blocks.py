"""Blocks of a page and what can be seen on each: a run of sure prose is one block, every other line is one."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from searchsvc.pages import marks
from searchsvc.pages.columns import INDENT, columns, needed, room
from searchsvc.pages.datelines import is_unnamed, opening
from searchsvc.pages.furniture import furniture, is_section
from searchsvc.pages.lines import GLYPHS, HAN, STRAY, Line
from searchsvc.pages.names import HAS_ROLE, byline_at_end, names
from searchsvc.pages.script import han

SLACK = 1.2  # columns by which typesetters and their noise miss a full line
OPENINGS = 3  # datelines and bylines on a page from which on an article without one is the exception
CAPTION = 5  # a caption is at most this many lines
_COUPLET = re.compile(rf"[{HAN}”！？]{{2}} [{HAN}“]{{2}}")
_INNER = re.compile(r"[，。；]")
_CLAUSE = re.compile(r"[，、；：,;:]$")
_PARTICLE = han(r"[的了和与及在将为以是把被对从向等]$")
_GLYPH = re.compile(rf"[{GLYPHS}]|(?:^|\s){STRAY}(?:\s|$)")
_OF_RUNS = ("bias", "bare", "indented")  # what is told of a run by its first line


@dataclass(frozen=True, slots=True)
class Sight:
    """What is seen on one line; `opens` and `ends` say that an article must begin or end here."""

    seen: dict[str, float]
    opens: bool = False
    ends: bool = False
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """The lines `first` to `last` (counted from 0) and what is seen on them.

    `closed`: the last line ends a sentence or an article. `tail`: it ends with a byline.
    """

    first: int
    last: int
    seen: dict[str, float]
    closed: bool = True
    tail: bool = False


def sights(lines: Sequence[Line]) -> list[Sight]:
    """Return what is seen on each line, its neighbours taken into account."""
    shapes = _shapes(lines)
    found: list[Sight] = []
    repeated = Counter(line.text for line in lines)
    for index, line in enumerate(lines):
        after = lines[index + 1].text if index + 1 < len(lines) else ""
        seen = shapes[index] | _content(line, after)
        if repeated[line.text] > 1 and len(line.text) < 16:
            seen["repeated"] = 1.0
        found.append(_judged(line, seen, found[-1] if found else None))
    found = _heads_unsure(lines, found)
    formal = sum(sight.opens for sight in found) >= OPENINGS
    for index, sight in enumerate(found):
        if not sight.sure:
            around = (found[index - 1] if index else None, found[index + 1] if index + 1 < len(found) else None)
            _beside(around[0], sight, around[1])
        if formal and not sight.opens and not (index and "from" in found[index - 1].seen):
            sight.seen["bare"] = 1.0
    return _near_credits(lines, found)


def _heads_unsure(lines: Sequence[Line], found: Sequence[Sight]) -> list[Sight]:
    """Make a line unsure that breaks off where an article begins below it: it may be a headline of any width."""
    below = [*found[1:], Sight({})]
    return [
        replace(sight, sure=sight.sure and (line.closed or sight.ends or not (after.opens or "people" in after.seen)))
        for line, sight, after in zip(lines, found, below, strict=True)
    ]


def _beside(before: Sight | None, sight: Sight, after: Sight | None) -> None:
    """Note what the lines above and below a line say about it."""
    seen = sight.seen
    if before is None or before.ends:
        seen["after-end"] = 1.0
    if after is not None and (after.opens or ("people" in after.seen and "sentence" not in seen)):
        seen["before-start"] = 1.0
    if (
        before is not None
        and "short" in seen
        and before.sure
        and "full" in before.seen
        and "sentence" not in before.seen
    ):
        seen["inserted"] = 1.0
    if after is not None and "city-head" in after.seen:
        seen["before-cities"] = 1.0
    if before is not None and after is not None and _is_first(before, sight, after):
        seen["first"] = 1.0
        seen.pop("short", None)


def _is_first(before: Sight, sight: Sight, after: Sight) -> bool:
    """Return whether a line is set like the first of a paragraph: shorter by its indentation, a full line below."""
    if "indent" not in sight.seen or sight.opens or after.opens or "people" in after.seen:
        return False
    return before.sure and not before.ends and "sentence" in before.seen and "full" in after.seen


def _shapes(lines: Sequence[Line]) -> list[dict[str, float]]:
    sizes = columns(lines)
    following = [line.text for line in lines[1:]] + [""]
    return [
        _shape(line, room(line, size), needed(after)) for line, size, after in zip(lines, sizes, following, strict=True)
    ]


def _shape(line: Line, left: float, need: float) -> dict[str, float]:
    """Return how a line fills its column and ends."""
    seen = {"bias": 1.0}
    if line.closed:
        seen["sentence"] = 1.0
    elif _CLAUSE.search(line.text):
        seen["clause"] = 1.0
    if left < -SLACK:
        seen["over"] = 1.0
    elif left < need + SLACK:
        seen["full"] = 1.0
    elif "sentence" not in seen:
        seen["short"] = 1.0
    if 1 <= left <= INDENT + need + SLACK:
        seen["indent"] = 1.0
    if line.text[1:2] in "。，、；：”）》" and line.text[1:]:
        seen["broken"] = 1.0
    if inner := len(_INNER.findall(line.text[:-1])):
        seen["comma"] = float(min(inner, 2))
    if "。" in line.text[:-2]:
        seen["stop"] = 1.0
    return seen


def _content(line: Line, after: str) -> dict[str, float]:
    """Return what the words of a line say that it is."""
    text = line.text
    seen: dict[str, float] = {}
    begins = opening(f"{text}\n{after}")
    people = names(text)
    signs = {
        "couplet": _COUPLET.search(text) is not None,
        "long": line.width > 34,
        "tiny": len(text) < 4,
        "dateline": begins.dateline is not None,
        "byline": begins.dateline is None and begins.length > 0 and not people,
        "people": bool(people),
        "roled": bool(people) and (HAS_ROLE.search(text) is not None or text[0] in "（(□■" or is_unnamed(text)),
        "credit": marks.credit(f" {text}") is not None and not people,
        "glyph": _GLYPH.search(text) is not None,
        "from": marks.continued_from(text) is not None,
        "to": marks.continues_on(text) is not None and text[0] in "（(【下转轉",
        "section": is_section(text),
        "city-head": marks.CITY_HEAD.match(text) is not None,
        "entity": line.width <= 16 and not _COUPLET.search(text) and marks.ENTITY.search(text) is not None,
        "dash": text.startswith(("——", "—", "--")),
        "numbered": marks.NUMBERED.match(text) is not None,
        "row": marks.FIGURE_ROW.match(text) is not None,
        "indented": line.indented,
        "particle": _PARTICLE.search(text) is not None,
    }
    seen |= {name: 1.0 for name, is_so in signs.items() if is_so}
    if share := furniture(text):
        seen["furniture"] = share
    return seen


def _judged(line: Line, seen: dict[str, float], before: Sight | None) -> Sight:
    """Decide whether a line is running text for sure."""
    opens = "dateline" in seen or "byline" in seen
    signed = byline_at_end(line.text) is not None or marks.without_turn(line.text)[1] is not None
    tail = signed and not seen.keys() & {"people", "to", "credit"}
    marked = seen.keys() & {
        "people",
        "credit",
        "from",
        "to",
        "furniture",
        "city-head",
        "glyph",
        "repeated",
        "section",
        "dash",
    }
    running = seen.keys() & {"sentence", "clause", "comma"} and ("full" in seen or _finishes(seen, before))
    carried = "full" in seen and "couplet" not in seen and before is not None and before.sure and _runs_on(before)
    if tail:
        seen |= {"tail": 1.0, "sentence": 1.0}
        seen.pop("short", None)
    if opens:
        return Sight(seen, opens=True, ends=tail)
    sure = not marked and bool(running or carried or tail) and not (before is not None and before.ends)
    return Sight(seen, ends=tail or "people" in seen, sure=sure)


def _finishes(seen: dict[str, float], before: Sight | None) -> bool:
    """Return whether a line that is not full ends the paragraph above it."""
    return "sentence" in seen and before is not None and (before.sure or before.opens or "full" in before.seen)


def _runs_on(sight: Sight) -> bool:
    return not sight.ends and ("sentence" not in sight.seen or "full" in sight.seen)


def _near_credits(lines: Sequence[Line], found: list[Sight]) -> list[Sight]:
    """Make the lines before a photographer's credit unsure: its caption may reach up to them."""
    for index, sight in enumerate(found):
        if "credit" not in sight.seen:
            continue
        for above in range(max(0, index - CAPTION + 1), index):
            seen = found[above].seen
            seen["near-credit"] = 1.0
            found[above] = Sight(seen, found[above].opens, found[above].ends)
    return found


def blocks(lines: Sequence[Line], found: Sequence[Sight]) -> list[Block]:
    """Gather runs of sure prose; every other line is a block of its own."""
    gathered: list[Block] = []
    for index, (line, sight) in enumerate(zip(lines, found, strict=True)):
        closed, tail = line.closed or sight.ends, "tail" in sight.seen
        last = gathered[-1] if gathered else None
        if sight.sure and last and last.last == index - 1 and "prose" in last.seen and not last.tail:
            gathered[-1] = Block(last.first, index, last.seen, closed, tail)
        elif sight.sure:
            kept = {name: sight.seen[name] for name in _OF_RUNS if name in sight.seen}
            gathered.append(Block(index, index, kept | {"prose": 1.0}, closed, tail))
        else:
            gathered.append(Block(index, index, sight.seen, closed, tail))
    return gathered
