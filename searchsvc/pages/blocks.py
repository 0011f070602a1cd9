"""The blocks of a page: a run of sure prose is one, every other line is one of its own."""

from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from searchsvc.articles import Role
from searchsvc.pages.lines import Line
from searchsvc.pages.signs import Seen, Sight

_OF_RUNS = ("bias", "bare", "broken", "indented", "reset")  # what is told of a run by its first line
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
    told = [roles.get(line.number) for line in lines] if roles else [None] * len(lines)
    gathered: list[Block] = []
    first = 0
    for index, sight in enumerate(found):
        tail = "tail" in sight.seen
        after = index + 1
        runs_on = sight.sure and not tail and after < len(lines) and found[after].sure
        goes_on = runs_on and "reset" not in found[after].seen
        if goes_on and after not in starts and told[after] == told[index]:
            continue
        seen = _of_run(found[first].seen, sight.seen) if sight.sure else sight.seen
        gathered.append(Block(first, index, seen, lines[index].closed or sight.ends, tail, told[index]))
        first = after
    return gathered


def _of_run(first: Seen, last: Seen) -> Seen:
    told = {name: first[name] for name in _OF_RUNS if name in first} | {"prose": 1.0}
    return told | {"signed": 1.0} if "signed" in last else told
