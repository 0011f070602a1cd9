"""Texts as PostgreSQL takes them: it keeps every character but U+0000, which an article may hold.

U+FDD0, a code that is no character and stands in no text of people, begins a pair that stands for one of the two.
"""

from psycopg import Connection
from psycopg.abc import Buffer
from psycopg.adapt import Loader
from psycopg.types.string import StrDumperUnknown

_MARK = "\ufdd0"
_PAIRS = ((_MARK, _MARK + "1"), ("\0", _MARK + "0"))


def packed(text: str) -> str:
    """Return a text without U+0000.

    >>> unpacked(packed("大\\0同")) == "大\\0同", "\\0" in packed("大\\0同")
    (True, False)
    """
    if "\0" in text or _MARK in text:
        for code, pair in _PAIRS:
            text = text.replace(code, pair)
    return text


def unpacked(text: str) -> str:
    """Return a text as it was before it was packed."""
    if _MARK in text:
        for code, pair in reversed(_PAIRS):
            text = text.replace(pair, code)
    return text


class _Dumper(StrDumperUnknown):
    def dump(self, obj: str) -> Buffer | None:
        return super().dump(packed(obj))


class _Loader(Loader):
    def load(self, data: Buffer) -> str:
        return unpacked(bytes(data).decode())


def attach(connection: Connection[tuple[object, ...]]) -> None:
    """Let a connection pack and unpack all texts."""
    connection.adapters.register_dumper(str, _Dumper)
    connection.adapters.register_loader("text", _Loader)
