"""The tables that decide how a text is folded and cut."""

import hashlib
from collections.abc import Iterator
from importlib import resources

NAMES = ("simplified.tsv", "dictionary.tsv")


def rows(name: str) -> Iterator[list[str]]:
    """Yield the rows of a table of the package, without its comments."""
    for line in _table(name).decode().splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def fingerprint() -> str:
    """Return a hash of the tables: what was folded and cut by others is to be analysed again."""
    return hashlib.sha256(b"\0".join(map(_table, NAMES))).hexdigest()[:16]


def _table(name: str) -> bytes:
    return (resources.files("searchsvc") / "data" / name).read_bytes()
