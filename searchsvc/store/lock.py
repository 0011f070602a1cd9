"""The one writer's lock; on files it is flock, which falls with the process that holds it."""

import fcntl
import json
import os
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from searchsvc.config import shown
from searchsvc.errors import IndexLocked
from searchsvc.messages import Message

_PAUSE = 0.05  # seconds between two tries
_COMMAND = 200  # characters of the command line that are told

Taken = Callable[[float], AbstractContextManager[None]]  # until when, on the monotonic clock, to try → held


class Lock:
    """A lock among processes, as `taken` takes it, and among the threads of one; who holds it may take it again."""

    def __init__(self, taken: Taken) -> None:
        self._taken = taken
        self._thread = threading.RLock()
        self._depth = 0

    @contextmanager
    def held(self, wait: float) -> Iterator[None]:
        """Hold the lock; raises IndexLocked when it is not free within `wait` seconds, else what `taken` raises."""
        until = time.monotonic() + wait
        if not self._thread.acquire(timeout=max(0.0, wait)):
            raise locked(holder())
        try:
            with self._entered(until):
                yield
        finally:
            self._thread.release()

    @contextmanager
    def _entered(self, until: float) -> Iterator[None]:
        with ExitStack() as stack:
            if not self._depth:
                stack.enter_context(self._taken(until))
            self._depth += 1
            stack.callback(self._leave)
            yield

    def _leave(self) -> None:
        self._depth -= 1


def of_file(path: Path) -> Lock:
    """Return the lock on a file, which is made where it is missing; to hold it raises OSError where it can't be."""
    return Lock(partial(_file_held, path))


def tried(take: Callable[[], bool], told: Callable[[], Mapping[str, str]], until: float) -> None:
    """Take what may be held elsewhere; raises IndexLocked, naming the holder that is `told`, when time is up."""
    while not take():
        if time.monotonic() >= until:
            raise locked(told())
        time.sleep(_PAUSE)


def holder() -> dict[str, str]:
    """Return who this process is: pid, host, command, and since when (now; ISO, UTC)."""
    command = shown("command", " ".join([Path(sys.argv[0]).name, *sys.argv[1:]]))[:_COMMAND]
    since = datetime.now(UTC).isoformat(timespec="seconds")
    return {"pid": str(os.getpid()), "host": socket.gethostname(), "command": command, "since": since}


def locked(by: Mapping[str, str]) -> IndexLocked:
    """Return the error that names the holder of a lock, as far as it is known."""
    pid, host, command, since = (by.get(key, "?") for key in ("pid", "host", "command", "since"))
    return IndexLocked(
        Message(
            f"索引正被另一个进程写入：{command}（进程 {pid}，主机 {host}，始于 {since}）。",
            f"Another process is writing: {command} (process {pid} on {host}, since {since}).",
        ),
        Message("等它结束后再试；进程一退出锁即自动解除。", "Try again when it is done; its lock falls with it."),
    )


@contextmanager
def _file_held(path: Path, until: float) -> Iterator[None]:
    """Hold a file's lock; whoever waits reads in the file who that is."""
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        tried(partial(_flock, file), partial(_told, file), until)
        os.ftruncate(file, 0)
        os.pwrite(file, json.dumps(holder(), ensure_ascii=False).encode(errors="replace"), 0)
        yield
    finally:
        os.close(file)


def _flock(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _told(file: int) -> dict[str, str]:
    """Return what the holder wrote; nothing when it is just about to."""
    try:
        said = json.loads(os.pread(file, 4096, 0))
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
