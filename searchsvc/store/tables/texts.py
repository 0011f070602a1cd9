"""The lines of the pages that articles stand on: each text once, compressed, as long as an article needs it."""

import hashlib
import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from searchsvc.messages import Message
from searchsvc.store.tables.connection import Connection, Row

Lines = tuple[str, ...]
Text = tuple[bytes, bytes]  # the SHA-256 of the lines as a JSON array, and that compressed


@lru_cache(4)  # the articles of a page come one after the other
def packed(lines: Lines) -> Text:
    """Return the lines of a page as they are kept."""
    data = json.dumps(lines, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).digest(), zlib.compress(data)


def keep(connection: Connection, lines: Lines) -> bytes:
    """Keep the lines of a page, and return the hash they are kept under."""
    digest, data = packed(lines)
    connection.execute("INSERT INTO texts VALUES (?, ?) ON CONFLICT DO NOTHING", (digest, data))
    return digest


def let_go(connection: Connection, digest: bytes | None) -> None:
    """Forget a text where no article stands on it any more."""
    unused = "DELETE FROM texts WHERE hash = ? AND NOT EXISTS (SELECT 1 FROM articles WHERE text = texts.hash)"
    connection.execute(unused, (digest,))


def lines(data: bytes) -> Lines:
    """Return the lines that were compressed."""
    return tuple(json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass")))


def faults(select: Callable[..., Iterable[Row]], place: str) -> Iterator[Message]:
    """Yield the texts that are not as they were written."""
    for digest, data in select("SELECT hash, data FROM texts"):
        if not _is_whole(digest, data):
            yield Message(
                f"{place}：版面原文 {digest.hex()[:16]} 与写入时不一致。",
                f"{place}: the text of page {digest.hex()[:16]} is not as it was written.",
            )


def _is_whole(digest: bytes, data: bytes) -> bool:
    try:
        return hashlib.sha256(zlib.decompress(data)).digest() == digest
    except zlib.error:
        return False
