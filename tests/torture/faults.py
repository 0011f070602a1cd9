"""Faults under real code: writes, syncs, renames and opens that fail, once or from then on, in every kind of work.

What must hold: a clear message and no trace, what was acknowledged is there, what was there is found meanwhile, and the
same work done again succeeds by itself.
"""

import errno
import mmap
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from shutil import copytree, rmtree

from searchsvc.config import load
from searchsvc.engines.base import Request
from searchsvc.service.archive import open_archive
from tests.torture.child import Ended
from tests.torture.seam import watch
from tests.torture.works import HELD, WORKS, Work, base
from tests.torture.world import World

KINDS = (
    ("write", errno.EIO),
    ("write", errno.ENOSPC),
    ("sync", errno.EIO),
    ("write", errno.EDQUOT),
    ("rename", errno.ENOSPC),
    ("open", errno.EMFILE),
    ("open", errno.EACCES),
    ("open", errno.EROFS),
    ("write", errno.EROFS),
)
_TOLD = (0, 3, 4, 5)  # exit codes: done nevertheless, locked or damaged, refused, some input skipped


@dataclass(frozen=True, slots=True)
class Fault:
    """The operation of a kind that fails, counted from 1; `lasting`, all later ones of that kind too."""

    kind: str
    code: int
    at: int
    lasting: bool

    def hits(self, kind: str, number: int) -> bool:
        """Tell whether an operation fails."""
        return kind == self.kind and (number == self.at or (self.lasting and number > self.at))

    def __str__(self) -> str:
        """Say it as a test's message does."""
        return f"{errno.errorcode[self.code]} at {self.kind} {self.at}{' and later' if self.lasting else ''}"


class Failing:
    """Watches a process, counts its operations by kind, and lets one fail."""

    def __init__(self, folder: Path, fault: Fault | None = None) -> None:
        self._folder = str(folder)
        self._fault = fault
        self._counted = {kind: mmap.mmap(-1, 8) for kind in {kind for kind, _ in KINDS}}  # shared with the process

    def count(self, kind: str) -> int:
        """How many operations of a kind there were."""
        return int.from_bytes(self._counted[kind][:], "little")

    def before(self, kind: str, path: str) -> None:
        """Let the operation fail if it is the one."""
        if not path.startswith(self._folder):
            return
        self._counted[kind][:] = (self.count(kind) + 1).to_bytes(8, "little")
        if self._fault and self._fault.hits(kind, self.count(kind)):
            raise OSError(self._fault.code, os.strerror(self._fault.code), path)

    def synced(self, path: str) -> None:
        """Nothing is to be done."""


def torture(folder: Path, chance: Random, *, faults: int, works: Iterable[str] = WORKS) -> str:
    """Let so many operations of each kind fail in each work, all where there are fewer; AssertionError on a failing."""
    held, done = base(folder / "base"), Counter[str]()
    for name in works:
        seen = counted(folder, held, WORKS[name])
        for fault in _faults(seen, chance, faults):
            try:
                fail(folder, held, WORKS[name], fault)
            except Exception as error:
                error.add_note(f"{name}, {fault}")
                raise
            done[name] += 1
    told = ", ".join(f"{name} {count}" for name, count in done.items())
    return f"{sum(done.values())} faults ({told}): each told, nothing lost, found meanwhile, and done when tried again"


def _faults(seen: Failing, chance: Random, most: int) -> Iterator[Fault]:
    for kind, code in KINDS:
        every = range(1, seen.count(kind) + 1)
        for at in every if len(every) <= most else sorted(chance.sample(every, most)):
            yield Fault(kind, code, at, lasting=chance.random() < 0.5)


def counted(folder: Path, held: World, work: Work) -> Failing:
    """Do the work in a copy with nothing failing, and return what counted its operations."""
    world = _copied(folder, held)
    work.begin(world)
    seen = Failing(world.folder)
    ended = work.run(world, lambda: watch(seen))
    assert ended.code == 0, ended
    rmtree(world.folder)
    return seen


def fail(folder: Path, held: World, work: Work, fault: Fault) -> None:
    """Do the work in a copy with one fault, then again without; AssertionError where it does not hold."""
    world = _copied(folder, held)
    work.begin(world)
    failing = Failing(world.folder, fault)
    ended = work.run(world, lambda: watch(failing))
    work.end(world, ended)
    told(ended)
    serves(world)
    world.look(*filter(None, [work.other]))
    work.begin(world)
    again = work.run(world, lambda: None)
    assert again.code in work.again, ("tried again", again)
    work.end(world, again)
    world.look(*filter(None, [work.other]))
    rmtree(world.folder)


def _copied(folder: Path, held: World) -> World:
    copytree(held.folder, folder / "own")
    return held.moved(folder / "own")


def told(ended: Ended) -> None:
    """Prove that a command which failed said why, and what it said is no trace."""
    said = "".join(ended.said)
    assert ended.code in _TOLD, ended
    assert "internal error" not in said, said
    assert "Traceback" not in said, said
    assert ended.code == 0 or said.strip(), "it said nothing"


def serves(world: World) -> None:
    """Prove that what nobody changed is found, with nothing done about what failed."""
    with closing(open_archive(load(index=str(world.index)), current=False)) as archive:
        found = {hit.id for hit in archive.engine.search(Request(size=1000)).hits}
    untouched = {one["id"] for one in HELD[:30]} - {"h3"}
    assert untouched <= found, sorted(untouched - found)
