"""The files that arrive in a folder: which are whole, and which were taken as they are now."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from searchsvc.articles import Skipped
from searchsvc.ingest import queue
from searchsvc.ingest.journal import Journal, State
from searchsvc.messages import Message
from searchsvc.readers import READERS
from searchsvc.readers.files import BESIDE, walk
from searchsvc.store.lock import of_file

FAILED = ".failed"  # the folder beside the pages that takes what can't be read
_COMING = (".part", ".tmp")  # how a file is named while it is written


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that is to be taken, as it was when it was looked at; `reason` tells why it can't be read, if it can't."""

    path: Path
    state: State
    reason: Message | None = None


class Spool:
    """A folder that pages arrive in. A file is whole when it stayed the same for `settle` seconds.

    How many files wait is told at `place`.
    """

    def __init__(self, folder: Path, journal: Journal, settle: float, place: Path) -> None:
        self._folder = folder
        self._journal = journal
        self._settle = settle
        self._place = place
        self._since: dict[Path, tuple[State, float]] = {}  # what each file is, and from when on

    def arrived(self) -> list[Arrival]:
        """Look at the folder and return the files that are whole and were not taken as they are, sorted by name."""
        now, present = time.monotonic(), {found.path: found for found in _present(self._folder)}
        self._since = {path: self._known(found, now) for path, found in present.items()}
        self._journal.keep(map(str, present))
        queue.tell(self._place, self.waiting())
        return [
            found
            for path, found in present.items()
            if self._journal.state(str(path)) != found.state and now - self._since[path][1] >= self._settle
        ]

    def waiting(self) -> int:
        """Return how many of the files last looked at were neither taken nor whole."""
        return sum(self._journal.state(str(path)) != state for path, (state, _) in self._since.items())

    def took(self, arrivals: Iterable[Arrival], sequence: int) -> None:
        """Remember for good that these were taken as they were; the archive then stood at `sequence`."""
        self._journal.note({str(each.path): each.state for each in arrivals}, sequence)

    def set_aside(self, arrival: Arrival, reason: Message) -> Path | None:
        """Move a file out of the way, the reason in both languages beside it; None where it can't be."""
        if arrival.path.is_dir() and not arrival.path.is_symlink():
            return None
        wanted = self._folder / FAILED / arrival.path.relative_to(self._folder)
        try:
            wanted.parent.mkdir(parents=True, exist_ok=True)
            aside = arrival.path.rename(_free(wanted))  # first: another machine may have moved it away
            aside.with_name(f"{aside.name}.reason.txt").write_text(f"{reason.zh}\n{reason.en}\n", encoding="utf-8")
            return aside
        except OSError:  # not ours to write, or gone: whoever called remembers the file, and tells the reason
            return None

    def _known(self, found: Arrival, now: float) -> tuple[State, float]:
        before = self._since.get(found.path)
        return before if before and before[0] == found.state else (found.state, now)


@contextmanager
def spool(folder: Path, index: Path, sequence: int, settle: float) -> Iterator[Spool]:
    """Lend the spool of a folder to one process at a time; raises IndexLocked where another has it.

    What was taken is noted in the folder of the archive, which stands at `sequence`.
    """
    whole = folder.resolve()
    journal = Journal.of(whole, index)
    with of_file(journal.path.with_suffix(".lock")).held(0), queue.told(journal.path) as place:
        journal.load(sequence)
        yield Spool(whole, journal, settle, place)


def _present(folder: Path) -> Iterator[Arrival]:
    """Yield the files that a folder and those below hold, but for those still being written and those beside pages."""
    for entry in walk(folder, frozenset(READERS)):
        path, reason = (Path(entry.path), entry.reason) if isinstance(entry, Skipped) else (entry, None)
        if not path.name.endswith((*_COMING, *BESIDE)) and (state := _state(path)):
            yield Arrival(path, state, reason)


def _state(path: Path) -> State | None:
    """Return what tells whether a file, or one beside it, changed; None where it went away meanwhile."""
    own = _looked(path)
    beside = (_looked(path.with_name(path.stem + suffix)) for suffix in BESIDE)
    return (own, *beside) if own else None


def _looked(path: Path) -> tuple[int, int, int] | None:
    try:
        status = path.lstat()
    except FileNotFoundError:
        return None
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns


def _free(path: Path) -> Path:
    """Return the path, or with a number the next one that is free."""
    number, free = 1, path
    while free.exists() or free.is_symlink():
        number, free = number + 1, path.with_name(f"{path.name}.{number + 1}")
    return free
