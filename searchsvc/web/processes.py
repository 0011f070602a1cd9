"""The processes that serve: who they are, the memory they hold, the descriptors they have open."""

import os
import time
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")  # of Linux; elsewhere nothing of this is told
BEGAN = time.time()


@dataclass(frozen=True, slots=True)
class Process:
    """A process: resident memory in bytes, and how many descriptors it has open."""

    pid: int
    memory: int
    descriptors: int


def processes(*, siblings: bool) -> list[Process]:
    """Return this process, or with its `siblings` all children of its parent; nothing where the system tells nothing.

    One that ends while it is looked at is left out.
    """
    return [found for pid in (_siblings() if siblings else [os.getpid()]) if (found := _process(pid))]


def _siblings() -> list[int]:
    parent = os.getppid()
    try:
        told = (_PROC / f"{parent}/task/{parent}/children").read_text()
    except OSError:
        return [os.getpid()]
    return [int(pid) for pid in told.split()]


def _process(pid: int) -> Process | None:
    try:
        pages = int((_PROC / f"{pid}/statm").read_text().split()[1])
        descriptors = sum(1 for _ in (_PROC / f"{pid}/fd").iterdir())
    except OSError:
        return None
    return Process(pid, pages * os.sysconf("SC_PAGE_SIZE"), descriptors)
