"""Which segments become one, so that there are few and nobody waits for it."""

import math
from collections.abc import Iterable, Sequence

from searchsvc.engines.whoosh.raw import LARGEST
from searchsvc.engines.whoosh.written import Written

_FAN = 8  # so many segments of one size become one of the next …
_PATIENCE = 4_096  # … unless they have more documents than this and than four times what was added: nobody waits longer


def mergeable(held: Sequence[Written], added: int) -> list[list[Written]]:
    """Return which segments become one: new ones, as far as they fit; small ones of one size; those half deleted."""
    most = max(_PATIENCE, 4 * added)
    there = [one for one in held if one.leaf.count]
    fresh = [one for one in there if one.whoosh is None]
    groups = _fitting(fresh)
    sizes: dict[int, list[Written]] = {}
    for one in there:
        if one.whoosh is not None or (len(fresh) == 1 and not one.rough):
            sizes.setdefault(int(math.log(one.leaf.count, _FAN)), []).append(one)
    groups = [group for group in groups if len(group) > 1 or group[0].rough]
    groups += [alike for alike in sizes.values() if len(alike) >= _FAN and _count(alike) <= min(most, LARGEST)]
    taken = {one.name for group in groups for one in group}
    halved = [one for one in there if 2 * one.leaf.count < one.leaf.segment.count and one.name not in taken]
    return groups + [[one] for one in halved if one.leaf.count <= most]


def crowded(held: Iterable[Written]) -> list[list[Written]]:
    """Return which segments become one so that there are as few as can be and none holds what was deleted."""
    groups = _fitting(one for one in held if one.leaf.count)
    return [group for group in groups if len(group) > 1 or group[0].leaf.count < group[0].leaf.segment.count]


def _fitting(segments: Iterable[Written]) -> list[list[Written]]:
    """Return segments in groups that fit into one each."""
    groups: list[list[Written]] = []
    for one in segments:
        if groups and _count(groups[-1]) + one.leaf.count <= LARGEST:
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _count(group: Iterable[Written]) -> int:
    return sum(one.leaf.count for one in group)
