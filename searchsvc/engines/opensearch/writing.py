"""Writing: documents by bulk, with patience where the cluster is at its limit, each at most as old as its change."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from opensearchpy import OpenSearch
from opensearchpy.helpers import streaming_bulk

from searchsvc import analysis
from searchsvc.engines.base import Change
from searchsvc.engines.opensearch.documents import written
from searchsvc.engines.opensearch.terms import hashed
from searchsvc.errors import EngineUnavailable
from searchsvc.messages import Message
from searchsvc.workers import spread

Json = dict[str, Any]
_AT_ONCE = 500  # documents, and …
_BYTES = 8 << 20  # … bytes of one request
_TRIES, _FIRST_WAIT, _LONGEST_WAIT = 8, 1, 30  # of what was refused for being too much; seconds
_PATIENCE = 60  # seconds for such a request, which is work of many times what a question is
_PIECE = 100  # documents that a process works out at once
_OLD = 409  # there is a newer version of the document: these changes came before

Action = tuple[Json, str | None]  # what is to be done with a document, and the line that says what it is then


@dataclass(frozen=True, slots=True)
class Piece:
    """Changes of an index, and whose words cut them."""

    index: str
    words: tuple[str, ...]
    changes: tuple[Change, ...]


def write(client: OpenSearch, index: str, changes: Iterable[Change], workers: int) -> None:
    """Write changes, which `show` makes seen; repeating it changes nothing. Raises EngineUnavailable.

    `workers` processes work out what is written while the cluster writes what was sent before.
    """
    for done, item in streaming_bulk(
        client,
        chain.from_iterable(spread(_actions, _pieces(index, changes), workers)),
        chunk_size=_AT_ONCE,
        max_chunk_bytes=_BYTES,
        expand_action_callback=_as_it_is,
        raise_on_error=False,
        max_retries=_TRIES,
        initial_backoff=_FIRST_WAIT,
        max_backoff=_LONGEST_WAIT,
        request_timeout=_PATIENCE,
    ):
        ((kind, result),) = item.items()
        if not done and result["status"] != _OLD and (kind, result["status"]) != ("delete", 404):
            raise _refused(result)


def show(client: OpenSearch, index: str) -> None:
    """Make all that is written seen by who asks from now on."""
    shards = client.indices.refresh(index=index)["_shards"]
    if shards["failed"]:
        raise _refused(shards)


def _pieces(index: str, changes: Iterable[Change]) -> Iterator[Piece]:
    rest = iter(changes)
    while some := tuple(islice(rest, _PIECE)):
        yield Piece(index, analysis.used(), some)


def _actions(piece: Piece) -> list[Action]:
    analysis.use(piece.words)  # in another process too
    return [_action(piece.index, change) for change in piece.changes]


def _action(index: str, change: Change) -> Action:
    at = {"_index": index, "_id": hashed(change.id), "version": change.sequence, "version_type": "external_gte"}
    if document := change.document:
        return {"index": at}, json.dumps(written(change, document), ensure_ascii=False, separators=(",", ":"))
    return {"delete": at}, None


def _as_it_is(action: Action) -> Action:
    return action


def _refused(result: Json) -> EngineUnavailable:
    reason = json.dumps(result, ensure_ascii=False)[:300]
    return EngineUnavailable(
        Message(f"OpenSearch 没有写入：{reason}。", f"OpenSearch did not write it: {reason}."),
        Message("检查磁盘空间与集群状态后再试。", "See its disk space and health, then try again."),
    )


def count(client: OpenSearch, index: str) -> int:
    """Return how many documents an index has."""
    return int(client.count(index=index)["count"])
