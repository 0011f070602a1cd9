"""What programs take: seconds of the processor, memory and disk, of processes here and of a cluster's nodes."""

import os
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from searchsvc.engines.opensearch import connecting

ROOT = Path(__file__).resolve().parent.parent
CLUSTER = "opensearch"
_KINDS = {".arrays": "arrays", ".seg": "whoosh"}


@dataclass(frozen=True, slots=True)
class Spent:
    """What a run took: seconds on the wall, of all processors, and the memory of its largest process in MB."""

    wall: float
    cpu: float
    memory: int


@dataclass(frozen=True, slots=True)
class Memory:
    """What processes hold in MB: of their own, and as their share of files that are mapped and may be read again."""

    own: float
    files: float


def run(command: Sequence[str], settings: Mapping[str, str]) -> tuple[Spent, str]:
    """Run a command to its end, and return what it took and said. Raises RuntimeError where it fails."""
    begun = time.perf_counter()
    with tempfile.TemporaryFile("w+") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ | settings, stdout=out, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)  # tells of all processes that it waited for too
        took = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if status:
            raise RuntimeError(f"{command} ended with {process.returncode}")
        out.seek(0)
        return Spent(took, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024), out.read()


def cpu(pid: int) -> float:
    """Return the seconds that a process and its children, those that ended too, have worked (Linux)."""
    ticks = os.sysconf("SC_CLK_TCK")
    stats = (Path(f"/proc/{one}/stat").read_text(encoding="utf-8") for one in _family(pid))
    return sum(sum(map(int, stat.rpartition(")")[2].split()[11:15])) for stat in stats) / ticks


def memory(pid: int) -> Memory:
    """Return what a process and its children hold now (Linux 5.4 and later)."""
    held = [_rollup(one) for one in _family(pid)]
    return Memory(sum(one["Pss_Anon"] for one in held) / 1024, sum(one["Pss_File"] for one in held) / 1024)


def nodes(engine: str) -> float:
    """Return the seconds that the nodes of a cluster have worked since they were started; 0 for an engine here."""
    if not engine.startswith(CLUSTER):
        return 0.0
    with closing(connecting.address(engine).client()) as client:
        told = client.nodes.stats(metric="process")["nodes"].values()
    return float(sum(node["process"]["cpu"]["total_in_millis"] for node in told) / 1000)


def heap(engine: str) -> float:
    """Return the MB that the heaps of a cluster's nodes hold now, garbage with it; 0 for an engine here."""
    if not engine.startswith(CLUSTER):
        return 0.0
    with closing(connecting.address(engine).client()) as client:
        told = client.nodes.stats(metric="jvm")["nodes"].values()
    return float(sum(node["jvm"]["mem"]["heap_used_in_bytes"] for node in told) / 2**20)


def disk(engine: str, folder: Path) -> tuple[int, int]:
    """Return the bytes of the archive in a folder and those of its index, there or on a cluster (without replicas)."""
    sizes = {path: path.stat().st_size for path in folder.rglob("*") if path.is_file()}
    archive = sum(size for path, size in sizes.items() if "sqlite" in path.name)
    if not engine.startswith(CLUSTER):
        return archive, sum(sizes.values()) - archive
    address = connecting.address(engine)
    with closing(address.client()) as client:
        told = client.indices.stats(index=address.name, metric="store")
    return archive, told["_all"]["primaries"]["store"]["size_in_bytes"]


def parts(folder: Path) -> dict[str, int]:
    """Return the bytes of the store, the arrays, Whoosh's segments and the rest of an index folder."""
    sizes: dict[str, int] = {}
    for path in folder.rglob("*"):
        if path.is_file():
            kind = _KINDS.get(path.suffix, "store" if "sqlite" in path.name else "rest")
            sizes[kind] = sizes.get(kind, 0) + path.stat().st_size
    return sizes


def forget(engine: str) -> None:
    """Delete what the engine of this address keeps on its cluster."""
    address = connecting.address(engine)
    with closing(address.client()) as client:
        client.indices.delete_index_template(name=address.name, params={"ignore": 404})
        for index in [*client.indices.get(index=f"{address.name}-*")]:
            client.indices.delete(index=index)


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [pid, *map(int, children)]


def _rollup(pid: int) -> dict[str, int]:
    """Return the kB under each name of what the kernel tells of a process's memory."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()[1:]
    return {name: int(told.split()[0]) for name, _, told in (line.partition(":") for line in lines)}
