"""The folder of generations: which one is current, what its manifest says, and how another takes its place.

generations/current             the name of the current generation
generations/NAME/manifest.json  what it holds; written last, so what it doesn't name was never finished
generations/NAME/manifest-N.json  what it held before (history)
generations/NAME/…              an index of Whoosh's, with a file of arrays beside each segment
"""

import json
import os
import re
import secrets
import shutil
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from searchsvc import schema
from searchsvc.engines.whoosh import history
from searchsvc.engines.whoosh.arrays import Proof
from searchsvc.engines.whoosh.watching import Watched
from searchsvc.errors import Expired, GenerationDamaged, IndexDamaged, IndexLocked, IndexOutdated, StorageFailed
from searchsvc.messages import Message

FORMAT = 12  # of the index; raised when what is written changes
_SUM = "sum"  # of all else that a manifest says
PATIENCE = 10.0  # seconds that a writer waits for another one
_NAME = re.compile(r"([0-9a-f]+)-([0-9]{1,18})")  # of a state: the generation's and the number of the commit
_GONE = (FileNotFoundError, NotADirectoryError, IsADirectoryError)  # what there is instead of a file that was written
_REBUILD = Message("请运行 searchsvc rebuild 由存档重建。", "Run searchsvc rebuild to make it anew from the archive.")


@dataclass(frozen=True, slots=True)
class Entry:
    """A segment: its name, what its arrays and its file of Whoosh's must be like, and the documents deleted in it.

    `deleted` is Base64 of compressed bits, the first document's lowest; empty where none is.
    """

    name: str
    arrays: Proof
    whoosh: Proof
    deleted: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds: its form, the rules that made it, how far it has come, its commit and segments.

    `contents` is what the table of contents of Whoosh's must be like, `origin` the archive that all is a copy of.
    """

    format: int
    fingerprint: str
    sequence: int
    documents: int
    commit: int
    contents: Proof
    segments: tuple[Entry, ...]
    origin: str = ""


class Generations:
    """The generations of one index folder; nothing is made on disk before something is written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "generations"
        self._pointer = self.folder / "current"
        self._fingerprint = schema.fingerprint()
        self._known: tuple[bytes, Manifest] | None = None
        self._named: tuple[bytes, Path] | None = None
        self._current, self._manifest = Watched(), Watched()

    def current(self) -> Path | None:
        """Return the folder of the current generation, None where there has never been one."""
        try:
            data = self._current.read(str(self._pointer))
            if self._named and self._named[0] == data:
                return self._named[1]
            name = data.decode().strip()
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise damaged(self._pointer, error) from error
        if not name.isalnum():
            raise damaged(self._pointer, ValueError(f"{name!r} is not the name of a generation"))
        self._named = data, self.folder / name
        return self._named[1]

    def manifest(self, generation: Path) -> Manifest:
        """Return what a generation holds, the same object while that is the same.

        Raises IndexDamaged, and IndexOutdated where other rules made it.
        """
        path = f"{generation}/{history.MANIFEST}"  # every search asks: a Path takes longer than the look
        try:
            data = self._manifest.read(path)
            if self._known and self._known[0] == data:
                return self._known[1]
            manifest = _manifest(json.loads(data))
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise damaged(Path(path), error) from error
        if (manifest.format, manifest.fingerprint) != (FORMAT, self._fingerprint):
            raise IndexOutdated(
                Message("索引是按别的规则建立的。", "The index was made by other rules than those in use."), _REBUILD
            )
        self._known = data, manifest
        return manifest

    def replaced(self, name: str) -> tuple[Path, Manifest]:
        """Return folder and manifest of a state that another one took the place of; raises Expired unless held."""
        named = _NAME.fullmatch(name)
        folder, commit = (self.folder / named[1], int(named[2])) if named else (self.folder, 0)
        if history.is_held(folder, commit):
            for path in history.manifests(folder, commit):
                with suppress(OSError, ValueError, TypeError, KeyError):  # swept away, or not as it was written
                    manifest = _manifest(json.loads(path.read_bytes()))
                    if (manifest.format, manifest.fingerprint, manifest.commit) == (FORMAT, self._fingerprint, commit):
                        return folder, manifest
        raise Expired

    def begin(self) -> Path:
        """Return the folder of a new generation, which nobody sees yet."""
        generation = self.folder / secrets.token_hex(8)
        generation.mkdir()
        return generation

    def describe(self, generation: Path, files: Iterable[Path], **held: Any) -> None:  # noqa: ANN401 - of Manifest
        """Make durable what was written into a generation, then say in its manifest what it holds."""
        for path in files:
            with path.open("rb") as file:
                os.fsync(file.fileno())
        _sync_folder(generation)
        _sync_folder(generation.parent)
        manifest = Manifest(format=FORMAT, fingerprint=self._fingerprint, **held)
        history.keep(generation)
        _write(generation / history.MANIFEST, json.dumps(summed(asdict(manifest))))

    def switch(self, generation: Path) -> None:
        """Make a described generation the current one."""
        _write(self._pointer, generation.name)

    def drop(self, generation: Path) -> None:
        """Remove a generation that came to nothing; one that is the current one after all stays."""
        with suppress(IndexDamaged):
            if self.current() == generation:
                return
        shutil.rmtree(generation, ignore_errors=True)  # tried again by `sweep`

    def sweep(self) -> None:
        """Remove all generations but the current one and what is held; who reads has the files open or looks again."""
        current = self.current()
        for other in self.folder.iterdir():
            if other.is_dir() and other != current and not history.is_any_held(other):
                shutil.rmtree(other, ignore_errors=True)  # tried again next time

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the one who writes here; raises IndexLocked when another one doesn't finish in time."""
        self.folder.mkdir(parents=True, exist_ok=True)
        locks = import_module("whoosh.util.filelock")  # who only searches loads no Whoosh
        lock = locks.FileLock(str(self.folder / "lock"))
        if not locks.try_for(lock.acquire, timeout=PATIENCE):
            raise IndexLocked(
                Message(f"另一个进程正在写 {self.folder}。", f"Another process is writing to {self.folder}."),
                Message("请稍后再试。", "Try again when it is done."),
            )
        try:
            yield
        finally:
            lock.release()


def damaged(path: Path, error: Exception) -> GenerationDamaged | StorageFailed:
    """Return the error to raise for a file that is not as it was written, or that the system refuses to open."""
    if isinstance(error, OSError) and not isinstance(error, _GONE):
        said = Message(f"无法读取 {path}：{error.strerror}。", f"{path} can't be read: {error.strerror}.")
        return StorageFailed(said, Message("请检查权限和磁盘后再试。", "Look at permissions and disk, then try again."))
    reason = f"{type(error).__name__}: {error}"
    return GenerationDamaged(Message(f"{path} 已损坏（{reason}）。", f"{path} is damaged ({reason})."), _REBUILD)


def summed(said: dict[str, Any]) -> dict[str, Any]:
    """Return what a manifest says with the sum of it, by which a flipped bit is seen."""
    held = {name: value for name, value in said.items() if name != _SUM}
    return held | {_SUM: zlib.crc32(json.dumps(held, sort_keys=True).encode())}


def _manifest(read: dict[str, Any]) -> Manifest:
    """Return a manifest from its JSON; of another format no more than that."""
    if read["format"] != FORMAT:
        return Manifest(read["format"], "", 0, 0, 0, Proof(0, 0), ())
    if read != summed(read):
        raise ValueError("its sum is not what was written")
    del read[_SUM]
    segments = tuple(map(_entry, read.pop("segments")))
    manifest = Manifest(**read | {"contents": Proof(**read["contents"])}, segments=segments)
    if not all(isinstance(number, int) for number in (manifest.sequence, manifest.documents, manifest.commit)):
        raise TypeError("a number is missing")
    return manifest


def _entry(read: dict[str, Any]) -> Entry:
    return Entry(**read | {name: Proof(**read[name]) for name in ("arrays", "whoosh")})


def _write(path: Path, text: str) -> None:
    """Replace a small file so that it is the old or the new one whatever happens, and stays."""
    draft = path.with_name(path.name + ".new")
    with draft.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
