"""Whole numbers that count up, shared by the processes of a service through one small file."""

import fcntl
import mmap
import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

_WIDTH = 8  # bytes


class Counters:
    """A row of counters, all 0 in an empty file; without a file they are this process's own.

    What a process counted stays when it ends, since the sum is kept and not each one's part.
    """

    def __init__(self, count: int, file: int | None = None) -> None:
        """Open `count` counters in an open file, which every process is given by its descriptor."""
        self._thread = threading.Lock()
        self._file = file
        if file is not None and os.fstat(file).st_size < count * _WIDTH:
            os.ftruncate(file, count * _WIDTH)
        self._cells = memoryview(mmap.mmap(-1 if file is None else file, count * _WIDTH)).cast("Q")

    def add(self, amounts: Mapping[int, int]) -> None:
        """Add to counters, all at once."""
        with self._held():
            for place, amount in amounts.items():
                self._cells[place] += amount

    def read(self) -> list[int]:
        """Return the counters as they stand together."""
        with self._held():
            return self._cells.tolist()

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Keep the others out: threads by a lock, processes by one that falls with the process that holds it."""
        with self._thread:
            if self._file is None:
                yield
                return
            fcntl.lockf(self._file, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN)
