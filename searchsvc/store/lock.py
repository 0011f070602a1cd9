"""The one writer's lock: flock on a file beside the archive, which falls with the process that holds it."""

import fcntl
import json
import os
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from searchsvc.errors import IndexLocked
from searchsvc.messages import Message

_PAUSE = 0.05  # seconds between two tries
_COMMAND = 200  # characters of the command line that are told


class Lock:
    """A lock among processes, and among the threads of one; a thread that holds it may take it again."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread = threading.RLock()
        self._depth = 0

    @contextmanager
    def held(self, wait: float) -> Iterator[None]:
        """Hold the lock; raises IndexLocked when it is not free within `wait` seconds, OSError where it can't be."""
        until = time.monotonic() + wait
        if not self._thread.acquire(timeout=max(0.0, wait)):
            raise _locked(_self())
        try:
            with self._entered(until):
                yield
        finally:
            self._thread.release()

    @contextmanager
    def _entered(self, until: float) -> Iterator[None]:
        file = None if self._depth else self._taken(until)
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1
            if file is not None:
                os.close(file)

    def _taken(self, until: float) -> int:
        """Return the descriptor that holds the lock; whoever waits reads in the file who that is."""
        file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            _wait_for(file, until)
            os.ftruncate(file, 0)
            os.pwrite(file, json.dumps(_self(), ensure_ascii=False).encode(errors="replace"), 0)
        except BaseException:
            os.close(file)
            raise
        return file


def _wait_for(file: int, until: float) -> None:
    while True:
        try:
            return fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                raise _locked(_told(file)) from None
            time.sleep(_PAUSE)


def _self() -> dict[str, str]:
    command = " ".join([Path(sys.argv[0]).name, *sys.argv[1:]])[:_COMMAND]
    since = datetime.now(UTC).isoformat(timespec="seconds")
    return {"pid": str(os.getpid()), "host": socket.gethostname(), "command": command, "since": since}


def _told(file: int) -> dict[str, str]:
    """Return what the holder wrote; nothing when it is just about to."""
    try:
        holder = json.loads(os.pread(file, 4096, 0))
    except ValueError:
        return {}
    return holder if isinstance(holder, dict) else {}


def _locked(holder: dict[str, str]) -> IndexLocked:
    pid, host, command, since = (holder.get(key, "?") for key in ("pid", "host", "command", "since"))
    return IndexLocked(
        Message(
            f"索引正被另一个进程写入：{command}（进程 {pid}，主机 {host}，始于 {since}）。",
            f"Another process is writing: {command} (process {pid} on {host}, since {since}).",
        ),
        Message("等它结束后再试；进程一退出锁即自动解除。", "Try again when it is done; its lock falls with it."),
    )
