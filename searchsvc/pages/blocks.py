"""The blocks of a page: a run of sure prose is one, every other line is one of its own."""

from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from searchsvc.articles import Role
from searchsvc.pages.lines import Line
from searchsvc.pages.signs import Seen, Sight

_OF_RUNS = ("bias", "bare", "indented", "reset")  # what is told of a run by its first line
_NOWHERE: Set[int] = frozenset()
_NONE: Mapping[int, Role] = {}


class Block(NamedTuple):
    """The lines `first` to `last` (counted from 0) and what is seen on them.

    `closed`: the last line ends a sentence or an article. `tail`: it ends with a byline.
    `role` is what somebody said that the lines are.
    """

    first: int
    last: int
    seen: Seen
    closed: bool = True
    tail: bool = False
    role: Role | None = None


def blocks(
    lines: Sequence[Line], found: Sequence[Sight], starts: Set[int] = _NOWHERE, roles: Mapping[int, Role] = _NONE
) -> list[Block]:
    """Gather the lines to blocks: one begins where `starts` tells and where the roles, by number of line, change."""
    gathered: list[Block] = []
    for index, (line, sight) in enumerate(zip(lines, found, strict=True)):
        closed, tail = line.closed or sight.ends, "tail" in sight.seen
        role = roles.get(line.number)
        last = gathered[-1] if gathered and index not in starts and gathered[-1].role == role else None
        if not sight.sure:
            gathered.append(Block(index, index, sight.seen, closed, tail, role))
        elif last and "prose" in last.seen and not last.tail:
            gathered[-1] = Block(last.first, index, last.seen, closed, tail, role)
        else:
            kept = {name: sight.seen[name] for name in _OF_RUNS if name in sight.seen}
            gathered.append(Block(index, index, kept | {"prose": 1.0}, closed, tail, role))
    return gathered
