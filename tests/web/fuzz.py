"""Requests that schemathesis makes of the OpenAPI document, valid and not, with every check on.

`python -m tests.web.fuzz --examples 500` asks long; what it finds it prints, with how to ask it again.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from searchsvc.config import Settings
from searchsvc.service.archive import open_archive
from searchsvc.store.base import Incoming
from tests.serving import serving
from tests.web.examples import ARTICLES

SECRET = "fuzz"
ROOT = Path(__file__).parents[2]
CONFIG = Path(__file__).with_name("schemathesis.toml")


def fuzzed(folder: Path, *options: str) -> tuple[int, str]:
    """Serve a small archive, let schemathesis ask it by these options, and return its exit status and its report."""
    settings = Settings(index=folder / "index", token=SECRET, searches=0)
    archive = open_archive(settings, create=True)
    archive.store.save(map(Incoming, ARTICLES))
    archive.close()
    with serving(settings) as url:
        asked = ["run", f"{url}/api/v1/openapi.json", "-H", f"Authorization: Bearer {SECRET}", "--no-color", *options]
        command = [sys.executable, "-m", "schemathesis.cli", "--config-file", str(CONFIG), *asked]
        environment = {**os.environ, "SCHEMATHESIS_HOOKS": "tests.web.relations", "PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def main() -> int:
    """Ask as long as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=100, help="Requests of each kind to each operation.")
    parser.add_argument("--seed", type=int, help="Ask as a former run did; its report ends with its own.")
    said = parser.parse_args()
    options = [f"--max-examples={said.examples}", "--phases=examples,coverage,fuzzing"]
    options += [f"--seed={said.seed}"] if said.seed is not None else []
    with TemporaryDirectory() as folder:
        status, report = fuzzed(Path(folder), *options)
    print(report)
    return status


if __name__ == "__main__":
    sys.exit(main())
