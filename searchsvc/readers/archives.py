"""Zip archives: the files in them, each read as if it were named itself."""

from collections.abc import Callable, Iterator

from searchsvc.articles import Skipped
from searchsvc.readers.documents import parsed
from searchsvc.readers.source import Read, Source

_NESTED = "An archive within an archive is not opened; unpack it and name it itself."


def archive(read: Callable[[Source], Iterator[Read]]) -> Callable[[Source], Iterator[Read]]:
    """Return the reader of archives whose files are read by `read`, which knows their types."""

    def read_zip(source: Source) -> Iterator[Read]:
        for item in parsed("zip", source):
            if not isinstance(item, Source):
                yield item
            elif item.path.lower().endswith(".zip"):
                yield Skipped(item.path, None, _NESTED)
            else:
                yield from read(item)

    return read_zip
