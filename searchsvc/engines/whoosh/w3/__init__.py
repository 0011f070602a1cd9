"""Whoosh's own segments (its W3 codec), written from arrays; plain Whoosh opens, searches, updates, optimizes them."""

from pathlib import Path
from typing import TYPE_CHECKING

from searchsvc.lazily import face

if TYPE_CHECKING:
    from searchsvc.engines.whoosh.w3.segments import RANKED, SCHEMA, commit, facet_term, sweep, write

__all__ = ["NAME", "RANKED", "SCHEMA", "commit", "contents_path", "facet_term", "path", "sweep", "write"]

NAME = "searchsvc"  # of the index, in its files

__getattr__ = face(__name__, dict.fromkeys(__all__, "segments"))


def contents_path(folder: Path, number: int) -> Path:
    """Return where the table of contents of a commit is."""
    return folder / f"_{NAME}_{number}.toc"


def path(folder: Path, name: str) -> Path:
    """Return where the segment of a name is."""
    return folder / f"{NAME}_{name}.seg"
