"""States that somebody walks through: their manifests stay, and the segments that they name, while they are held.

generations/NAME/held-N           touched whenever somebody is to find commit N again
generations/NAME/manifest-N.json  the manifest of commit N, once another commit took its place
Who holds a state touches the file and then looks whether the state is still the newest; who writes replaces the
manifest and then looks for what is held: so one of the two sees the other.
"""

import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from searchsvc.engines.base import KEPT

MANIFEST = "manifest.json"


def hold(generation: Path, commit: int) -> None:
    """Hold a state from now on."""
    now, path = time.time(), generation / f"held-{commit}"
    with suppress(OSError):  # may not write here, or comes too late: then whoever asks for the state is told it is gone
        path.touch()
        os.utime(path, (now, now))


def is_held(generation: Path, commit: int) -> bool:
    """Tell whether a state is held."""
    return _is_fresh(generation / f"held-{commit}")


def is_any_held(generation: Path) -> bool:
    """Tell whether any state of a generation is held."""
    return any(map(_is_fresh, generation.glob("held-*")))


def keep(generation: Path) -> None:
    """Keep the manifest of a generation, where there is one, before another commit takes its place."""
    manifest = generation / MANIFEST
    if manifest.exists():
        commit = int(json.loads(manifest.read_bytes())["commit"])
        shutil.copyfile(manifest, _kept(generation, commit))


def manifests(generation: Path, commit: int) -> tuple[Path, Path]:
    """Return where the manifest of a replaced commit may be."""
    return _kept(generation, commit), generation / MANIFEST


def segments(generation: Path) -> Iterator[str]:
    """Yield the names of the segments that held states need, and forget the others."""
    for path in generation.glob("manifest-*.json"):
        commit = int(path.stem.rpartition("-")[2])
        try:
            names = [entry["name"] for entry in json.loads(path.read_bytes())["segments"]]
        except (ValueError, TypeError, KeyError):  # not as it was written: nobody can be given it
            names = []
        if names and is_held(generation, commit):
            yield from names
        else:
            path.unlink(missing_ok=True)
            (generation / f"held-{commit}").unlink(missing_ok=True)


def _kept(generation: Path, commit: int) -> Path:
    return generation / f"manifest-{commit}.json"


def _is_fresh(path: Path) -> bool:
    try:
        return time.time() - path.stat().st_mtime < KEPT
    except FileNotFoundError:
        return False
