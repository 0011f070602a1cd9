"""The folder of generations: which one is current, what its manifest says, and how another takes its place.

generations/current             the name of the current generation
generations/NAME/manifest.json  what it holds; written last, so a generation without one was never finished
generations/NAME/…              the Whoosh index
"""

import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from whoosh.util.filelock import FileLock, try_for

from searchsvc import schema
from searchsvc.engines.whoosh.layout import FORMAT
from searchsvc.errors import IndexDamaged, IndexLocked, IndexOutdated
from searchsvc.messages import Message

PATIENCE = 10.0  # seconds that a writer waits for another one
_REBUILD = Message("请运行 searchsvc rebuild 由存档重建。", "Run searchsvc rebuild to make it anew from the archive.")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds: the form it is written in, the rules that made it, and how far it has come."""

    format: int
    fingerprint: str
    sequence: int
    documents: int


class Generations:
    """The generations of one index folder; nothing is made on disk before something is written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "generations"
        self._pointer = self.folder / "current"
        self._fingerprint = schema.fingerprint()

    def current(self) -> Path | None:
        """Return the folder of the current generation, None where there has never been one."""
        try:
            name = self._pointer.read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise damaged(self._pointer, error) from error
        if not name.isalnum():
            raise damaged(self._pointer, ValueError(f"{name!r} is not the name of a generation"))
        return self.folder / name

    def manifest(self, generation: Path) -> Manifest:
        """Return what a generation holds; raises IndexDamaged, and IndexOutdated where other rules made it."""
        path = generation / "manifest.json"
        try:
            manifest = Manifest(**json.loads(path.read_bytes()))
            if not all(isinstance(number, int) for number in (manifest.sequence, manifest.documents)):
                raise TypeError("a number is missing")
        except (OSError, ValueError, TypeError) as error:
            raise damaged(path, error) from error
        if (manifest.format, manifest.fingerprint) != (FORMAT, self._fingerprint):
            raise IndexOutdated(
                Message("索引是按别的规则建立的。", "The index was made by other rules than those in use."), _REBUILD
            )
        return manifest

    def begin(self) -> Path:
        """Return the folder of a new generation, which nobody sees yet."""
        generation = self.folder / secrets.token_hex(8)
        generation.mkdir()
        return generation

    def describe(self, generation: Path, sequence: int, documents: int) -> None:
        """Make durable what lies in a generation, then say so in its manifest."""
        _sync(generation)
        manifest = Manifest(FORMAT, self._fingerprint, sequence, documents)
        _write(generation / "manifest.json", json.dumps(asdict(manifest)))

    def switch(self, generation: Path) -> None:
        """Make a described generation the current one."""
        _write(self._pointer, generation.name)

    def sweep(self) -> None:
        """Remove all generations but the current one; who reads from them has their files open or looks again."""
        current = self.current()
        for other in self.folder.iterdir():
            if other.is_dir() and other != current:
                shutil.rmtree(other, ignore_errors=True)  # tried again next time

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the one who writes here; raises IndexLocked when another one doesn't finish in time."""
        self.folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(str(self.folder / "lock"))
        if not try_for(lock.acquire, timeout=PATIENCE):
            raise IndexLocked(
                Message(f"另一个进程正在写 {self.folder}。", f"Another process is writing to {self.folder}."),
                Message("请稍后再试。", "Try again when it is done."),
            )
        try:
            yield
        finally:
            lock.release()


def damaged(path: Path, error: Exception) -> IndexDamaged:
    """Return the error to raise for a file that is not as it was written."""
    reason = f"{type(error).__name__}: {error}"
    return IndexDamaged(Message(f"{path} 已损坏（{reason}）。", f"{path} is damaged ({reason})."), _REBUILD)


def _write(path: Path, text: str) -> None:
    """Replace a small file so that it is the old or the new one whatever happens, and stays."""
    draft = path.with_name(path.name + ".new")
    with draft.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    _sync_folder(path.parent)


def _sync(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
    _sync_folder(folder)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
