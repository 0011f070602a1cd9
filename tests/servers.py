"""The servers that tests run against: real ones, on this machine, started for the run and stopped after it."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / "scripts" / "servers"
MISSING = 3  # the exit code of the script where there is no such server
_numbers = count(1)


class PostgreSQL:
    """A server that the script runs in a folder."""

    def __init__(self, folder: Path) -> None:
        self._driver = pytest.importorskip("psycopg", reason="the extra postgresql is not installed")
        self._folder = folder
        self.address = self.do("start")

    def do(self, command: str) -> str:
        """Start, restart or stop it."""
        done = subprocess.run(["sh", SCRIPT, command, self._folder], capture_output=True, text=True, check=False)
        if done.returncode == MISSING:
            pytest.skip(done.stderr.strip())
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    @contextmanager
    def place(self) -> Iterator[str]:
        """Lend the address of an empty place in its database, for one archive."""
        name = f"archive_{next(_numbers)}"
        self.execute(f"CREATE SCHEMA {name}")
        yield f"{self.address}?options=-csearch_path%3D{name}"
        self.execute(f"DROP SCHEMA {name} CASCADE")

    def execute(self, statement: str) -> list[tuple[object, ...]]:
        """Run a statement as a user of the database would."""
        with self._driver.connect(self.address, autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []


@contextmanager
def postgresql() -> Iterator[PostgreSQL]:
    """Lend a server; where there is no PostgreSQL, or no driver for it, the test is skipped and says so."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)  # the server is another user where the tests run as root
        server = PostgreSQL(Path(folder))
        try:
            yield server
        finally:
            server.do("stop")
