"""The folder of an archive or of its index on this machine, made for good."""

import os
from pathlib import Path
from shlex import quote

from searchsvc.errors import IndexMissing
from searchsvc.messages import Message


def make_folder(folder: Path) -> None:
    """Make a folder so that it survives a power cut."""
    made = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for each in made:
        parent = os.open(each.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(parent)
        finally:
            os.close(parent)


def missing(folder: Path, place: Message) -> IndexMissing:
    """Return the error that says that in a place, which the index in a folder would be made from, is no archive."""
    command = f"searchsvc index PATH… --index {quote(str(folder))}"
    return IndexMissing(
        Message(f"{place.zh}里没有索引。", f"There is no index in {place.en}."),
        Message(f"先运行：{command}", f"Run: {command}"),
    )
