"""The place where a process hands bytes to the system: each write, sync, rename and open of it is told beforehand.

Python's own files are seen by wrapping `open` and the functions of `os`; SQLite's, which no Python code writes, by
putting functions of ours into the table of methods of each file that it opens (sqlite3_io_methods, sqlite3_vfs).
"""

import _sqlite3
import builtins
import ctypes
import io
import os
from collections.abc import Callable
from ctypes import CFUNCTYPE, POINTER, Structure, byref, c_char_p, c_int, c_int64, c_void_p, cast
from errno import ENOSPC
from pathlib import Path
from typing import Any, Protocol, TypeVar

_FULL, _IOERR_WRITE, _IOERR_FSYNC, _CANTOPEN = 13, 10 | 3 << 8, 10 | 4 << 8, 14  # SQLite's codes
_JOURNAL, _CREATE = 0x80000 | 0x800, 0x4  # flags of a log that is opened, and of one that may be made
T = TypeVar("T")
_KEPT: list[Any] = []  # what C code points to, so that it lives as long as the process


class Watcher(Protocol):
    """Is told what is about to happen; raises OSError to let it fail. A write that fails has written half."""

    def before(self, kind: str, path: str) -> None:
        """Be told that a `write`, `sync`, `rename` or `open` of this path comes next."""

    def synced(self, path: str) -> None:
        """Be told that what a file or folder holds is on the disk now."""


def watch(watcher: Watcher) -> None:
    """Tell `watcher` from now on what this process does; there is no way back, so a process of its own does it."""
    _watch_python(watcher)
    _watch_sqlite(watcher)


def _watch_python(watcher: Watcher) -> None:
    plain, fsync, replace, rename, os_open = io.open, os.fsync, os.replace, os.rename, os.open

    class Raw(io.FileIO):
        def write(self, data: Any) -> int:
            try:
                watcher.before("write", str(self.name))
            except OSError:
                whole = memoryview(data).cast("B")
                super().write(whole[: len(whole) // 2])
                raise
            return super().write(data)

    def opened(file: Any, mode: str = "r", *rest: Any, **said: Any) -> Any:
        watcher.before("open", str(file))
        if set(mode) & set("+rU") or isinstance(file, int):
            return plain(file, mode, *rest, **said)
        buffered = io.BufferedWriter(Raw(file, mode.replace("b", "").replace("t", "")))
        return buffered if "b" in mode else io.TextIOWrapper(buffered, said.get("encoding"))

    def sync(handle: int) -> None:
        path = str(Path(f"/proc/self/fd/{handle}").readlink())
        watcher.before("sync", path)
        fsync(handle)
        watcher.synced(path)

    def moved(move: Callable[..., None]) -> Callable[..., None]:
        def told(source: Any, target: Any, **said: Any) -> None:
            watcher.before("rename", str(target))
            move(source, target, **said)

        return told

    def os_opened(path: Any, *rest: Any, **said: Any) -> int:
        watcher.before("open", str(path))
        return os_open(path, *rest, **said)

    builtins.open = io.open = opened  # type: ignore[assignment]
    os.fsync, os.replace, os.rename, os.open = sync, moved(replace), moved(rename), os_opened  # type: ignore[assignment]


class _Methods(Structure):
    """sqlite3_io_methods; only what is wrapped has its own type."""


_Open = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)
_Write = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_Sync = CFUNCTYPE(c_int, c_void_p, c_int)
_Methods._fields_ = [
    ("version", c_int),
    ("close", c_void_p),
    ("read", c_void_p),
    ("write", _Write),
    ("truncate", c_void_p),
    ("sync", _Sync),
    ("rest", c_void_p * 13),
]


class _Vfs(Structure):
    """sqlite3_vfs up to the function that opens a file."""

    _fields_ = (
        ("version", c_int),
        ("size", c_int),
        ("longest", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", _Open),
    )


class _File(Structure):
    """sqlite3_file."""

    _fields_ = (("methods", POINTER(_Methods)),)


def _watch_sqlite(watcher: Watcher) -> None:
    library = ctypes.CDLL(_sqlite3.__file__)
    library.sqlite3_vfs_find.restype = POINTER(_Vfs)
    vfs = library.sqlite3_vfs_find(None)[0]
    before = cast(cast(byref(vfs, _Vfs.open.offset), POINTER(c_void_p))[0], _Open)

    def opened(own: int, name: int | None, file: int, flags: int, told: int) -> int:
        path = os.fsdecode(ctypes.string_at(name)) if name else "a temporary file of SQLite's"
        try:
            watcher.before("open", path)
        except OSError:
            return _CANTOPEN
        code = int(before(own, name, file, flags, told))
        if code == 0:
            held = cast(file, POINTER(_File))
            held[0].methods = ctypes.pointer(_wrapped(held[0].methods[0], path, flags, watcher))
        return code

    vfs.open = _kept(_Open(opened))


def _wrapped(methods: _Methods, path: str, flags: int, watcher: Watcher) -> _Methods:
    """Return the methods of an open file with ours for writing and syncing."""
    folders = [str(Path(path).parent)] if flags & _JOURNAL and flags & _CREATE else []
    write = cast(cast(byref(methods, _Methods.write.offset), POINTER(c_void_p))[0], _Write)
    sync = cast(cast(byref(methods, _Methods.sync.offset), POINTER(c_void_p))[0], _Sync)

    def written(file: int, data: int, size: int, at: int) -> int:
        try:
            watcher.before("write", path)
        except OSError as error:
            write(file, data, size // 2, at)
            return _FULL if error.errno == ENOSPC else _IOERR_WRITE
        return int(write(file, data, size, at))

    def synced(file: int, how: int) -> int:
        try:
            watcher.before("sync", path)
        except OSError:
            return _IOERR_FSYNC
        code = int(sync(file, how))
        for each in (path, *folders):  # SQLite syncs the folder with the first sync of a log
            watcher.synced(each)
        folders.clear()
        return code

    copy = _Methods.from_buffer_copy(methods)
    copy.write, copy.sync = _kept(_Write(written)), _kept(_Sync(synced))
    return _kept(copy)


def _kept(thing: T) -> T:
    _KEPT.append(thing)
    return thing
