"""Articles as rows: what was read and what was derived in two columns of JSON, hashed."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any, get_args

from searchsvc.articles import DERIVED, Article, from_record, to_record
from searchsvc.errors import IndexDamaged
from searchsvc.messages import Message
from searchsvc.store.base import Entry, State
from searchsvc.store.corrections import corrected
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
_SHOWN = ", ".join(
    f"CASE WHEN wholes.id IS NULL THEN articles.{name} ELSE wholes.{name} END"
    for name in ("path", "rules", "read", "derived", "hash")
)
SHOWN = (
    f"SELECT sequence, articles.id, {_STATE}, reason, changed,"
    f" articles.origin, {_SHOWN}, parts.whole, {OF_ARTICLE}, sketches.cluster FROM articles"
    " LEFT JOIN sketches ON sketches.article = articles.id"
    " LEFT JOIN parts ON parts.article = articles.id LEFT JOIN wholes ON wholes.id = articles.id"
)
NEXT = "(SELECT coalesce(max(sequence), 0) + 1 FROM articles)"
_STATES = frozenset(get_args(State))
_UNCORRECTED = "[]"
LIVING = f"state = 'living' AND NOT {_LATER}"


@dataclass(frozen=True, slots=True)
class Record:
    """An article as it is written; `content` is the same for the same words in another file or on other lines."""

    path: str | None
    read: str
    derived: str
    hash: bytes
    content: bytes


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


def record(article: Article) -> Record:
    """Return an article as it is written."""
    values = to_record(article)
    content = hashlib.sha256(_json(_without_place(values)).encode()).digest()
    path = values.pop("path")
    derived = _json({name: values.pop(name) for name in DERIVED})
    read = _json(values)
    return Record(path, read, derived, _hash(article.id, path, read, derived), content)


def entry(row: tuple[Any, ...]) -> Entry:
    """Return the Entry of a row of `READ` or `SHOWN`; raises IndexDamaged when it is not as it was written."""
    sequence, name, state, reason, changed, origin, path, rules, read, derived, written, whole, said, cluster = row
    if _hash(name, path, read, derived) != written or state not in _STATES:
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


def _without_place(values: dict[str, Any]) -> dict[str, Any]:
    """Return what an article says: not where it stands, nor how sure its cut is, which hangs on its neighbours too."""
    place = ("path", "lines", "paragraph_lines", "confidence")
    said = {name: value for name, value in values.items() if name not in place}
    for name in ("evidence", "figures"):
        said[name] = [{key: value for key, value in item.items() if key != "lines"} for item in values[name]]
    return said


def _json(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _hash(*columns: str | None) -> bytes:
    return hashlib.sha256("\0".join(column or "" for column in columns).encode()).digest()
