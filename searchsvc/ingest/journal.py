"""What was taken from a watched folder, noted line by line so that a restart knows it."""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from searchsvc.ingest.replacing import replace

Look = tuple[int, int, int]  # size in bytes, times of the last change of content and of status in ns
State = tuple[Look | None, ...]  # of a file and of those beside it
_SPARE = 1000  # lines that may be out of date before the journal is written anew


class Journal:
    """The files that were taken, each with its state then.

    To lose it costs time alone: what is read again unchanged changes nothing. A torn last line is passed over.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._taken: dict[str, State] = {}
        self._lines = 0
        self._sequence = 0

    @classmethod
    def of(cls, folder: Path, index: Path) -> "Journal":
        """Return the journal of a watched folder, which is kept in the folder of the archive."""
        own = index / "watched"
        own.mkdir(exist_ok=True)
        return cls(own / f"{hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]}.jsonl")

    def load(self, sequence: int) -> None:
        """Read it; where the archive stood further than `sequence` when it was written, an older one was restored."""
        self._taken, self._lines, self._sequence = {}, 0, 0
        for line in self.path.read_bytes().splitlines() if self.path.exists() else ():
            self._lines += 1
            if noted := _read(line):
                name, state, self._sequence = noted
                self._taken[name] = state
        if self._sequence > sequence:
            self._taken.clear()
        self._write_anew()

    def state(self, name: str) -> State | None:
        """Return the state in which a file was taken, None where it never was."""
        return self._taken.get(name)

    def note(self, taken: Mapping[str, State], sequence: int) -> None:
        """Note for good that files were taken in these states."""
        self._taken |= taken
        self._sequence = sequence
        self._lines += len(taken)
        with self.path.open("ab") as file:
            file.write(self._told(taken))
            file.flush()
            os.fsync(file.fileno())

    def keep(self, names: Iterable[str]) -> None:
        """Forget all files but these, and write the journal anew where most of it is out of date."""
        self._taken = {name: self._taken[name] for name in names if name in self._taken}
        if self._lines > 2 * len(self._taken) + _SPARE:
            self._write_anew()

    def _write_anew(self) -> None:
        replace(self.path, self._told(self._taken))
        self._lines = len(self._taken)

    def _told(self, taken: Mapping[str, State]) -> bytes:
        return b"".join(json.dumps([name, state, self._sequence]).encode() + b"\n" for name, state in taken.items())


def _read(line: bytes) -> tuple[str, State, int] | None:
    try:
        name, state, sequence = json.loads(line)
        return str(name), tuple(tuple(look) if look else None for look in state), int(sequence)
    except (ValueError, TypeError):
        return None
