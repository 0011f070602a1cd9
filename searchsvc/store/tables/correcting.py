"""Corrections by hand as rows, beside the articles that they are of."""

import json
from collections.abc import Iterable, Iterator

from searchsvc.store.corrections import LISTS, Correction
from searchsvc.store.tables.connection import Connection

# The corrections of an article as one JSON text, for a SELECT from `articles`.
OF_ARTICLE = (
    "(SELECT json_group_array(json_array(field, spot, value, said_by, said_at)) FROM"
    " (SELECT * FROM corrections WHERE article = articles.id ORDER BY said_at, field, spot) AS own)"
)


def read(rows: str) -> Iterator[Correction]:
    """Yield the corrections of an `OF_ARTICLE`, the oldest first."""
    for field, spot, written, by, at in json.loads(rows):
        value = json.loads(written)
        yield Correction(field=field, spot=spot, value=tuple(value) if field in LISTS else value, by=by, at=at)


def write(
    connection: Connection,
    article_id: str,
    corrections: Iterable[Correction],
    undone: Iterable[tuple[str, str]],
) -> None:
    """Take back the corrections of these (field, spot), then write those; a later one stands for an earlier."""
    stated = {(each.field, each.spot): each for each in corrections}
    delete = "DELETE FROM corrections WHERE article = ? AND field = ? AND spot = ?"
    connection.executemany(delete, [(article_id, *each) for each in {*undone, *stated}])
    rows = [(article_id, each.field, each.spot, _json(each), each.by, each.at) for each in stated.values()]
    connection.executemany("INSERT INTO corrections VALUES (?, ?, ?, ?, ?, ?)", rows)


def corrected(connection: Connection, ids: Iterable[str]) -> frozenset[str]:
    """Return those of the ids whose articles have any."""
    having = "SELECT DISTINCT article FROM corrections WHERE article IN (SELECT value FROM json_each(?))"
    return frozenset(name for (name,) in connection.execute(having, (json.dumps(list(ids)),)))


def _json(correction: Correction) -> str:
    return json.dumps(correction.value, ensure_ascii=False)
