"""Documents of rich formats, each parsed in a process of its own with limits: what is hostile there ends there."""

import json
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

import searchsvc
from searchsvc.articles import Page, Skipped, Unfit, from_record
from searchsvc.messages import Message
from searchsvc.readers.source import Read, Source

TOO_MUCH_MEMORY, TOO_MUCH_OUTPUT = 3, 4  # exit codes of the process


@dataclass(frozen=True, slots=True)
class Limits:
    """What the process of one document may take: bytes of it, of memory and of what it tells, seconds of both kinds."""

    size: int = 256 << 20
    memory: int = 2 << 30
    output: int = 1 << 30
    cpu: int = 120
    wall: float = 300.0


LIMITS = Limits()
PROGRAM = __name__  # what the process runs


def apart(kind: str) -> Callable[[Source], Iterator[Read]]:
    """Return the reader that has documents of a kind parsed in a process of their own."""

    def read(source: Source) -> Iterator[Read]:
        yield from (item for item in parsed(kind, source) if not isinstance(item, Source))

    return read


def parsed(kind: str, source: Source) -> Iterator[Read | Source]:
    """Yield what the module `kind` of this folder finds in a document; an archive gives Sources.

    Never raises for bad input: a process that fails or goes beyond its limits gives what it had, then a Skipped.
    """
    if len(source.data) > LIMITS.size:
        yield Skipped(
            source.path,
            None,
            Message(
                f"文件大于 {LIMITS.size >> 20} MB，请分成几个。",
                f"It is larger than {LIMITS.size >> 20} MB; cut it into parts.",
            ),
        )
        return
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as told:
        given.write(source.data)
        given.seek(0)
        failure = _run([kind, source.path, json.dumps(asdict(LIMITS))], given, told)
        told.seek(0)
        yield from _answers(told)
        if failure:
            yield Skipped(source.path, None, failure)


def _run(arguments: list[str], given: IO[bytes], told: IO[bytes]) -> Message | None:
    """Run the process and return why it failed, None where it did not."""
    home = Path(searchsvc.__file__).parents[1]
    command = [sys.executable, "-m", PROGRAM, *arguments]
    try:
        done = subprocess.run(
            command, cwd=home, stdin=given, stdout=told, stderr=subprocess.DEVNULL, timeout=LIMITS.wall, check=False
        )
    except subprocess.TimeoutExpired:
        return _REASONS[-signal.SIGXCPU]
    return _REASONS.get(done.returncode, _DAMAGED) if done.returncode else None


_DAMAGED = Message(
    "文件已损坏，读不出来；请用原来的软件打开后另存。",
    "It is damaged: reading it failed. Open it in its own program and save it again.",
)
_REASONS = {
    TOO_MUCH_MEMORY: Message("读它占用内存过多，请分成几个。", "Reading it takes too much memory; cut it into parts."),
    TOO_MUCH_OUTPUT: Message(
        "展开后超过一次能读的量，请分成几个。", "It unfolds to more than is read at once; cut it into parts."
    ),
    -signal.SIGXCPU: Message(
        "读它用时过长，请分成几个或重新保存。", "Reading it takes too long; cut it into parts or save it again."
    ),
}


def _answers(told: IO[bytes]) -> Iterator[Read | Source]:
    """Yield what the process wrote: JSON lines, after that of a member of an archive its bytes."""
    for line in told:
        try:
            [(name, value)] = json.loads(line).items()
        except ValueError:  # the last line of a process that was ended while it wrote
            return
        yield _answer(name, value, told)


_TOLD: Mapping[str, type[Skipped]] = {"Skipped": Skipped, "Unfit": Unfit}


def _answer(name: str, value: dict[str, Any], told: IO[bytes]) -> Read | Source:
    if name == "Page":
        return Page(value["path"], tuple(value["lines"]))
    if name == "Article":
        return from_record(value)
    if name in _TOLD:
        return _TOLD[name](value["path"], value["line"], Message(*value["reason"]))
    return Source(value["path"], told.read(value["size"]))
