"""Near-duplicates, as rows: sketches, the keys that lead to them, and the pairs that are alike."""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from searchsvc.enrich.sketches import Sketch, alike, packed, unpacked

_LONGEST = 20  # articles under one key: what is said more often tells nothing, and its list would grow for ever
_SHARED = 3  # keys in common make two texts worth comparing; all, where a text has fewer

Fresh = Mapping[int, Sketch]  # by the number of the row


def compare(connection: sqlite3.Connection, sketches: Mapping[str, Sketch | None]) -> None:
    """Put sketches in place of those that these ids had, and find the pairs that are alike."""
    for name in sketches:
        _forget(connection, name)
    fresh = {_added(connection, name, each): each for name, each in sketches.items() if each}
    pairs = list(_alike(connection, fresh))
    both = (
        "SELECT one.article, two.article FROM sketches AS one, sketches AS two WHERE one.number = ? AND two.number = ?"
    )
    connection.executemany(f"INSERT OR IGNORE INTO duplicates {both}", [*pairs, *((two, one) for one, two in pairs)])


def clusters(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return of each article those of its cluster; most have none, and cost no question of their own."""
    having = "SELECT DISTINCT value FROM json_each(?) JOIN duplicates ON article = value"
    some = {name for (name,) in connection.execute(having, (json.dumps(ids),))}
    return {name: _cluster(connection, name) if name in some else () for name in ids}


def _cluster(connection: sqlite3.Connection, article_id: str) -> tuple[str, ...]:
    """Return the articles that are alike, and those that are alike to these, and so on, in order of id."""
    reached = (
        "WITH RECURSIVE reached (id) AS (SELECT other FROM duplicates WHERE article = :id"
        " UNION SELECT other FROM duplicates JOIN reached ON article = reached.id)"
        " SELECT id FROM reached WHERE id <> :id ORDER BY id"
    )
    return tuple(name for (name,) in connection.execute(reached, {"id": article_id}))


def _forget(connection: sqlite3.Connection, article_id: str) -> None:
    row = connection.execute(
        "SELECT number, length, day, sample FROM sketches WHERE article = ?", (article_id,)
    ).fetchone()
    if row is None:
        return
    number, *_ = row
    keys = [(key, number) for key in _sketch(row[1:]).keys]
    connection.executemany("DELETE FROM keys WHERE hash = ? AND number = ?", keys)
    connection.execute("DELETE FROM sketches WHERE number = ?", (number,))
    connection.execute("DELETE FROM duplicates WHERE article = ?1 OR other = ?1", (article_id,))


def _added(connection: sqlite3.Connection, article_id: str, sketch: Sketch) -> int:
    values = (article_id, sketch.length, sketch.day, packed(sketch.sample))
    row = connection.execute("INSERT INTO sketches (article, length, day, sample) VALUES (?, ?, ?, ?)", values)
    return int(row.lastrowid or 0)


def _lists(connection: sqlite3.Connection, keys: Iterable[int]) -> dict[int, list[int]]:
    """Return the numbers that stand under each of these keys."""
    lists: dict[int, list[int]] = defaultdict(list)
    wanted = "SELECT hash, number FROM json_each(?) JOIN keys ON hash = value"
    for key, number in connection.execute(wanted, (json.dumps(sorted(keys)),)):
        lists[key].append(number)
    return lists


def _alike(connection: sqlite3.Connection, fresh: Fresh) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a fresh text and an older one that are alike, and put the fresh ones under their keys."""
    keys_of = {number: sketch.keys for number, sketch in fresh.items()}
    lists = _lists(connection, set(chain.from_iterable(keys_of.values())))
    known = dict(fresh)
    added: list[tuple[int, int]] = []
    for number, keys in keys_of.items():
        shared = Counter(chain.from_iterable(lists[key] for key in keys))
        for other, count in shared.items():
            if count >= min(_SHARED, len(keys)) and alike(fresh[number], _known(connection, other, known)):
                yield number, other
        open_keys = [key for key in keys if len(lists[key]) < _LONGEST]
        for key in open_keys:
            lists[key].append(number)
        added += [(key, number) for key in open_keys]
    connection.executemany("INSERT INTO keys VALUES (?, ?)", sorted(added))


def _known(connection: sqlite3.Connection, number: int, known: dict[int, Sketch]) -> Sketch:
    if number not in known:
        select = "SELECT length, day, sample FROM sketches WHERE number = ?"
        known[number] = _sketch(connection.execute(select, (number,)).fetchone())
    return known[number]


def _sketch(row: tuple[int, str | None, bytes]) -> Sketch:
    length, day, sample = row
    return Sketch(length, day, unpacked(sample))
