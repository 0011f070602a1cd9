"""Whoosh's own files: creating and opening an index, and writing a batch of changes, all of it or nothing."""

import math
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex
from whoosh.reading import EmptyReader, SegmentReader

from searchsvc.engines.base import Change
from searchsvc.engines.whoosh.layout import SCHEMA, row

_NAME = "searchsvc"
_FAN = 8  # so many segments of one size become one of the next …
_LARGE = 512  # … until they have so many documents: a commit merges less than eight times these


def create(folder: Path) -> None:
    """Lay an empty index into a folder."""
    FileIndex.create(FileStorage(str(folder)), SCHEMA, _NAME)


def reader(folder: Path) -> Any:  # noqa: ANN401 - Whoosh has no types
    """Open the newest commit of an index."""
    return _index(folder).reader()


def nothing() -> Any:  # noqa: ANN401
    """Return the reader of an index that has not been created yet."""
    return EmptyReader(SCHEMA)


def commit_number(folder: Path) -> int:
    """Return the number of the newest commit in a folder, -1 where there is none."""
    return max((int(path.stem.rpartition("_")[2]) for path in folder.glob(f"_{_NAME}_*.toc")), default=-1)


def count(folder: Path) -> int:
    """Return how many documents live in an index."""
    return sum(segment.doc_count() for segment in TOC.read(FileStorage(str(folder)), _NAME, schema=SCHEMA).segments)


def write(folder: Path, changes: Iterable[Change], replaced: Iterable[int]) -> None:
    """Add the documents of changes, whose ids differ, and delete the numbers that their ids had, in one commit."""
    writer = _index(folder).writer()
    try:
        for number in replaced:
            writer.delete_document(number)
        for change in changes:
            if change.document:
                writer.add_document(**row(change, change.document))
        writer.commit(mergetype=merge)
    except BaseException:
        _abandon(writer)
        raise


def merge(writer: Any, segments: list[Any]) -> list[Any]:  # noqa: ANN401
    """Merge small segments of one size once there are many of them; return those that stay as they are.

    Whoosh's own policy merges first at the thirteenth commit, and then whatever there is.
    """
    sizes: dict[int, list[Any]] = {}
    for segment in segments:
        sizes.setdefault(_size(segment.doc_count()), []).append(segment)
    merged = {segment for size, alike in sizes.items() if size >= 0 and len(alike) >= _FAN for segment in alike}
    for segment in merged:
        opened = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(opened)
        opened.close()
    return [segment for segment in segments if segment not in merged and segment.doc_count()]


def _size(documents: int) -> int:
    return int(math.log(documents, _FAN)) if 0 < documents < _LARGE else -1


def _index(folder: Path) -> Any:  # noqa: ANN401
    return FileIndex(FileStorage(str(folder)), schema=SCHEMA, indexname=_NAME)


def _abandon(writer: Any) -> None:  # noqa: ANN401
    """Let go of a writer that failed; what it wrote is swept by the next commit."""
    try:
        writer.cancel()
    finally:
        if not writer.is_closed:
            writer.writelock.release()
