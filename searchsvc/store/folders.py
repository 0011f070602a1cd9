"""The folder of an index on this machine: made for good, and noted which archive its index was made from."""

import os
from pathlib import Path
from shlex import quote

from searchsvc.errors import IndexMissing
from searchsvc.messages import Message

NOTE = "history"  # the file that names the history of the archive that the index beside it was made from


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


def noted(folder: Path) -> str | None:
    """Return the history that is noted in a folder, None where none is."""
    try:
        return (folder / NOTE).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None


def note(folder: Path, history: str) -> None:
    """Note a history, in place of the one before, at once or not at all."""
    draft = folder / f"{NOTE}.{os.getpid()}.new"
    draft.write_text(f"{history}\n", encoding="utf-8")
    draft.replace(folder / NOTE)


def missing(folder: Path, place: Message) -> IndexMissing:
    """Return the error that says that in a place, which the index in a folder would be made from, is no archive."""
    command = f"searchsvc index PATH… --index {quote(str(folder))}"
    return IndexMissing(
        Message(f"{place.zh}里没有索引。", f"There is no index in {place.en}."),
        Message(f"先运行：{command}", f"Run: {command}"),
    )
