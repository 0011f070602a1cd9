"""Values of facets as they are shown beside results: a list, or a tree where one facet lies in another."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from searchsvc.facets import FACETS
from searchsvc.web.turning import Step


@dataclass(frozen=True, slots=True)
class Row:
    """A value of a facet with its count, None for what has none: `turn` chooses it or lets go, `without` excludes it.

    `only` chooses it in place of what is chosen of the facet, None where nothing else is. `below` are the values in it.
    """

    facet: str
    value: str | None
    label: str
    count: int
    selected: bool
    turn: str
    without: str
    only: str | None = None
    below: tuple["Row", ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A facet as it is shown, or several one below the other.

    `more` is the way to what shows what was cut off, `asks` are the facets whose values scripts look up.
    """

    name: str
    label: str
    rows: tuple[Row, ...]
    other: int
    more: Step | None
    asks: tuple[str, ...] = ()


def planted(groups: Iterable[Group]) -> list[Group]:
    """Return the groups, those of a facet that lies in the one shown before it as one tree with that."""
    trees: list[list[Group]] = []
    for group in groups:
        if trees and FACETS[group.name].parent == trees[-1][-1].name:
            trees[-1].append(group)
        else:
            trees.append([group])
    return [_tree(levels) if len(levels) > 1 else levels[0] for levels in trees]


def _tree(levels: list[Group]) -> Group:
    """Return facets, the widest first, as one: each value below the nearest shown that it lies in."""
    rows = list(chain.from_iterable(level.rows for level in levels))
    shown = {(row.facet, row.value) for row in rows}
    below: defaultdict[tuple[str, str] | None, list[Row]] = defaultdict(list)
    for row in rows:
        below[next((place for place in _above(row.facet, row.value) if place in shown), None)].append(row)

    def grown(row: Row) -> Row:
        under = below[row.facet, row.value] if row.value is not None else []
        return replace(row, below=tuple(map(grown, under)))

    return Group(
        name=levels[0].name,
        label=" › ".join(level.label for level in levels),
        rows=tuple(map(grown, sorted(below[None], key=lambda row: row.value is None))),
        other=sum(level.other for level in levels),
        more=next((level.more for level in levels if level.more), None),
        asks=tuple(chain.from_iterable(level.asks for level in levels)),
    )


def _above(name: str, value: str | None) -> Iterator[tuple[str, str]]:
    """Yield the facets and values that a value lies in, the nearest first."""
    facet = FACETS[name]
    if value is not None and facet.parent and (wider := facet.above(value)):
        yield facet.parent, wider
        yield from _above(facet.parent, wider)
