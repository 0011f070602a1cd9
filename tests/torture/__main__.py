"""Kill `index` at random instants, for as long as asked: python -m tests.torture --seconds 60 --seed 1."""

import argparse
import json
import random
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from subprocess import PIPE, Popen, run

from searchsvc.engines.base import Request
from searchsvc.engines.whoosh import WhooshEngine

PLACES = ("大同", "晋城", "阳泉", "朔州")
COMMAND = (sys.executable, "-m", "searchsvc")


def tortured(folder: Path, seconds: float, seed: int) -> tuple[int, int]:
    """Return how many rounds ran and how many articles were acknowledged; AssertionError where one was lost."""
    chance, rounds, acknowledged = random.Random(seed), 0, set[str]()
    until = time.monotonic() + seconds
    while rounds == 0 or time.monotonic() < until:
        ids = [f"r{rounds}-{number}" for number in range(chance.randint(1, 1_500))]
        acknowledged |= _killed(folder, ids, chance.uniform(0.5, 8.0))
        rounds += 1
        _look(folder, acknowledged)
    return rounds, len(acknowledged)


def _killed(folder: Path, ids: list[str], after: float) -> set[str]:
    """Index articles with these ids, kill it, and return those that it acknowledged."""
    wire = folder / "wire.jsonl"
    wire.write_text("".join(json.dumps(_article(name)) + "\n" for name in ids), encoding="utf-8")
    said = folder / "said"
    with said.open("wb") as stderr:
        process = Popen([*COMMAND, "index", str(wire), "--index", str(folder / "index")], stderr=stderr, stdout=PIPE)
        time.sleep(after)
        process.kill()
        process.communicate()
    counts = [line.split()[1] for line in said.read_text().splitlines(keepends=True) if line.startswith("committed ")]
    return set(ids[: max(map(int, counts), default=0)])


def _article(name: str) -> dict[str, str]:
    place = PLACES[len(name) % len(PLACES)]
    return {"id": name, "title": f"{place}新能源项目{name}开工", "body": f"{place}市新能源项目{name}开工建设。"}


def _look(folder: Path, acknowledged: set[str]) -> None:
    """Start anew, without a hand's help: all that was acknowledged is found, once; archive and index are sound."""
    place = folder / "index"
    if not acknowledged and not (place / "store.sqlite").exists():
        return
    verified = run([*COMMAND, "verify", "--index", str(place)], capture_output=True, text=True, check=False)
    if not acknowledged and verified.returncode:
        return  # killed before there was an archive
    assert verified.returncode == 0, verified.stdout + verified.stderr
    found = _every(place)
    assert len(found) == len(set(found)), "an article is found twice"
    assert acknowledged <= set(found), f"lost: {sorted(acknowledged - set(found))[:5]}"


def _every(place: Path) -> list[str]:
    """Return the ids that a walk through the whole index finds."""
    found: list[str] = []
    with closing(WhooshEngine(place)) as engine:
        after = None
        while hits := engine.search(Request(sort="newest", size=1000, after=after)).hits:
            found += [hit.id for hit in hits]
            after = hits[-1].place
    return found


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--seed", type=int, default=1)
    told = options.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        rounds, articles = tortured(Path(temporary), told.seconds, told.seed)
    print(f"{rounds} rounds, {articles} acknowledged articles, none lost, none twice (seed {told.seed})")
