"""A full disk under real commands: a small file system of its own where rights allow, else a limit on file sizes."""

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random
from subprocess import run as called

from tests.torture.articles import article
from tests.torture.child import Ended, run
from tests.torture.faults import serves, told
from tests.torture.works import base
from tests.torture.world import World

_SIZE = 48 * 1024 * 1024  # bytes of the small file system
_MANY = [article(f"m{number}") for number in range(400)]
_COMMANDS = (["index", "{folder}/many.jsonl"], ["rebuild"], ["optimize"])


def torture(folder: Path, chance: Random, *, fillings: int) -> str:
    """Let the disk be full to different degrees in each command; AssertionError where one loses or hides something."""
    (disk := folder / "disk").mkdir()
    with _mounted(disk) as mounted:
        world, tried, refused = base(disk / "base"), 0, 0
        for _ in range(fillings):
            for command in _COMMANDS:
                refused += _squeezed(world, command, chance, mounted=mounted)
                tried += 1
    kind = f"a file system of {_SIZE // 2**20} MB" if mounted else "a limit on file sizes (no right to mount)"
    return f"{tried} commands, {refused} refused by a full disk ({kind}): nothing lost, found meanwhile, done with room"


def _squeezed(world: World, command: list[str], chance: Random, *, mounted: bool) -> bool:
    """Run a command with little room, then with enough; tell whether it was too little."""
    arguments = [each.format(folder=world.folder) for each in command]
    records = [article(one["id"], chance.randrange(1_000)) for one in _MANY]
    world.write("many.jsonl", records)
    filling = world.folder / "filling"
    if mounted:
        free = os.statvfs(world.folder).f_bavail * os.statvfs(world.folder).f_frsize
        filling.write_bytes(bytes(max(0, free - chance.randrange(4, 600) * 1024)))
        ended = run(arguments, world.index)
    else:
        most = chance.randrange(64, 1_000) * 1024
        ended = run(arguments, world.index, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)))
    told(ended)
    serves(world)
    filling.unlink(missing_ok=True)
    world.look()
    world.send(records)
    again: Ended = run(arguments, world.index)
    assert again.code == 0, again
    world.look()
    return ended.code != 0


@contextmanager
def _mounted(folder: Path) -> Iterator[bool]:
    """Mount a small file system on a folder, and tell whether that was allowed."""
    mount = ["mount", "-t", "tmpfs", "-o", f"size={_SIZE}", "searchsvc-torture", str(folder)]
    with suppress(FileNotFoundError):
        if called(mount, capture_output=True, check=False).returncode == 0:
            try:
                yield True
            finally:
                called(["umount", "--lazy", str(folder)], check=True)  # this process may have mapped files of it
            return
    yield False
