"""Indices: made from a template, pointed to by an alias for other tools, deleted when nobody asks them any more."""

import secrets
import time
from collections.abc import Iterator

from opensearchpy import OpenSearch

from searchsvc.engines.opensearch.connecting import Address
from searchsvc.engines.opensearch.mapping import template
from searchsvc.engines.opensearch.state import State
from searchsvc.messages import Message

_ABANDONED = 7 * 86_400.0  # seconds; who has not completed an index by then died
_CLAUSES = 8_192  # that a query may have in all: a long headline is a phrase for each of its words


class Indices:
    """The indices of one name."""

    def __init__(self, client: OpenSearch, address: Address) -> None:
        self._client = client
        self._address = address

    def make(self) -> str:
        """Make a new index and return its name."""
        name = self._address.name
        self._client.cluster.put_settings(body={"persistent": {"indices.query.bool.max_clause_count": _CLAUSES}})
        body = template(name, self._address.shards, self._address.replicas)
        self._client.indices.put_index_template(name=name, body=body)
        index = f"{name}-g{secrets.token_hex(6)}"
        self._client.indices.create(index=index)
        return index

    def point(self, index: str) -> None:
        """Let the alias, the name itself, stand for this index alone."""
        name = self._address.name
        remove = {"remove": {"index": f"{name}-g*", "alias": name}}
        add = {"add": {"index": index, "alias": name}}
        before = [remove] if self._client.indices.exists_alias(name=name) else []
        self._client.indices.update_aliases(body={"actions": [*before, add]})

    def delete(self, index: str) -> None:
        """Delete an index, if there is one."""
        self._client.indices.delete(index=index, params={"ignore_unavailable": "true"})

    def abandoned(self) -> set[str]:
        """Return the indices that were begun so long ago that nobody completes them any more, if ever anybody did."""
        params = {"name": "index.creation_date", "ignore_unavailable": "true"}
        told = self._client.indices.get_settings(index=f"{self._address.name}-g*", params=params)
        begun = {index: float(one["settings"]["index"]["creation_date"]) / 1000 for index, one in told.items()}
        return {index for index, moment in begun.items() if time.time() - moment > _ABANDONED}

    def faults(self, state: State) -> Iterator[Message]:
        """Yield what is wrong with the index of a state."""
        index = state.index
        if not self._client.indices.exists(index=index):
            yield Message(f"集群上没有索引 {index}。", f"There is no index {index} on the cluster.")
            return
        if self._client.cluster.health(index=index)["status"] == "red":
            yield Message(f"索引 {index} 有分片缺失。", f"Shards of the index {index} are missing.")
            return
        if (found := self._client.count(index=index)["count"]) != state.documents:
            yield Message(
                f"索引 {index} 有 {found} 篇文章，应有 {state.documents} 篇。",
                f"The index {index} has {found} articles where {state.documents} were written.",
            )
