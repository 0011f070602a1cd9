"""Articles as rows: what was read and what was derived in two columns of JSON, hashed, and figures one by one."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, get_args

from searchsvc.articles import DERIVED, Article, from_record, to_record
from searchsvc.errors import IndexDamaged
from searchsvc.messages import Message
from searchsvc.store.base import Entry, State

# `articles.origin`, for `readings` has one too
ENTRY = "sequence, id, state, reason, changed, articles.origin, path, rules, read, derived, hash"


@dataclass(frozen=True, slots=True)
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
    return Record(path, read, derived, _hash(article.id, path, read, derived), content)


def entry(row: tuple[Any, ...]) -> Entry:
    """Return the Entry of a row of `ENTRY`; raises IndexDamaged when it is not as it was written."""
    sequence, name, state, reason, changed, origin, path, rules, read, derived, written = row
    if _hash(name, path, read, derived) != written or state not in get_args(State):
        raise IndexDamaged(
            Message(f"文章 {name} 与写入时不一致。", f"Article {name} is not as it was written."),
            Message("请从备份恢复 store.sqlite。", "Restore store.sqlite from a backup."),
        )
    article = replace(from_record(json.loads(read) | json.loads(derived)), path=path)
    return Entry(
        sequence=sequence,
        id=name,
        last=article,
        changed=changed,
        state=state,
        origin=origin,
        rules=rules,
        reason=reason,
    )


def figures(article: Article) -> Iterator[tuple[object, ...]]:
    """Yield the rows of the table of figures, in the order of its columns."""
    for place, figure in enumerate(article.figures):
        yield (
            article.id,
            place,
            figure.metric,
            figure.label,
            float(figure.value),
            figure.unit,
            float(figure.amount),
            figure.amount_max if figure.amount_max is None else float(figure.amount_max),
            figure.bound,
            figure.city,
            figure.zone,
            figure.stage,
            figure.quote,
            figure.start,
            figure.end,
            *(figure.lines or (None, None)),
        )


def _without_place(values: dict[str, Any]) -> dict[str, Any]:
    said = {name: value for name, value in values.items() if name not in ("path", "lines", "paragraph_lines")}
    for name in ("evidence", "figures"):
        said[name] = [{key: value for key, value in item.items() if key != "lines"} for item in values[name]]
    return said


def _json(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _hash(*columns: str | None) -> bytes:
    return hashlib.sha256("\0".join(column or "" for column in columns).encode()).digest()
