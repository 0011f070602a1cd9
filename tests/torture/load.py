"""Eight readers and a writer for as long as asked: no article lost or doubled, memory and descriptors flat."""

import os
import re
import threading
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from random import Random
from urllib.parse import quote
from urllib.request import urlopen

from tests.torture.articles import article
from tests.torture.calling import Caller
from tests.torture.kills import TOKEN, serving
from tests.torture.works import base

READERS = 8
_IDS = 600  # articles that are there from the beginning and only change, so that nothing has a reason to grow
_QUERIES = ("光伏", "大同 总投资", "投资>100亿元", "煤层气项目 或 数据中心", '"有机旱作农业"', "城市：大同", "*")
_LOOKS = 12  # how often memory and descriptors are looked at
_TELLING = 60  # seconds; in less the workers are still getting warm, and what they hold tells nothing of growth


class Load:
    """A service under load: what its readers and its writer do until told to stop, and what went wrong."""

    def __init__(self, url: str, seed: int) -> None:
        self.url = url
        self.stopped = threading.Event()
        self.wrong: list[str] = []
        self.read = self.walked = self.written = 0
        self._seed = seed

    def reading(self, number: int) -> None:
        """Search, and now and then walk through all articles."""
        chance = Random(f"{self._seed} {number}")
        with closing(Caller(self.url, TOKEN)) as caller:
            while not self.stopped.is_set():
                if chance.random() < 0.05:
                    self._walk(caller)
                else:
                    self._get(caller, f"/search?q={quote(chance.choice(_QUERIES))}&facets=city,month")

    def writing(self) -> None:
        """Send articles anew."""
        chance, version = Random(self._seed), 1
        with closing(Caller(self.url, TOKEN)) as caller:
            while not self.stopped.wait(0.2):
                names = chance.sample(range(_IDS), 10)
                self._expect(caller.post([article(f"a{name}", version) for name in names]), "POST")
                version += 1
                self.written += len(names)

    def _walk(self, caller: Caller) -> None:
        """Walk by cursor: every article once, though they change meanwhile."""
        found, cursor = [], "*"
        while cursor:
            answer = self._get(caller, f"/search?q=&sort=newest&size=100&cursor={quote(cursor)}")
            found += [hit["id"] for hit in answer.get("hits", ())]
            following = re.search(r"cursor=([^&]+)", answer.get("links", {}).get("next") or "")
            cursor = following[1] if following else ""
        wanted = {f"a{number}" for number in range(_IDS)}
        if len(found) != len(set(found)) or not wanted <= set(found):
            self.wrong.append(f"a walk found {len(found)} hits, {len(set(found))} articles")
        self.walked += 1

    def _get(self, caller: Caller, path: str) -> dict:  # type: ignore[type-arg] - JSON
        status, answer = caller.get(path)
        self._expect(status, path)
        self.read += 1
        return answer

    def _expect(self, status: int, what: str) -> None:
        if status != 200:
            self.wrong.append(f"{what}: {status}")


def torture(folder: Path, chance: Random, *, seconds: float) -> str:
    """Load a service of two workers for so long; AssertionError where something was lost, doubled, or grew."""
    world = base(folder / "base")
    with serving(world.index, workers=2) as (_, url):
        with closing(Caller(url, TOKEN)) as caller:
            assert caller.post([article(f"a{number}") for number in range(_IDS)]) == 200
        load = Load(url, chance.randrange(2**31))
        works = [load.writing, *(partial(load.reading, number) for number in range(READERS))]
        threads = [threading.Thread(target=_noted, args=(load, work)) for work in works]
        for thread in threads:
            thread.start()
        looks = [_look(url, seconds / _LOOKS) for _ in range(_LOOKS)]
        load.stopped.set()
        for thread in threads:
            thread.join()
    assert not load.wrong, load.wrong[:5]
    told = "too short to tell whether they grow"
    if seconds >= _TELLING:
        _flat("memory", [memory for memory, _ in looks])
        _flat("descriptors", [files for _, files in looks])
        told = "flat"
    return (
        f"{READERS} readers and a writer for {seconds:.0f} s on {os.cpu_count()} processors: {load.read} answers, "
        f"{load.walked} walks through all, {load.written} articles written, none lost or doubled; both workers: "
        f"{_told(looks[_LOOKS // 3])} after a third of the time, {_told(looks[-1])} at the end, {told}"
    )


def _flat(name: str, values: list[float]) -> None:
    """Prove that what is held does not grow: the last third is not above the middle one by more than a fifth."""
    third = len(values) // 3
    assert max(values[-third:]) <= 1.2 * max(values[third:-third]), f"{name} grow: {values}"


def _told(look: tuple[float, float]) -> str:
    return f"{look[0]:.0f} MB, {look[1]:.0f} descriptors"


def _noted(load: Load, work: Callable[[], None]) -> None:
    try:
        work()
    except Exception as error:
        load.wrong.append(repr(error))


def _look(url: str, seconds: float) -> tuple[float, float]:
    """Wait, then return the memory (MB) and the descriptors of all workers."""
    time.sleep(seconds)
    with urlopen(f"{url}/metrics", timeout=60) as answer:
        text = answer.read().decode()
    memory, files = (re.findall(rf"^searchsvc_{name}{{.*}} (\S+)$", text, re.M) for name in _GAUGES)
    return sum(map(float, memory)) / 2**20, sum(map(float, files))


_GAUGES = ("process_resident_memory_bytes", "process_open_fds")
