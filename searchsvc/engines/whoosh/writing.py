"""Whoosh's own files: creating and opening an index, and writing a batch of changes, all of it or nothing."""

import math
import os
from collections.abc import Iterable
from pathlib import Path
from shutil import copy2, copytree, ignore_patterns
from typing import Any

from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex
from whoosh.reading import EmptyReader, SegmentReader

from searchsvc.engines.base import Change
from searchsvc.engines.whoosh.layout import SCHEMA, row

_NAME = "searchsvc"
_POOL = 512  # MB of postings held in memory before they spill into files: enough for a full segment
_FAN = 8  # so many segments of one size become one of the next …
_LARGE = 512  # … until they have so many documents: a commit merges less than eight times these


def create(folder: Path, base: Path | None = None) -> None:
    """Lay an index into a folder: an empty one, or that of another folder, whose files it shares where links can."""
    if base is None:
        FileIndex.create(FileStorage(str(folder)), SCHEMA, _NAME)
    else:
        copytree(
            base, folder, copy_function=_share, ignore=ignore_patterns("manifest.json*", "*LOCK"), dirs_exist_ok=True
        )


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
    writer = _index(folder).writer(codec=_codec(), limitmb=_POOL)
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


def _share(source: str, target: str) -> None:
    """Link a file, which Whoosh never writes to again, or copy it."""
    try:
        os.link(source, target)
    except OSError:
        copy2(source, target)


def _size(documents: int) -> int:
    return int(math.log(documents, _FAN)) if 0 < documents < _LARGE else -1


def _codec() -> Any:  # noqa: ANN401
    """Return Whoosh's codec without the lengths of each block's fields: half the time, and no score depends on them."""
    codec = W3Codec()
    codec.length_stats = False
    return codec


def _index(folder: Path) -> Any:  # noqa: ANN401
    return FileIndex(FileStorage(str(folder)), schema=SCHEMA, indexname=_NAME)


def _abandon(writer: Any) -> None:  # noqa: ANN401
    """Let go of a writer that failed; what it wrote is swept by the next commit."""
    try:
        writer.cancel()
    finally:
        if not writer.is_closed:
            writer.writelock.release()
