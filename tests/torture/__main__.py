"""Torture for as long as asked, all of it or some: python -m tests.torture --seconds 600 --seed 1 [kills power …]."""

import argparse
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.torture import disks, faults, flips, fuzz, hostile, kills, load, power

Torture = Callable[[Path, float, int, Random], str]


def _killed(folder: Path, seconds: float, rounds: int, chance: Random) -> str:
    return kills.torture(folder, seconds, rounds, chance)


def _cut(folder: Path, seconds: float, rounds: int, chance: Random) -> str:
    return power.torture(folder, chance, cuts=rounds or max(1, int(seconds / 20)))


def _failed(folder: Path, seconds: float, rounds: int, chance: Random) -> str:
    return faults.torture(folder, chance, faults=rounds or max(1, int(seconds / 120)))


def _flipped(folder: Path, seconds: float, rounds: int, chance: Random) -> str:
    return flips.torture(folder, chance, flips=rounds or max(1, int(seconds / 10)))


def _filled(folder: Path, seconds: float, rounds: int, chance: Random) -> str:
    return disks.torture(folder, chance, fillings=rounds or max(1, int(seconds / 10)))


def _asked(folder: Path, seconds: float, rounds: int, chance: Random) -> str:
    return fuzz.torture(folder, chance, requests=rounds or max(100, int(seconds * 50)))


def _read(folder: Path, seconds: float, rounds: int, chance: Random) -> str:
    return hostile.torture(folder, chance, inputs=rounds or max(1, int(seconds / 10)))


def _loaded(folder: Path, seconds: float, rounds: int, chance: Random) -> str:
    return load.torture(folder, chance, seconds=seconds)


KINDS: Mapping[str, Torture] = {
    "kills": _killed,
    "power": _cut,
    "faults": _failed,
    "flips": _flipped,
    "disks": _filled,
    "fuzz": _asked,
    "hostile": _read,
    "load": _loaded,
}


def main() -> None:
    """Run the kinds that were named, else all, and tell what each did; a failing one ends it with what was lost."""
    options = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    options.add_argument("kinds", nargs="*", choices=[*KINDS, []], help=f"some of {', '.join(KINDS)}; else all")
    options.add_argument("--seconds", type=float, default=60, help="about so long, shared by the kinds")
    options.add_argument("--rounds", type=int, default=0, help="at least so many kills; so many of the others")
    options.add_argument("--seed", type=int, default=1)
    told = options.parse_args()
    kinds = told.kinds or list(KINDS)
    for kind in kinds:
        began = time.monotonic()
        with TemporaryDirectory(prefix=f"torture-{kind}-") as folder:
            done = KINDS[kind](Path(folder), told.seconds / len(kinds), told.rounds, Random(told.seed))
        print(f"{kind}: {done} (seed {told.seed}, {time.monotonic() - began:.0f} s)", flush=True)


if __name__ == "__main__":
    main()
