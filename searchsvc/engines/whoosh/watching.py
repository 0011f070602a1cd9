"""A small file that others replace: it is read anew where it may have changed, and else only looked at."""

import os
import time

_SETTLED = 10**8  # nanoseconds; a file written twice within fewer may show the same times

Stamp = tuple[str, int, int, int, int]  # the path, when the file and what is known of it changed, its number and bytes


class Watched:
    """The bytes of a file as they were last read, for any number of threads."""

    def __init__(self) -> None:
        self._last: tuple[Stamp, bytes] | None = None

    def read(self, path: str) -> bytes:
        """Return the bytes of the file as it is now; raises OSError."""
        stamp, last = _stamp(path), self._last
        if last and last[0] == stamp:
            return last[1]
        data = read(path)
        if time.time_ns() - max(stamp[1:3]) > _SETTLED:
            self._last = stamp, data
        return data


def read(path: str) -> bytes:
    """Return the bytes of a small file, in a fifth of the time that a file object takes."""
    handle = os.open(path, os.O_RDONLY)
    try:
        return os.read(handle, os.fstat(handle).st_size)
    finally:
        os.close(handle)


def _stamp(path: str) -> Stamp:
    found = os.stat(path)  # noqa: PTH116 - a Path takes longer than the look itself, and every search looks
    return path, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, found.st_size
