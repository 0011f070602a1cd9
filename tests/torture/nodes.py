"""Nodes of a cluster killed and started again, and its disks declared full, while articles arrive and are asked for.

python -m tests.torture.nodes --rounds 10 --seed 1   starts three nodes by scripts/cluster, in a folder of its own
What must hold: what was acknowledged is found, once and as it was written; whatever fails says that the engine does not
answer; with the nodes back all goes on by itself.
"""

import argparse
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from searchsvc.engines import open_engine
from searchsvc.engines.base import Change, Engine, Request
from searchsvc.errors import EngineUnavailable, IndexLocked
from tests.engines.examples import contains, document

SCRIPT = Path(__file__).parents[2] / "scripts" / "cluster"
MISSING = 3  # the exit code of the script where there is no such server
NODES = 3
BATCH = 20  # articles; what was refused is written again just so
PATIENCE = 180.0  # seconds in which a whole cluster must be of use again


REFUSED = (EngineUnavailable, IndexLocked)  # a write may be told twice where an answer was lost, and finds itself done


@dataclass
class Told:
    """What was acknowledged, and how often a call was refused."""

    sequence: int = 0
    refused: Counter[str] = field(default_factory=Counter)


def run(command: str, folder: Path, *rest: object) -> str:
    """Call scripts/cluster."""
    done = subprocess.run(["sh", SCRIPT, command, folder, *map(str, rest)], capture_output=True, text=True, check=False)
    if done.returncode == MISSING:
        print(done.stderr, file=sys.stderr)
        raise SystemExit(MISSING)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def torture(folder: Path, address: str, chance: Random, rounds: int) -> str:
    """Kill nodes and fill disks in turn; return what happened."""
    told = Told()
    with closing(open_engine(f"{address}/torture?shards=3&replicas=1&timeout=20", folder)) as engine:
        _until(lambda: _write(engine, told))
        for number in range(rounds):
            with _busy(engine, told):
                _disturb(engine, folder, chance, number)
            _until(lambda: _write(engine, told))
            _prove(engine, told)
    return (
        f"{rounds} disturbances, {told.sequence} articles acknowledged and found once; refused for the time being: "
        + (", ".join(f"{kind} {count}" for kind, count in sorted(told.refused.items())) or "nothing")
    )


def _disturb(engine: Engine, folder: Path, chance: Random, number: int) -> None:
    """Kill one node, sometimes two, which leaves no majority, or let the disks be too full."""
    time.sleep(chance.uniform(0, 2))
    if number % 3 == 2:
        _fill(engine, chance)
        return
    killed = chance.sample(range(1, NODES + 1), 1 + number % 2)
    for node in killed:
        run("kill", folder, node)
    time.sleep(chance.uniform(2, 6))
    for node in killed:
        run("resume", folder, node)


def _fill(engine: Engine, chance: Random) -> None:
    """Set the watermarks below what the disks hold, until the cluster has closed its indices to writing, and back."""
    marks = {f"cluster.routing.allocation.disk.watermark.{name}": "1b" for name in ("low", "high", "flood_stage")}
    full = {"cluster.routing.allocation.disk.threshold_enabled": True, "cluster.info.update.interval": "10s"}
    client = engine._client  # type: ignore[attr-defined]  # the test speaks to the cluster as its operator does
    client.cluster.put_settings(body={"persistent": full | dict.fromkeys(marks, "1000tb")})
    time.sleep(chance.uniform(15, 25))
    client.cluster.put_settings(body={"persistent": dict.fromkeys([*full, *marks])})
    with suppress(Exception):  # where the check that would take the block away is off, an operator does
        client.indices.put_settings(index="torture-*", body={"index.blocks.read_only_allow_delete": None})


@contextmanager
def _busy(engine: Engine, told: Told) -> Iterator[None]:
    """Write and ask while something happens."""
    over = threading.Event()
    failures: list[BaseException] = []

    def work(step: Callable[[], None]) -> None:
        while not over.is_set() and not failures:
            try:
                step()
            except REFUSED:
                told.refused[step.__name__] += 1
                time.sleep(0.2)
            except BaseException as error:  # told by the thread that waits
                failures.append(error)

    def writing() -> None:
        _write(engine, told)

    def asking() -> None:
        results = engine.search(Request(match=contains("光伏"), size=1))
        assert results.sequence <= results.total <= told.sequence + 2 * BATCH, results

    threads = [threading.Thread(target=work, args=(step,)) for step in (writing, asking)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()
    if failures:
        raise failures[0]


def _write(engine: Engine, told: Told) -> None:
    """Apply a batch on top of what the engine says it has; what returns is acknowledged."""
    at = engine.sequence
    assert at >= told.sequence, f"{told.sequence} was acknowledged, the engine is at {at}"
    last = at + BATCH
    made = (
        Change(number, f"a{number}", document(f"a{number}", f"第{number}号光伏项目"))
        for number in range(at + 1, last + 1)
    )
    engine.apply(made, last)
    told.sequence = last


def _change(number: int) -> Change:
    return Change(number, f"a{number}", document(f"a{number}", f"第{number}号光伏项目"))


def _prove(engine: Engine, told: Told) -> None:
    """Every acknowledged article is there once."""
    found, after = [], None
    while hits := engine.search(Request(sort="oldest", size=1_000, after=after)).hits:
        found += [hit.id for hit in hits]
        after = hits[-1].place
    assert found == [f"a{number}" for number in range(1, told.sequence + 1)]
    assert not list(engine.faults())


def _until(step: Callable[[], None]) -> None:
    """Try until the cluster is of use again."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            step()
        except REFUSED:
            if time.monotonic() > end:
                raise
            time.sleep(1)
        else:
            return


def main() -> None:
    """Start the nodes, torture them, tell what happened."""
    options = argparse.ArgumentParser(prog="python -m tests.torture.nodes", description=__doc__)
    options.add_argument("--rounds", type=int, default=6)
    options.add_argument("--seed", type=int, default=1)
    told = options.parse_args()
    with TemporaryDirectory(prefix="torture-nodes-") as place:
        Path(place).chmod(0o755)  # the nodes are another user's where this one is root
        folder = Path(place) / "cluster"
        address = run("start", folder, NODES)
        try:
            print(torture(folder, address, Random(told.seed), told.rounds))
        finally:
            run("stop", folder)


if __name__ == "__main__":
    main()
