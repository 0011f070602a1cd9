"""A small file replaced so that it is the old or the new one whatever happens, a power cut included."""

import os
from pathlib import Path


def replace(path: Path, data: bytes) -> None:
    """Put a new content in place of a file; it is on the disk when this returns."""
    draft = path.with_name(path.name + ".new")
    with draft.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
