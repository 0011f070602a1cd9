"""What is seen on each line of a page once its neighbours are taken into account."""

from collections import Counter
from collections.abc import Sequence

from searchsvc.pages import marks
from searchsvc.pages.captions import near_credits, quoted
from searchsvc.pages.columns import rooms
from searchsvc.pages.layout import set_apart
from searchsvc.pages.lines import Line
from searchsvc.pages.names import byline_at_end, names
from searchsvc.pages.signs import HEADLINE, PUNCTUATED, Seen, Sight, shape, words

OPENINGS = 3  # datelines and bylines on a page from which on an article without one is the exception
REST = 14  # characters of a byline that a wrap may carry to the next line
OPENERS = frozenset({"dateline", "byline"})
_OPENINGS = OPENERS | {"reporters"}  # what a line doesn't have that goes on below one that opens a report
_WITHIN = PUNCTUATED - {"colon"}  # what a line of text has; a headline may end with a colon
_SIGNATURES = frozenset({"people", "to", "credit"})
DISPLAY = frozenset(
    {"people", "credit", "from", "to", "furniture", "city-head", "glyph", "repeated", "section", "dash"}
)


def sights(lines: Sequence[Line], sizes: Sequence[int]) -> list[Sight]:
    """Return what is seen on each line, given the width of the column that each was set in."""
    left = rooms(lines, sizes)
    needs = [line.need for line in lines[1:]] + [0.0]
    shapes = [shape(*line) for line in zip(lines, left, needs, strict=True)]
    found: list[Sight] = []
    repeated = Counter(line.text for line in lines if len(line.text) < 16)
    goes_over: str | None = None
    for index, line in enumerate(lines):
        after = lines[index + 1].plain if index + 1 < len(lines) else ""
        seen = shapes[index] | words(line, after)
        if found and found[-1].opens and not lines[index - 1].closed:
            seen = {name: value for name, value in seen.items() if name not in _OPENINGS}
        if repeated.get(line.text, 0) > 1 and not line.closed:
            seen["repeated"] = 1.0
        if index and _pushed_down(lines[index - 1], shapes[index - 1], line.plain):
            seen["people"] = 1.0
        if line.closed is False and _credit_carried(line.plain, after, seen):
            seen["credit"] = shapes[index + 1]["credited"] = 1.0
        rest, goes_over = goes_over, _carried(line.plain, after, shapes[index])
        seen = _without(seen, rest, goes_over)
        end = rest or (None if goes_over else _end(line.plain))
        found.append(_judged(seen, end, found[-1] if found else None))
    found = set_apart(lines, sizes, quoted(lines, sizes, _heads_unsure(lines, found)))
    found = near_credits(lines, found)
    _look_around(found)
    return found


def _without(seen: Seen, rest: str | None, goes_over: str | None) -> Seen:
    """Return what is seen on a line without what a wrap in its byline or turn, or in that above, makes of it."""
    if goes_over:
        seen = {name: value for name, value in seen.items() if name not in {"credit", "glyph"}}
    if goes_over == "turned":
        seen = {name: value for name, value in seen.items() if name != "short"} | {"sentence": 1.0}
    if rest:
        seen = {name: value for name, value in seen.items() if name not in {"people", "roled", "to"}}
    return seen


def _end(text: str) -> str | None:
    """Return whether a line ends with an article's byline (signed) or its turn to another page (turned)."""
    if byline_at_end(text) is not None:
        return "signed"
    return "turned" if marks.without_turn(text)[1] is not None else None


def _carried(above: str, below: str, filled: Seen) -> str | None:
    """Return which of the two begins at the end of a line where a wrap carries its rest to the next one."""
    short = "short" in filled and "indent" not in filled
    if not 0 < len(below) <= REST or marks.is_taken(below) or (short and "（" not in above[-REST:]):
        return None
    both = f"{above}\n{below}"
    if (byline := byline_at_end(both)) is not None:
        return "signed" if byline.start < len(above) else None
    before, turn = marks.without_turn(both)
    return "turned" if turn is not None and len(before) < len(above) else None


def _credit_carried(above: str, below: str, seen: Seen) -> bool:
    """Return whether a photographer's credit begins at the end of a line and a wrap carries its rest to the next."""
    if "credit" in seen or not 0 < len(below) <= REST:
        return False
    start = marks.credit(f"{above}{below}")
    return start is not None and start < len(above)


def _pushed_down(above: Line, filled: Seen, text: str) -> bool:
    """Return whether a line is the one name of a byline that had no room behind the last sentence."""
    return above.closed and "full" in filled and 2 <= len(text) <= 3 and bool(names(text, any_surname=True))


def _judged(seen: Seen, end: str | None, before: Sight | None) -> Sight:
    """Decide whether a line is running text for sure."""
    tail = end is not None and _SIGNATURES.isdisjoint(seen)
    running = not _WITHIN.isdisjoint(seen) and ("full" in seen or _finishes(seen, before))
    carried = "full" in seen and "couplet" not in seen and before is not None and before.sure and _is_open(before)
    if end and tail:
        seen |= {"tail": 1.0, "sentence": 1.0, end: 1.0}
        seen.pop("short", None)
    if not OPENERS.isdisjoint(seen):
        return Sight(seen, opens=True, ends=tail)
    alone = not DISPLAY.isdisjoint(seen) or (before is not None and before.ends)
    return Sight(seen, ends=tail or "people" in seen, sure=not alone and bool(running or carried or tail))


def _finishes(seen: Seen, before: Sight | None) -> bool:
    """Return whether a line that is not full ends the paragraph above it."""
    return "sentence" in seen and before is not None and (before.sure or before.opens or "full" in before.seen)


def _is_open(sight: Sight) -> bool:
    """Return whether a line leaves its sentence open; behind a whole one even a full line may be a headline."""
    return not sight.ends and "sentence" not in sight.seen


def _heads_unsure(lines: Sequence[Line], found: Sequence[Sight]) -> list[Sight]:
    """Make lines unsure that break off where an article begins below them: they may be a headline of any width."""
    heads = {
        index
        for index, after in enumerate(found[1:])
        if (after.opens or "people" in after.seen) and not (lines[index].closed or found[index].ends)
    }
    for last in tuple(heads):
        for index in range(last - 1, max(0, last - HEADLINE), -1):
            if lines[index].closed or not found[index].seen.keys().isdisjoint(PUNCTUATED):
                break
            heads.add(index)
    return [sight._replace(sure=False) if index in heads else sight for index, sight in enumerate(found)]


def _look_around(found: Sequence[Sight]) -> None:
    """Note on each line what those above and below say about it, and whether its page has datelines that it lacks."""
    formal = sum(sight.opens for sight in found) >= OPENINGS
    for index, sight in enumerate(found):
        before = found[index - 1] if index else Sight({}, ends=True)
        after = found[index + 1] if index + 1 < len(found) else Sight({})
        if not sight.sure:
            _beside(before, sight, after)
        if formal and not sight.opens and "from" not in before.seen:
            sight.seen["bare"] = 1.0


def _beside(before: Sight, sight: Sight, after: Sight) -> None:
    seen = sight.seen
    if before.ends:
        seen["after-end"] = 1.0
    if after.opens or ("people" in after.seen and "sentence" not in seen):
        seen["before-start"] = 1.0
    if "short" in seen and before.sure and "full" in before.seen and "sentence" not in before.seen:
        seen["inserted"] = 1.0
    if "city-head" in after.seen:
        seen["before-cities"] = 1.0
    if "row" in after.seen and "short" in seen and "row" not in seen:
        seen["before-rows"] = 1.0
    if _is_first(sight, after):
        seen |= _follows(before)
        if seen.keys() & {"first", "starts"}:
            seen.pop("short", None)


def _follows(before: Sight) -> Seen:
    """Return what a paragraph's first line is behind this one: a later paragraph, or the one below display type."""
    if before.ends:
        return {}
    if before.sure:
        return {"first": 1.0} if "sentence" in before.seen else {}
    return {"starts": 1.0}


def _is_first(sight: Sight, after: Sight) -> bool:
    """Return whether a line is set like the first of a paragraph: shorter by its indentation, a full line below."""
    apart = "flush" in sight.seen or not after.seen.keys().isdisjoint({"flush", "gap", "people"})
    apart = apart or ("echo" in after.seen and "echo" not in sight.seen)  # a caption begins below
    if apart or sight.opens or after.opens:
        return False
    return "indent" in sight.seen and ("filled" in after.seen or ("comma" in sight.seen and "sentence" in after.seen))
