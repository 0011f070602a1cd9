"""Writing: documents by bulk, with patience where the cluster is at its limit, each at most as old as its change."""

import json
from collections.abc import Iterable
from typing import Any

from opensearchpy import OpenSearch
from opensearchpy.helpers import streaming_bulk

from searchsvc.engines.base import Change
from searchsvc.engines.opensearch.documents import written
from searchsvc.engines.opensearch.terms import hashed
from searchsvc.errors import EngineUnavailable
from searchsvc.messages import Message

Json = dict[str, Any]
_AT_ONCE = 500  # documents, and …
_BYTES = 8 << 20  # … bytes of one request
_TRIES, _FIRST_WAIT, _LONGEST_WAIT = 8, 1, 30  # of what was refused for being too much; seconds
_OLD = 409  # there is a newer version of the document: these changes came before


def write(client: OpenSearch, index: str, changes: Iterable[Change]) -> None:
    """Write changes, which `show` makes seen; repeating it changes nothing. Raises EngineUnavailable."""
    for done, item in streaming_bulk(
        client,
        (_action(index, change) for change in changes),
        chunk_size=_AT_ONCE,
        max_chunk_bytes=_BYTES,
        raise_on_error=False,
        max_retries=_TRIES,
        initial_backoff=_FIRST_WAIT,
        max_backoff=_LONGEST_WAIT,
    ):
        ((kind, result),) = item.items()
        if not done and result["status"] != _OLD and (kind, result["status"]) != ("delete", 404):
            raise _refused(result)


def show(client: OpenSearch, index: str) -> None:
    """Make all that is written seen by who asks from now on."""
    shards = client.indices.refresh(index=index)["_shards"]
    if shards["failed"]:
        raise _refused(shards)


def _action(index: str, change: Change) -> Json:
    action = {"_index": index, "_id": hashed(change.id), "version": change.sequence, "version_type": "external_gte"}
    if document := change.document:
        return {"_op_type": "index", **action, "_source": written(change, document)}
    return {"_op_type": "delete", **action}


def _refused(result: Json) -> EngineUnavailable:
    reason = json.dumps(result, ensure_ascii=False)[:300]
    return EngineUnavailable(
        Message(f"OpenSearch 没有写入：{reason}。", f"OpenSearch did not write it: {reason}."),
        Message("检查磁盘空间与集群状态后再试。", "See its disk space and health, then try again."),
    )


def count(client: OpenSearch, index: str) -> int:
    """Return how many documents an index has."""
    return int(client.count(index=index)["count"])
