"""Power cuts: a command runs, and all that it did not sync is forgotten, or as much of it as chance wills.

What POSIX promises is the model: the content of a file is what it was when it was last synced, a name in a folder
what it was when the folder was; anything later may or may not be there, each file's block and each name for itself.
"""

import json
import mmap
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from random import Random
from shutil import copytree, rmtree

from tests.torture.child import CUT
from tests.torture.seam import watch
from tests.torture.works import WORKS, base
from tests.torture.world import World

_BLOCK = 4096  # bytes that a disk writes at once
Names = Mapping[str, int]  # what a folder holds: by name, the number of the file or folder


class Disk:
    """What of a folder is on the disk: kept in `shadow` by the numbers of its files and folders."""

    def __init__(self, folder: Path, shadow: Path) -> None:
        self.folder = folder
        self._shadow = shadow
        self._handles: dict[int, int] = {}
        shadow.mkdir()

    def keep_all(self) -> None:
        """Begin with all that there is."""
        self.keep(self.folder)
        for path in self.folder.rglob("*"):
            self.keep(path)

    def keep(self, path: Path) -> None:
        """Note what a file or folder holds at this moment.

        Files stay open: to close one would take SQLite's locks on it away (POSIX), and the number of a file that is
        open is given to no other one.
        """
        number = path.stat().st_ino
        if path.is_dir():
            (self._shadow / f"{number}.names").write_text(json.dumps(_names(path)))
            return
        if number not in self._handles:
            self._handles[number] = os.open(path, os.O_RDONLY)
        handle = self._handles[number]
        (self._shadow / str(number)).write_bytes(os.pread(handle, os.fstat(handle).st_size, 0))

    def close(self) -> None:
        """Close what was kept open."""
        while self._handles:
            os.close(self._handles.popitem()[1])

    def after_a_cut(self, target: Path, chance: Random | None) -> None:
        """Make in `target` what is found after the power is back; without chance all that was not synced is gone."""
        self._folder(self.folder.stat().st_ino, self.folder, target, chance, _found(self.folder))

    def _folder(
        self, number: int, now: Path | None, target: Path, chance: Random | None, found: Mapping[int, Path]
    ) -> None:
        target.mkdir()
        kept = self._shadow / f"{number}.names"
        synced: Names = json.loads(kept.read_text()) if kept.exists() else {}
        present: Names = _names(now) if now else {}
        for name in sorted(synced.keys() | present.keys()):
            own = (present if chance and chance.random() < 0.5 else synced).get(name)
            if own is None:
                continue
            path = found.get(own)
            if (path and path.is_dir()) or (self._shadow / f"{own}.names").exists():
                self._folder(own, path, target / name, chance, found)
            else:
                (target / name).write_bytes(self._content(own, path, chance))

    def _content(self, number: int, now: Path | None, chance: Random | None) -> bytes:
        kept = self._shadow / str(number)
        synced = kept.read_bytes() if kept.exists() else b""
        present = now.read_bytes() if now else synced
        if chance is None:
            return synced
        whole = chance.choice((synced, present))
        return b"".join(_block(whole, chance.choice((synced, present)), at) for at in range(0, len(whole), _BLOCK))


class Cut:
    """Watches a process, keeps what it syncs, and ends it at one of its operations; `count` tells how many it had."""

    def __init__(self, disk: Disk, at: int = 0) -> None:
        self._disk = disk
        self._at = at
        self._counted = mmap.mmap(-1, 8)  # shared with the process that is watched
        self._busy = False

    @property
    def count(self) -> int:
        """How many operations there were."""
        return int.from_bytes(self._counted[:], "little")

    def before(self, kind: str, path: str) -> None:
        """End here if this is the operation."""
        if self._busy or kind == "open" or not path.startswith(str(self._disk.folder)):
            return
        self._counted[:] = (self.count + 1).to_bytes(8, "little")
        if self.count == self._at:
            os._exit(CUT)

    def synced(self, path: str) -> None:
        """Keep what is on the disk now."""
        if not self._busy and Path(path).is_relative_to(self._disk.folder):
            self._busy = True  # what this does itself is not watched
            self._disk.keep(Path(path))
            self._busy = False


def torture(folder: Path, chance: Random, *, cuts: int, works: Iterable[str] = WORKS) -> str:
    """Cut the power at so many operations of each work, all of them where there are fewer; AssertionError on loss."""
    held, done = base(folder / "base"), Counter[str]()
    for name in works:
        operations = cut(folder, held, name, 0, None)
        at = range(1, operations + 1)
        for number in at if operations <= cuts else sorted(chance.sample(at, cuts)):
            cut(folder, held, name, number, chance)
            done[name] += 1
    told = ", ".join(f"{name} {count}" for name, count in done.items())
    return f"{sum(done.values())} power cuts ({told}), all that was not synced gone, then some of it: none lost"


def cut(folder: Path, held: World, name: str, at: int, chance: Random | None) -> int:
    """Do some work in a copy of an archive, cut the power at an operation, look at what is left; return their count."""
    work, own = WORKS[name], folder / "own"
    copytree(held.folder, own)
    world = held.moved(own)
    work.begin(world)
    disk = Disk(world.index, folder / "shadow")
    disk.keep_all()
    watcher = Cut(disk, at)
    ended = work.run(world, lambda: watch(watcher))
    disk.close()
    assert ended.code == (CUT if at else 0), (name, at, ended)
    work.end(world, ended)
    for how in (None, chance, chance) if at else (None,):
        left = world.moved(folder / "left")
        left.folder.mkdir()
        disk.after_a_cut(left.index, how)
        try:
            left.look(*filter(None, [work.other]))
        except Exception as error:
            error.add_note(f"{name}, cut at operation {at} of {watcher.count}, {'some' if how else 'all'} gone")
            raise
        rmtree(left.folder)
    for each in (own, folder / "shadow"):
        rmtree(each)
    return watcher.count


def _names(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_ino for path in folder.iterdir()}


def _found(folder: Path) -> dict[int, Path]:
    """Return the files and folders that are there now, by their numbers."""
    return {path.stat().st_ino: path for path in (folder, *folder.rglob("*"))}


def _block(whole: bytes, other: bytes, at: int) -> bytes:
    """Return a block of `whole` as `other` has it, where it has it."""
    block = other[at : at + _BLOCK]
    return block + whole[at + len(block) : at + _BLOCK]
