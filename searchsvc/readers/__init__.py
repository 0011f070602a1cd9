"""Readers: files of every known type turned into pages and ready articles."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from searchsvc.articles import Skipped
from searchsvc.messages import Message
from searchsvc.readers.archives import archive
from searchsvc.readers.beside import dressed
from searchsvc.readers.documents import apart
from searchsvc.readers.files import FOLLOW, NO_LINKS, STDIN, load, loader, standard_input, unknown, walk
from searchsvc.readers.kinds import kind
from searchsvc.readers.objects import read_json
from searchsvc.readers.records import read_jsonl, read_line
from searchsvc.readers.source import NOTHING, Line, Read, Reader, Said, Source
from searchsvc.readers.tables import read_csv
from searchsvc.readers.text import read_text

__all__ = ["NOTHING", "READERS", "STDIN", "Line", "Read", "Reader", "Said", "Source"]
__all__ += ["finished", "read", "read_apart", "read_bytes"]


def read(path: Path, said: Said = NOTHING) -> Iterator[Read]:
    """Yield what is in a file, or in all files of a folder and below, with what `said` and the files beside it tell.

    The path STDIN is standard input, whose type is found from its bytes.

    Never raises for bad input: what can't be read is yielded as Skipped with the reason, and the rest goes on.
    """
    return finished(read_apart(path, said))


def finished(items: Iterable[Read | Line]) -> Iterator[Read]:
    """Yield what was read, lines that were left unread being read now."""
    for item in items:
        yield from read_line(item) if isinstance(item, Line) else (item,)


def read_apart(path: Path, said: Said = NOTHING) -> Iterator[Read | Line]:
    """Yield what `read` does, lines of ready articles still unread."""
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
    return finished(_read_bytes(name, data, suffix))


def _read_bytes(name: str, data: bytes, suffix: str | None = None) -> Iterator[Read | Line]:
    if data:
        yield from READERS[suffix or kind(data)](Source(name, data))
    else:
        yield Skipped(
            name,
            None,
            Message(
                "内容是空的，请发送版面文字或成篇文章。", "It is empty; send the text of a page or ready articles."
            ),
        )


def _read_input(said: Said) -> Iterator[Read | Line]:
    source = standard_input()
    for item in [source] if isinstance(source, Skipped) else _read_bytes(source.path, source.data):
        if isinstance(item, Line):
            yield item.of(said)
        else:
            yield item if isinstance(item, Skipped) else said.of(item)


def _read(path: Path, said: Said, flags: int) -> Iterator[Read | Line]:
    source = load(path, flags)
    if isinstance(source, Skipped):
        yield source
    else:
        yield from dressed(path, _read_source(source), said, loader(flags))


def _read_source(source: Source) -> Iterator[Read | Line]:
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
