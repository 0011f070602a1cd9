"""Articles as stores write them: what was read and what was derived as two texts of JSON, hashed."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from searchsvc.articles import DERIVED, Article, to_record

_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True)  # without slots, which would make it slow to send to another process
class Record:
    """An article as it is written; `content` is the same for the same words in another file or on other lines."""

    path: str | None
    read: str
    derived: str
    hash: bytes
    content: bytes


def record(article: Article) -> Record:
    """Return an article as it is written."""
    values = to_record(article)
    content = hashlib.sha256(_json(_without_place(values)).encode()).digest()
    path = values.pop("path")
    derived = _json({name: values.pop(name) for name in DERIVED})
    read = _json(values)
    return Record(path, read, derived, hashed(article.id, path, read, derived), content)


def _without_place(values: dict[str, Any]) -> dict[str, Any]:
    """Return what an article says: not where it stands, nor how sure its cut is, which hangs on its neighbours too."""
    place = ("path", "lines", "paragraph_lines", "confidence")
    said = {name: value for name, value in values.items() if name not in place}
    for name in ("evidence", "figures"):
        said[name] = [{key: value for key, value in item.items() if key != "lines"} for item in values[name]]
    return said


def hashed(*columns: str | None) -> bytes:
    """Return a hash of texts, by which is proven that they are as they were written."""
    return hashlib.sha256("\0".join(column or "" for column in columns).encode()).digest()
