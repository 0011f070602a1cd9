"""A command run in a process forked from this one, with whatever is done to it first; what it said and how it ended."""

import os
import sys
import traceback
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

from searchsvc.cli import main

CUT = 111  # how a process ends in which the power was cut
BROKEN = 112  # how one ends that was broken by the torture itself


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: its exit code and what it said on standard error, line by line."""

    code: int
    said: tuple[str, ...]

    @property
    def committed(self) -> int:
        """How many records it acknowledged (`committed N`)."""
        counts = [line.split()[1] for line in self.said if line.startswith("committed ") and line.endswith("\n")]
        return max(map(int, counts), default=0)


def run(arguments: Sequence[str], index: Path, prepare: Callable[[], None] = lambda: None) -> Ended:
    """Run a command over an index in one process of its own, after `prepare` in it."""
    return forked(lambda: _command([*arguments, "--index", str(index)]), prepare)


def forked(work: Callable[[], None], prepare: Callable[[], None] = lambda: None) -> Ended:
    """Run some work in a forked process, after `prepare` in it."""
    with TemporaryFile() as said:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # numpy's threads, of which the child uses none
            pid = os.fork()
        if pid == 0:
            _enter(said.fileno(), work, prepare)
        _, status = os.waitpid(pid, 0)
        said.seek(0)
        lines = said.read().decode(errors="replace").splitlines(keepends=True)
    return Ended(os.waitstatus_to_exitcode(status), tuple(lines))


def _command(arguments: list[str]) -> None:
    os.environ["SEARCHSVC_WORKERS"] = "1"  # all of it in this process
    sys.argv = ["searchsvc", *arguments]
    main()


def _enter(said: int, work: Callable[[], None], prepare: Callable[[], None]) -> None:
    """Be the forked process, and never return."""
    code = BROKEN
    try:
        os.dup2(said, 2)
        os.dup2(os.open(os.devnull, os.O_RDWR), 1)
        sys.stderr = open(2, "w", encoding="utf-8", buffering=1, closefd=False)  # noqa: SIM115 - until the process ends
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        prepare()
        work()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)
