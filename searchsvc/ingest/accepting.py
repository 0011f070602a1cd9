"""Records that a program sends: each accepted or refused for itself, all that is new durable and found together."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from searchsvc.articles import Skipped, Unfit
from searchsvc.engines.base import Engine
from searchsvc.enrich.signatures import Seen
from searchsvc.errors import UnreadableSource
from searchsvc.ingest.joining import join
from searchsvc.ingest.reading import incoming
from searchsvc.ingest.settling import settle, unread
from searchsvc.ingest.upkeep import catch_up
from searchsvc.messages import Message
from searchsvc.readers import Read, read_bytes
from searchsvc.readers.kinds import kind
from searchsvc.store.base import Incoming, Outcome, Store

Status = Literal["new", "replaced", "unchanged", "rejected"]
RECORDS = (".json", ".jsonl")


@dataclass(frozen=True, slots=True)
class Accepted:
    """What became of one record: its id and status; `error` says why it was rejected, or what of it was left out."""

    id: str | None
    status: Status
    error: Message | None = None


@dataclass(slots=True)
class _Row:
    """One record on its way: the article in it, or why there is none."""

    incoming: Incoming | None
    error: Message | None = None


def accept(store: Store, engine: Engine, data: bytes, name: str) -> list[Accepted]:
    """Save the ready articles in a JSON object, array, or lines of JSON; a row for each record, in order.

    When this returns, what is new is on the disk and found by the next search. `name` is what the articles came from.
    Raises UnreadableSource where the bytes are no JSON at all, IndexLocked where another process is writing.
    """
    suffix = _suffix(data)
    if suffix not in RECORDS:
        raise UnreadableSource(
            Message("正文不是 JSON。", "The body is not JSON."),
            Message("请发送一个对象、一个数组，或每行一个对象。", "Send an object, an array, or an object a line."),
        )
    seen: Seen = {}
    rows = _rows(read_bytes(name, data, suffix), seen)
    with store.writing():
        accepted = _saved(store, rows, seen)
        join(store)
        catch_up(store, engine)
    return accepted


def _suffix(data: bytes) -> str:
    """Return the kind of the bytes; what is one line may be a document with many records."""
    found = kind(data)
    return ".json" if found == ".jsonl" and b"\n" not in data.strip() else found


def _rows(read: Iterable[Read], seen: Seen) -> list[_Row]:
    rows: list[_Row] = []

    def skip(skipped: Skipped) -> None:
        if isinstance(skipped, Unfit):
            rows[-1].error = skipped.reason
        else:
            rows.append(_Row(None, skipped.reason))

    for item in read:
        if isinstance(item, Skipped):
            skip(item)
        else:
            rows += [_Row(each) for each in incoming(item, None, seen, skip)]
    return rows


def _saved(store: Store, rows: list[_Row], seen: Seen) -> list[Accepted]:
    """Save the articles under the ids that they may have, and return what became of each row."""
    arrived = [row.incoming for row in rows if row.incoming]
    absent = unread(store, arrived)
    settled = [settle(store, [each], seen, complete=True, absent=absent).incoming[0] for each in arrived]
    saved = zip(settled, store.save(settled), strict=True)
    return [
        _accepted(*next(saved), row.error) if row.incoming else Accepted(None, "rejected", row.error) for row in rows
    ]


def _accepted(saved: Incoming, outcome: Outcome, error: Message | None) -> Accepted:
    name = saved.article.id
    if outcome == "tombstoned":
        why = Message(
            f"文章已删除，不再收入；恢复：searchsvc delete {name} --restore。",
            f"It was deleted and stays away; searchsvc delete {name} --restore brings it back.",
        )
        return Accepted(name, "rejected", why)
    return Accepted(name, outcome, error)
