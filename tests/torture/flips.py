"""Flipped bits and cut files: each file of the folder of an archive, harmed at random, then asked and verified.

What must hold: the answers are those of the sound archive, or a clear message says why there is none; where neither is
so, `verify` tells. Never a trace, never a hang.
"""

import json
from collections import Counter
from contextlib import closing
from pathlib import Path
from random import Random
from shutil import copytree, rmtree
from typing import Any

from searchsvc import ingest
from searchsvc.config import load
from searchsvc.errors import SearchError
from searchsvc.service.archive import open_archive
from searchsvc.web import create_app, opened
from tests.torture.works import SENT, base

QUESTIONS = (
    "/search?q=光伏 总投资&facets=city,zone,industry,month&size=50",
    "/search?q=投资>100亿元&size=50",
    "/search?q=&sort=newest&size=100",
    "/figures?size=100",
    "/trends?q=大同",
    "/articles/h7",
)
_VARYING = ("took_ms", "generation")


def torture(folder: Path, chance: Random, *, flips: int) -> str:
    """Harm every file so often; AssertionError where an answer is wrong and nothing tells."""
    held, told = _held(folder), Counter[str]()
    truth = _answers(Path(copytree(held, folder / "truth")))
    files = sorted(path.relative_to(held) for path in held.rglob("*") if path.is_file())
    for name in files:
        for number in range(flips if (held / name).stat().st_size else 0):
            own = folder / "own"
            copytree(held, own)
            harm = _cut if number % 5 == 4 else _flipped
            path = own / name
            path.write_bytes(harm(path.read_bytes(), chance))
            told[_outcome(own, truth, f"{name} harmed ({harm.__name__}, {number})")] += 1
            rmtree(own)
    counts = ", ".join(f"{count} {outcome}" for outcome, count in sorted(told.items()))
    return f"{sum(told.values())} flipped bits and cut files in {len(files)} files: {counts}; no trace, nothing untold"


def _held(folder: Path) -> Path:
    """Return the folder of an archive as a killed process leaves it, with a log beside it."""
    world = base(folder / "base")
    with world.opened() as archive:
        ingest.accept(archive.store, archive.engine, json.dumps(SENT).encode(), "api")
        return Path(copytree(world.index, folder / "held"))


def _outcome(index: Path, truth: list[Any], harmed: str) -> str:
    answers = _answers(index)
    faults = _faults(index)
    if answers == truth:
        return "without effect" if not faults else "without effect on answers, told by verify"
    if all(each in (right, "refused") for each, right in zip(answers, truth, strict=True)):
        return "refused with a message"
    assert faults, f"{harmed}: a wrong answer that nothing tells"
    return "told by verify alone"


def _answers(index: Path) -> list[Any]:
    """Return what the API answers to each question, `refused` where it says why it doesn't."""
    app = create_app(load(index=str(index)))
    try:
        return [_answer(app.test_client().get(f"/api/v1{question}")) for question in QUESTIONS]
    finally:
        opened.of(app).close()


def _answer(response: Any) -> Any:
    if response.status_code == 200:
        return {name: value for name, value in response.json.items() if name not in _VARYING}
    assert response.status_code == 503, (response.status_code, response.text)
    assert response.json["detail"]
    return "refused"


def _faults(index: Path) -> list[str]:
    """Return what `verify` says of it."""
    try:
        with closing(open_archive(load(index=str(index)), current=False)) as archive:
            return [fault.message.en for fault in ingest.verify(archive.store, archive.engine, deep=True)]
    except SearchError as error:
        return [str(error)]


def _flipped(data: bytes, chance: Random) -> bytes:
    place, bit = chance.randrange(len(data)), 1 << chance.randrange(8)
    return data[:place] + bytes([data[place] ^ bit]) + data[place + 1 :]


def _cut(data: bytes, chance: Random) -> bytes:
    return data[: chance.randrange(len(data))]
