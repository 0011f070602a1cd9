"""The torture in short: python -m tests.torture is the same for as long as asked."""

from random import Random

import pytest

from searchsvc.errors import IndexDamaged
from searchsvc.store.sqlite import SQLite
from tests.torture import faults, hostile, kills, power
from tests.torture.faults import Fault
from tests.torture.works import WORKS, base


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    """Return an archive that is copied, not written."""
    return base(tmp_path_factory.mktemp("held") / "base")


@pytest.mark.parametrize("kind", ["index", "serve", "watch"])
def test_killed_at_any_instant_nothing_that_was_acknowledged_is_lost(tmp_path, kind):
    assert "none lost" in kills.torture(tmp_path, 0, 1, Random(7), (kind,))


@pytest.mark.parametrize(("work", "operation"), [("index", 20), ("rebuild", 12), ("restore", 30)])
def test_after_a_power_cut_what_was_acknowledged_is_there(tmp_path, held, work, operation):
    assert power.cut(tmp_path, held, work, operation, Random(7)) == operation


def test_an_archive_that_does_not_sync_is_found_out(tmp_path, held, monkeypatch):
    """So the cut itself works: what was acknowledged without being synced is gone."""
    connect = SQLite._connect

    def careless(self, mode="rw"):
        connection = connect(self, mode)
        connection.execute("PRAGMA synchronous = OFF")
        return connection

    monkeypatch.setattr(SQLite, "_connect", careless)
    with pytest.raises(IndexDamaged, match="has lost what it acknowledged"):
        power.cut(tmp_path, held, "index", 0, None)


@pytest.mark.parametrize(("kind", "code"), faults.KINDS)
def test_what_fails_is_told_and_the_next_try_succeeds(tmp_path, held, kind, code):
    faults.fail(tmp_path, held, WORKS["index"], Fault(kind, code, 2, lasting=True))


def test_hostile_input_is_read_and_searched_to_the_end(tmp_path):
    assert "2 inputs" in hostile.torture(tmp_path, Random(7), inputs=2, size=20_000)


def test_the_seam_sees_what_sqlite_and_python_write(tmp_path, held):
    seen = faults.counted(tmp_path, held, WORKS["rebuild"])
    assert all(seen.count(kind) for kind, _ in faults.KINDS)
