"""Readers: files of every known type turned into pages and ready articles."""

from collections.abc import Iterator
from pathlib import Path

from searchsvc.articles import Skipped
from searchsvc.readers.archives import archive
from searchsvc.readers.beside import NOTHING, Said, dressed
from searchsvc.readers.documents import apart
from searchsvc.readers.files import FOLLOW, NO_LINKS, STDIN, load, loader, standard_input, unknown, walk
from searchsvc.readers.kinds import kind
from searchsvc.readers.objects import read_json
from searchsvc.readers.records import read_jsonl
from searchsvc.readers.source import Read, Reader, Source
from searchsvc.readers.tables import read_csv
from searchsvc.readers.text import read_text

__all__ = ["NOTHING", "READERS", "STDIN", "Read", "Reader", "Said", "Source", "read", "read_bytes"]


def read(path: Path, said: Said = NOTHING) -> Iterator[Read]:
    """Yield what is in a file, or in all files of a folder and below, with what `said` and the files beside it tell.

    The path STDIN is standard input, whose type is found from its bytes.

    Never raises for bad input: what can't be read is yielded as Skipped with the reason, and the rest goes on.
    """
    suffixes = frozenset(READERS)
    if str(path) == STDIN:
        yield from _read_input(said)
    elif path.is_dir():
        for entry in walk(path, suffixes):
            yield from [entry] if isinstance(entry, Skipped) else _read(entry, said, NO_LINKS)
    elif path.suffix.lower() in suffixes or not path.exists():
        yield from _read(path, said, FOLLOW)
    else:
        yield Skipped(str(path), None, unknown(path, suffixes))


def read_bytes(name: str, data: bytes, suffix: str | None = None) -> Iterator[Read]:
    """Yield what is in bytes that came without a file; their type is found out where `suffix` does not tell it."""
    if data:
        yield from READERS[suffix or kind(data)](Source(name, data))
    else:
        yield Skipped(name, None, "It is empty; send the text of a page or ready articles.")


def _read_input(said: Said) -> Iterator[Read]:
    source = standard_input()
    for item in [source] if isinstance(source, Skipped) else read_bytes(source.path, source.data):
        yield item if isinstance(item, Skipped) else said.of(item)


def _read(path: Path, said: Said, flags: int) -> Iterator[Read]:
    source = load(path, flags)
    if isinstance(source, Skipped):
        yield source
    else:
        yield from dressed(path, _read_source(source), said, loader(flags))


def _read_source(source: Source) -> Iterator[Read]:
    path = Path(source.path)
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        yield Skipped(source.path, None, unknown(path, frozenset(READERS)))
    else:
        yield from reader(source)


READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".jsonl": read_jsonl,
    ".json": read_json,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".md": apart("markdown"),
    ".markdown": apart("markdown"),
    ".html": apart("html"),
    ".htm": apart("html"),
    ".docx": apart("docx"),
    ".pdf": apart("pdf"),
    ".zip": archive(_read_source),
}
