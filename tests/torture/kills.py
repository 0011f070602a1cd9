"""Rounds of kill -9 at random instants: of index, serve with POST and DELETE, watch, rebuild, restore, optimize."""

import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from random import Random
from subprocess import DEVNULL, PIPE, Popen, run
from threading import Timer

from tests.torture.articles import Record, article
from tests.torture.calling import Caller
from tests.torture.world import Known, World

COMMAND = (sys.executable, "-m", "searchsvc")
TOKEN = "torture"
_MOST = 3_000  # articles, then a new archive begins
_BATCH = 1_000  # articles, of which `index` acknowledges so many at once


class Killing:
    """One world and its chance; how long each kind of command takes is learnt, so that kills fall within it."""

    def __init__(self, folder: Path, chance: Random) -> None:
        self.world = World(folder)
        self.chance = chance
        self.killed: Counter[str] = Counter()
        self.rounds: Counter[str] = Counter()
        self._seconds: dict[str, float] = {}
        self._kept: tuple[Path, Known] | None = None
        self._number = 0

    def any(self, kinds: Sequence[str]) -> None:
        """Begin one of these kinds of work, kill it, and look at what is left."""
        kind = self.chance.choice(kinds)
        self.rounds[kind] += 1
        KINDS[kind](self)
        if kind != "restore":
            self.world.look(deep=self.chance.random() < 0.1)
        if len(self.world.known) > _MOST:
            self._anew()

    def end(self) -> None:
        """Let `watch` take what is left in its folder, and look."""
        if (spool := self.world.folder / "spool").exists():
            run([*COMMAND, "watch", str(spool), "--once", "--interval", "0.1", *self._index()], check=True, stderr=PIPE)
            for path in spool.glob("*.jsonl"):
                self.world.acknowledge(_records(path.stem))
        self.world.look(deep=True)

    def index(self) -> None:
        """Index many or few, some of them a second time with another text; `committed N` acknowledges."""
        count = self.chance.choice((self.chance.randint(1, 60), self.chance.randint(100, 1_600)))
        records = [self._article(f"i{self.chance.randrange(4_000)}") for _ in range(count)]
        records = list({one["id"]: one for one in records}.values())
        wire = self.world.write("wire.jsonl", records)
        said = self._run("index" if count > _BATCH else "few", "index", str(wire))
        counts = [line.split()[1] for line in said if line.startswith("committed ") and line.endswith("\n")]
        self.world.acknowledge(records[: max(map(int, counts), default=0)])

    def watch(self) -> None:
        """Let files arrive by renaming while `watch` runs; the line about a file acknowledges it."""
        (spool := self.world.folder / "spool").mkdir(exist_ok=True)
        for path in spool.glob("*.jsonl"):
            self.world.send(_records(path.stem))  # what an earlier watch was killed before taking
        for _ in range(self.chance.randint(1, 8)):
            name = f"w{self._next()}"
            self.world.write(f"spool/{name}.jsonl", _records(name))
        said = self._run("watch", "watch", str(spool), "--interval", "0.1", lasting=3.0)
        for path in {line.partition(".jsonl: ")[0] for line in said if ".jsonl: " in line and line.endswith("\n")}:
            self.world.acknowledge(_records(Path(path).stem))

    def serve(self) -> None:
        """Send and delete over HTTP until the server is gone; 200 acknowledges."""
        if not (self.world.index / "store.sqlite").exists():
            run([*COMMAND, "index", str(self.world.write("first.jsonl", [self._article("first")])), *self._index()],
                check=True, capture_output=True)  # fmt: skip
        with serving(self.world.index) as (process, url), closing(Caller(url, TOKEN)) as caller:
            if self.chance.random() < 0.9:
                self._call(caller)  # answered once the workers have begun
            timer = Timer(self.chance.uniform(0.0, 2.0), os.killpg, (process.pid, signal.SIGKILL))
            timer.start()
            with suppress(OSError):
                while True:
                    self._call(caller)
            timer.join()
        self.killed["serve"] += 1

    def rebuild(self) -> None:
        """Make the index anew."""
        self._run("rebuild", "rebuild")

    def optimize(self) -> None:
        """Make it small."""
        self._run("optimize", "optimize")

    def restore(self) -> None:
        """Keep a backup, or bring an earlier one back: the archive is then the one or the other."""
        if self._kept is None:
            path = self.world.folder / f"kept-{self._next()}.sqlite"
            done = run([*COMMAND, "backup", str(path), *self._index()], check=False, capture_output=True)
            self._kept = (path, dict(self.world.known)) if done.returncode == 0 else None
            return
        path, known = self._kept
        self._run("restore", "restore", str(path))
        self.world.look(known)

    def _run(self, kind: str, *arguments: str, lasting: float = 0.0) -> list[str]:
        """Run a command and kill it somewhere in the time that it takes; return the lines that it said."""
        most = lasting or self._seconds.get(kind, 2.0)
        with (self.world.folder / "said").open("w+b") as said:
            began = time.monotonic()
            process = Popen([*COMMAND, *arguments, *self._index()], stdout=DEVNULL, stderr=said, start_new_session=True)
            with suppress(Exception):
                process.wait(self.chance.uniform(0.2, 1.1 * most))
            if process.poll() is None:
                (os.killpg if self.chance.random() < 0.5 else os.kill)(process.pid, signal.SIGKILL)
                self.killed[arguments[0]] += 1
            else:
                self._seconds[kind] = time.monotonic() - began
            process.wait()
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            said.seek(0)
            return said.read().decode().splitlines(keepends=True)

    def _call(self, caller: Caller) -> None:
        """Send some articles, or take one out."""
        if self.world.known and self.chance.random() < 0.2:
            name = self.chance.choice(sorted(self.world.known))
            if name.startswith("p"):
                self.world.withdraw(name)
                if caller.delete(name) in (200, 410):
                    self.world.withdrawn(name)
            return
        records = [self._article(f"p{self._next()}") for _ in range(self.chance.randint(1, 40))]
        self.world.send(records)
        if caller.post(records) == 200:
            self.world.acknowledge(records)

    def _article(self, name: str) -> Record:
        return article(name, self._next())

    def _next(self) -> int:
        self._number += 1
        return self._number

    def _index(self) -> list[str]:
        return ["--index", str(self.world.index)]

    def _anew(self) -> None:
        """Begin in an empty folder."""
        self.end()
        acknowledged = self.world.acknowledged
        folder = self.world.folder.parent / f"world-{self._next()}"
        folder.mkdir()
        self.world, self._kept = World(folder), None
        self.world.acknowledged = acknowledged


KINDS: Mapping[str, Callable[[Killing], None]] = {
    "index": Killing.index,
    "serve": Killing.serve,
    "watch": Killing.watch,
    "rebuild": Killing.rebuild,
    "optimize": Killing.optimize,
    "restore": Killing.restore,
}


def torture(folder: Path, seconds: float, rounds: int, chance: Random, kinds: Sequence[str] = tuple(KINDS)) -> str:
    """Kill for so many rounds, or as long, and say what was done; AssertionError where something was lost."""
    (world := folder / "world-0").mkdir()
    every, until = Killing(world, chance), time.monotonic() + seconds
    while sum(every.rounds.values()) < rounds or time.monotonic() < until:
        every.any(kinds)
    every.end()
    done = ", ".join(f"{kind} {count}" for kind, count in sorted(every.rounds.items()))
    return (
        f"{sum(every.rounds.values())} rounds ({done}), {sum(every.killed.values())} killed at work, "
        f"{every.world.acknowledged} articles acknowledged: none lost, none twice, none half, no lock left"
    )


@contextmanager
def serving(index: Path, workers: int = 2) -> Iterator[tuple[Popen[str], str]]:
    """Serve an archive in processes of its own, and end them however that stands; lend the process and its address."""
    command = [*COMMAND, "serve", "--port", "0", "--workers", str(workers), "--index", str(index)]
    environment = os.environ | {"SEARCHSVC_TOKEN": TOKEN}
    with Popen(command, stderr=PIPE, text=True, start_new_session=True, env=environment) as process:
        assert process.stderr
        try:
            yield process, process.stderr.readline().split()[3].rstrip(",")
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.stderr.read()


def _records(name: str) -> list[Record]:
    """Return what the file of this name in the watched folder holds."""
    return [article(f"{name}-{number}") for number in range(1 + int(name[1:]) % 7)]
