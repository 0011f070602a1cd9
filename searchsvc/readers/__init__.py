"""Readers: files of every known type turned into pages and ready articles."""

from collections.abc import Iterator
from pathlib import Path

from searchsvc.articles import Skipped
from searchsvc.readers.files import FOLLOW, NO_LINKS, load, unknown, walk
from searchsvc.readers.records import read_jsonl
from searchsvc.readers.source import Read, Reader, Source
from searchsvc.readers.text import read_text

__all__ = ["READERS", "Read", "Reader", "Source", "read"]

READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".jsonl": read_jsonl,
}


def read(path: Path) -> Iterator[Read]:
    """Yield what is in a file, or in all files of a folder and below.

    Never raises for bad input: what can't be read is yielded as Skipped with the reason, and the rest goes on.
    """
    suffixes = frozenset(READERS)
    if path.is_dir():
        for entry in walk(path, suffixes):
            yield from [entry] if isinstance(entry, Skipped) else _read(entry, NO_LINKS)
    elif path.suffix.lower() in suffixes or not path.exists():
        yield from _read(path, FOLLOW)
    else:
        yield Skipped(str(path), None, unknown(path, suffixes))


def _read(path: Path, flags: int) -> Iterator[Read]:
    source = load(path, flags)
    if isinstance(source, Skipped):
        yield source
    else:
        yield from READERS[path.suffix.lower()](source)
