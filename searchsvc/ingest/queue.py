"""How many files wait in watched folders, kept beside what was taken from them, for whoever runs the service."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_ENDING = ".waiting"
_WIDTH = 12  # digits: always as many, so that the number can be written anew on a full disk


@dataclass(frozen=True, slots=True)
class Queue:
    """Files of all watched folders that are not taken yet, and the seconds since the folder last looked at was."""

    files: int
    age: float


@contextmanager
def told(path: Path) -> Iterator[Path]:
    """Lend the place of a watched folder's number, beside its journal; it goes when the watch ends, unless killed."""
    place = path.with_suffix(_ENDING)
    try:
        yield place
    finally:
        place.unlink(missing_ok=True)


def tell(place: Path, files: int) -> None:
    """Write how many files wait now; where that can't be written, its age tells."""
    with suppress(OSError):
        place.touch()
        with place.open("r+b") as file:
            file.write(b"%*d\n" % (_WIDTH, files))


def queue(index: Path) -> Queue | None:
    """Return what waits in the folders that are watched for an archive, None where none is."""
    found = [look for place in (index / "watched").glob(f"*{_ENDING}") for look in _look(place)]
    return Queue(sum(files for files, _ in found), max(age for _, age in found)) if found else None


def _look(place: Path) -> Iterator[tuple[int, float]]:
    """Yield what a place tells, unless its watch has just begun or ended."""
    with suppress(OSError, ValueError):
        yield int(place.read_text("ascii")), max(0.0, time.time() - place.stat().st_mtime)
