"""Zip archives: the files in them, each read as if it were named itself."""

from collections.abc import Iterator
from pathlib import Path

from searchsvc.articles import Skipped
from searchsvc.messages import Message
from searchsvc.readers.beside import dressed
from searchsvc.readers.documents import parsed
from searchsvc.readers.files import BESIDE, alone
from searchsvc.readers.source import NOTHING, Line, Read, Reader, Source

_NESTED = Message(
    "压缩包里的压缩包不再打开，请解压后直接指定。",
    "An archive within an archive is not opened; unpack it and name it itself.",
)


def archive(read: Reader) -> Reader:
    """Return the reader of archives whose files are read by `read`, which knows their types.

    A file beside a page of the archive tells of it as it does in a folder.
    """

    def read_zip(source: Source) -> Iterator[Read | Line]:
        beside: dict[Path, Source] = {}
        lonely: set[Path] = set()
        for item in parsed("zip", source):
            if not isinstance(item, Source):
                yield item
            elif item.path.lower().endswith(".zip"):
                yield Skipped(item.path, None, _NESTED)
            elif item.path.endswith(BESIDE):
                beside[Path(item.path)] = item
                lonely.add(Path(item.path))
            else:
                path = Path(item.path)
                lonely -= {path.with_name(path.stem + suffix) for suffix in BESIDE}
                yield from dressed(path, read(item), NOTHING, beside.get)
        for path in sorted(lonely):
            suffix = next(end for end in BESIDE if path.name.endswith(end))
            yield Skipped(str(path), None, alone(suffix))

    return read_zip
