"""Keeping: the words of an index, counted by one process for all of them, beside the state of the index.

NAME-state   document `words-INDEX`: the words with how many documents hold each, and the sequence they are of;
             document `counting-INDEX`: since when a process counts them
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

_LONGEST = 600.0  # seconds that counting takes at most; who has begun earlier died


class Keeping:
    """The words kept of an index, under the name that it has to users."""

    def __init__(self, client: OpenSearch, name: str, index: str) -> None:
        self._client = client
        self._index = f"{name}-state"
        self._words, self._counting = f"words-{index}", f"counting-{index}"

    @property
    def sequence(self) -> int:
        """The sequence of the words that are kept, -1 where there are none."""
        found = self._get(self._words, _source_includes="sequence")
        return found["_source"]["sequence"] if found else -1

    def kept(self) -> Words | None:
        """Return the words that are kept, None where there are none."""
        found = self._get(self._words)
        if not found:
            return None
        told = found["_source"]
        counts = json.loads(zlib.decompress(b64decode(told["words"])))
        return Words(told["sequence"], [(word, count) for word, count in counts])

    def keep(self, words: Words) -> None:
        """Keep words."""
        packed = b64encode(zlib.compress(json.dumps(words.counts).encode()))
        body = {"sequence": words.sequence, "words": packed.decode()}
        self._client.index(index=self._index, id=self._words, body=body)

    def forget(self) -> None:
        """Keep nothing of an index that is deleted."""
        for name in (self._words, self._counting):
            self._client.delete(index=self._index, id=name, params={"ignore": 404})

    @contextmanager
    def counting(self) -> Iterator[bool]:
        """Tell whether it is for this process to count, until the end of the block; else another one does."""
        ours = self._claim()
        try:
            yield ours
        finally:
            if ours:
                self._client.delete(index=self._index, id=self._counting, params={"ignore": 404})

    def _claim(self) -> bool:
        found = self._get(self._counting)
        if found and time.time() - found["_source"]["begun"] < _LONGEST:
            return False
        version = {"if_seq_no": found["_seq_no"], "if_primary_term": found["_primary_term"]} if found else None
        try:
            self._client.index(
                index=self._index,
                id=self._counting,
                body={"begun": time.time()},
                params=version or {"op_type": "create"},
            )
        except ConflictError:
            return False
        return True

    def _get(self, name: str, **params: str) -> dict[str, Any] | None:
        found: dict[str, Any] = self._client.get(index=self._index, id=name, params={"ignore": 404, **params})
        return found if found.get("found") else None
