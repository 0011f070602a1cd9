"""Near-duplicates, as rows: sketches, the keys that lead to them, and the cluster that each text is in.

A cluster is what copies lead to, from one to the next; it is named by the least id of its articles, so that it is the
same in whatever order they came. Texts of one cluster need not be compared with each other, which keeps what
everybody prints cheap; where one of them changes or goes, those that are left are compared anew.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from searchsvc.enrich.sketches import Sketch, alike, packed, unpacked
from searchsvc.store.tables.connection import Connection

_LONGEST = 20  # articles under one key: what is said more often tells nothing, and its list would grow for ever
_SHARED = 2  # keys in common make two texts worth comparing; all, where a text has fewer


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A text that is known, under its number."""

    number: int
    article: str
    sketch: Sketch
    cluster: str | None


Group = set[Row]


def compare(connection: Connection, sketches: Mapping[str, Sketch | None], reached: int) -> None:
    """Put sketches in place of those that these ids had; what gets into another cluster thereby moves at `reached`."""
    before = {row.article: row for row in _rows(connection, "article", sketches)}
    changed = {name: each for name, each in sketches.items() if each != _sketch(before.get(name))}
    gone = [row for name, row in before.items() if name in changed]
    left = _rows(connection, "cluster", {row.cluster for row in gone if row.cluster})
    _forget(connection, gone)
    fresh = [*_added(connection, changed), *(row for row in left if row.article not in changed)]
    pairs = list(_candidates(connection, fresh))
    others = _around(connection, {other for _, other in pairs} - {row.number for row in fresh})
    _move(connection, _clusters(fresh, others, pairs), reached)


def copies(connection: Connection, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return for each id the other articles of its cluster, in order of id."""
    found: dict[str, list[str]] = {name: [] for name in ids}
    others = (
        "SELECT one.article, other.article FROM json_each(?) JOIN sketches AS one ON one.article = value"
        " JOIN sketches AS other ON other.cluster = one.cluster AND other.number <> one.number ORDER BY other.article"
    )
    for name, other in connection.execute(others, (json.dumps(list(found)),)):
        found[name].append(other)
    return {name: tuple(own) for name, own in found.items()}


def _sketch(row: Row | None) -> Sketch | None:
    return row.sketch if row else None


def _rows(connection: Connection, column: str, values: Iterable[str | int]) -> list[Row]:
    """Return the rows that have one of these values in a column."""
    of_type = "CAST(value AS BIGINT)" if column == "number" else "value"
    join = f"json_each(?) JOIN sketches ON {column} = {of_type}"
    select = f"SELECT number, article, length, day, sample, cluster FROM {join}"
    found = connection.execute(select, (json.dumps(list(values)),))
    return [
        Row(number, article, Sketch(length, day, unpacked(sample)), cluster)
        for number, article, length, day, sample, cluster in found
    ]


def _forget(connection: Connection, gone: Iterable[Row]) -> None:
    keys = [(key, row.number) for row in gone for key in row.sketch.keys]
    connection.executemany("DELETE FROM keys WHERE hash = ? AND number = ?", keys)
    connection.executemany("DELETE FROM sketches WHERE number = ?", [(row.number,) for row in gone])


def _added(connection: Connection, sketches: Mapping[str, Sketch | None]) -> list[Row]:
    (last,) = connection.execute("SELECT coalesce(max(number), 0) FROM sketches").fetchone()
    there = [(name, each) for name, each in sketches.items() if each]
    added = [Row(number, name, each, None) for number, (name, each) in enumerate(there, last + 1)]
    connection.executemany(
        "INSERT INTO sketches (number, article, length, day, sample) VALUES (?, ?, ?, ?, ?)",
        [(row.number, row.article, row.sketch.length, row.sketch.day, packed(row.sketch.sample)) for row in added],
    )
    return added


def _candidates(connection: Connection, fresh: Iterable[Row]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a fresh text and another one that may be alike, and put the fresh ones under their keys."""
    keys_of = {row.number: row.sketch.keys for row in fresh}
    lists = _lists(connection, set(chain.from_iterable(keys_of.values())))
    entered: defaultdict[int, list[int]] = defaultdict(list)
    for number, keys in keys_of.items():
        own = [lists[key] for key in keys]
        shared = Counter(chain.from_iterable(own))
        least = min(_SHARED, len(keys))
        yield from ((number, other) for other, count in shared.items() if count >= least and other != number)
        for key, others in zip(keys, own, strict=True):
            if len(others) < _LONGEST and number not in others:
                others.append(number)
                entered[key].append(number)
    rows = ((key, number) for key in sorted(entered) for number in entered[key])  # in the order of the table
    connection.executemany("INSERT INTO keys VALUES (?, ?)", rows)


def _lists(connection: Connection, keys: Iterable[int]) -> defaultdict[int, list[int]]:
    """Return the numbers that stand under each of these keys."""
    lists: defaultdict[int, list[int]] = defaultdict(list)
    wanted = "SELECT hash, number FROM json_each(?) JOIN keys ON hash = CAST(value AS BIGINT)"
    for key, number in connection.execute(wanted, (json.dumps(sorted(keys)),)):
        lists[key].append(number)
    return lists


def _around(connection: Connection, numbers: Iterable[int]) -> list[Row]:
    """Return the texts with these numbers and all of their clusters."""
    rows = _rows(connection, "number", numbers)
    mates = _rows(connection, "cluster", {row.cluster for row in rows if row.cluster})
    return list({row.number: row for row in (*rows, *mates)}.values())


def _clusters(fresh: Iterable[Row], others: Iterable[Row], pairs: Iterable[tuple[int, int]]) -> Iterable[Group]:
    """Join what is alike; the fresh ones begin alone, the others in the clusters that they are in."""
    rows = {row.number: row for row in (*fresh, *others)}
    groups: dict[int, Group] = {row.number: {row} for row in fresh}
    known: dict[str, Group] = {}
    for row in others:
        groups[row.number] = known.setdefault(row.cluster or row.article, set())
        groups[row.number].add(row)
    for one, other in pairs:
        mine, theirs = groups[one], groups[other]
        if mine is not theirs and alike(rows[one].sketch, rows[other].sketch):
            mine |= theirs
            groups.update((row.number, mine) for row in theirs)
    return {id(group): group for group in groups.values()}.values()


def _move(connection: Connection, groups: Iterable[Group], reached: int) -> None:
    """Write the cluster of each text that got into another one, or into none."""
    named = [(min(row.article for row in group) if len(group) > 1 else None, group) for group in groups]
    moved = [(name, reached, row.number) for name, group in named for row in group if row.cluster != name]
    connection.executemany("UPDATE sketches SET cluster = ?, moved = ? WHERE number = ?", moved)
