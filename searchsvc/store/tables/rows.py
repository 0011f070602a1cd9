"""Rows as entries: what was read and what was derived in two columns of JSON, hashed."""

import json
from dataclasses import dataclass
from typing import Any, get_args

from searchsvc.articles import Article, from_record
from searchsvc.errors import IndexDamaged
from searchsvc.messages import Message
from searchsvc.store.base import Entry, State
from searchsvc.store.corrections import corrected
from searchsvc.store.records import hashed
from searchsvc.store.tables.correcting import OF_ARTICLE
from searchsvc.store.tables.correcting import read as stored

# The columns of an entry as it was read; `readings` has an origin too.
READ = (
    "SELECT sequence, id, state, reason, changed, articles.origin, path, rules, read, derived, hash, NULL, '[]', NULL"
    " FROM articles"
)
# The same with joined parts as the whole that they make, and corrected; a later part shows nothing of its own.
_LATER = "coalesce(parts.whole <> articles.id, FALSE)"
_STATE = f"CASE WHEN {_LATER} AND state = 'living' THEN 'joined' ELSE state END"
_WHOLE = {
    name: f"CASE WHEN wholes.id IS NULL THEN articles.{name} ELSE wholes.{name} END"
    for name in ("path", "rules", "read", "derived", "hash")
}
_SHOWN = ", ".join(_WHOLE.values())
_JOINED = "LEFT JOIN parts ON parts.article = articles.id LEFT JOIN wholes ON wholes.id = articles.id"
SHOWN = (
    f"SELECT sequence, articles.id, {_STATE}, reason, changed,"
    f" articles.origin, {_SHOWN}, parts.whole, {OF_ARTICLE}, sketches.cluster FROM articles"
    " LEFT JOIN sketches ON sketches.article = articles.id"
    f" {_JOINED}"
)
RULES = _WHOLE["rules"]
NEXT = "(SELECT coalesce(max(sequence), 0) + 1 FROM articles)"
_STATES = frozenset(get_args(State))
_UNCORRECTED = "[]"
LIVING = f"state = 'living' AND NOT {_LATER}"
COUNTED = f"SELECT count(*) FROM articles {_JOINED} WHERE {LIVING}"


@dataclass(frozen=True)  # without slots, which would make it slow to send to another process
class Told:
    """An article as it is in the rows, in four texts; called, it is the article."""

    path: str | None
    read: str
    derived: str
    corrections: str

    def __call__(self) -> Article:
        """Return the article as it is shown."""
        article = from_record({**json.loads(self.read), **json.loads(self.derived), "path": self.path})
        return article if self.corrections == _UNCORRECTED else corrected(article, stored(self.corrections))


def entry(row: tuple[Any, ...]) -> Entry:
    """Return the Entry of a row of `READ` or `SHOWN`; raises IndexDamaged when it is not as it was written."""
    sequence, name, state, reason, changed, origin, path, rules, read, derived, written, whole, said, cluster = row
    if hashed(name, path, read, derived) != written or state not in _STATES:
        raise IndexDamaged(
            Message(f"文章 {name} 与写入时不一致。", f"Article {name} is not as it was written."),
            Message("请从备份恢复存档。", "Restore the archive from a backup."),
        )
    return Entry(
        sequence=sequence,
        id=name,
        told=Told(path, read, derived, said),
        changed=changed,
        state=state,
        origin=origin,
        rules=rules,
        reason=reason,
        whole=whole,
        cluster=cluster,
    )
