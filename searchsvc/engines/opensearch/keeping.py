"""Keeping: the words of an index, counted by one process for all of them, beside the state of the index.

NAME-state   document `words`: the words with how many documents hold each, and the sequence and index they are of;
             document `counting`: since when a process counts them
"""

import json
import time
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from opensearchpy import ConflictError, OpenSearch

from searchsvc.engines.base import Words
from searchsvc.engines.opensearch.state import State

_LONGEST = 600.0  # seconds that counting takes at most; who has begun earlier died


class Keeping:
    """The words kept under a name."""

    def __init__(self, client: OpenSearch, name: str) -> None:
        self._client = client
        self._index = f"{name}-state"

    def kept(self, state: State) -> Words | None:
        """Return the words that are kept, None where there are none or they are not of the index of this state."""
        found = self._get("words")
        told = found["_source"] if found else None
        if not told or told["index"] != state.index:
            return None
        counts = json.loads(zlib.decompress(b64decode(told["words"])))
        return Words(told["sequence"], [(word, count) for word, count in counts])

    def keep(self, state: State, words: Words) -> None:
        """Keep the words of a state."""
        packed = b64encode(zlib.compress(json.dumps(words.counts).encode()))
        body = {"index": state.index, "sequence": words.sequence, "words": packed.decode()}
        self._client.index(index=self._index, id="words", body=body)

    @contextmanager
    def counting(self) -> Iterator[bool]:
        """Tell whether it is for this process to count, until the end of the block; else another one does."""
        ours = self._claim()
        try:
            yield ours
        finally:
            if ours:
                self._client.delete(index=self._index, id="counting", params={"ignore": 404})

    def _claim(self) -> bool:
        found = self._get("counting")
        if found and time.time() - found["_source"]["begun"] < _LONGEST:
            return False
        version = {"if_seq_no": found["_seq_no"], "if_primary_term": found["_primary_term"]} if found else None
        try:
            self._client.index(
                index=self._index,
                id="counting",
                body={"begun": time.time()},
                params=version or {"op_type": "create"},
            )
        except ConflictError:
            return False
        return True

    def _get(self, name: str) -> dict[str, Any] | None:
        found: dict[str, Any] = self._client.get(index=self._index, id=name, params={"ignore": 404})
        return found if found.get("found") else None
