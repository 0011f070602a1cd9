"""Moving an archive from the command line."""

import json

import pytest

from tests.engines.available import CLUSTER, setting


def test_an_archive_is_moved_and_how_to_switch_is_told(own, run, tmp_path):
    done = run("migrate", "--from", own, "--to", tmp_path / "moved", "--json")
    assert done.exit_code == 0
    said = json.loads(done.stdout)
    assert (said["rows"]["articles"], said["rows"]["readings"]) == (4, 4)
    assert f"SEARCHSVC_STORE=sqlite SEARCHSVC_INDEX={tmp_path / 'moved'}" in done.stderr
    found = ("search", "--ids", "新能源")
    assert run(*found, "--index", tmp_path / "moved").stdout == run(*found).stdout


def test_the_same_answers_come_from_a_database_by_one_setting(own, run, postgresql_address):
    before = [run("search", "--json", "新能源"), run("figures", "--json"), run("show", "datong", "--json")]
    assert run("migrate", "--from", own, "--to", postgresql_address).exit_code == 0
    database = {"SEARCHSVC_STORE": postgresql_address}
    after = [
        run("search", "--json", "新能源", **database),
        run("figures", "--json", **database),
        run("show", "datong", "--json", **database),
    ]
    assert [(done.exit_code, stable(done)) for done in after] == [(done.exit_code, stable(done)) for done in before]
    assert run("verify", **database).exit_code == 0


def test_an_index_is_made_by_another_engine_and_asked_the_same(own, run, tmp_path):
    done = run("migrate", "--from", own, "--to", "memory://", "--store", tmp_path / "moved", "--json")
    assert done.exit_code == 0
    said = json.loads(done.stdout)
    assert said["rows"]["articles"] == 4
    assert said["asked"] > 50
    assert f"set SEARCHSVC_ENGINE=memory:// SEARCHSVC_STORE=sqlite SEARCHSVC_INDEX={tmp_path / 'moved'}" in done.stderr


@pytest.mark.skipif(not CLUSTER, reason="no cluster at hand")
def test_an_archive_goes_to_opensearch_and_postgresql_and_comes_back_the_same(own, run, tmp_path, postgresql_address):
    asked = ("search", "--json", "新能源")
    before = stable(run(*asked))
    with setting("opensearch") as engine:
        there = run("migrate", "--from", own, "--to", engine, "--store", postgresql_address, "--json")
        assert (there.exit_code, json.loads(there.stdout)["asked"] > 50) == (0, True)
        switched = {"SEARCHSVC_ENGINE": engine, "SEARCHSVC_STORE": postgresql_address}
        assert stable(run(*asked, **switched)) == before
        assert run("verify", **switched).exit_code == 0
    back = run("migrate", "--from", postgresql_address, "--to", tmp_path / "back", "--json")
    assert json.loads(back.stdout)["rows"] == json.loads(there.stdout)["rows"]
    assert run("verify", "--index", tmp_path / "back").exit_code == 0
    assert stable(run(*asked, "--index", tmp_path / "back")) == before


def test_a_place_that_is_none_is_refused(own, run, tmp_path):
    unknown = run("migrate", "--from", own, "--to", "mysql://db/news")
    assert (unknown.exit_code, "known: sqlite, postgresql" in unknown.stderr) == (2, True)
    alone = run("migrate", "--from", own, "--to", tmp_path / "moved", "--store", tmp_path / "other")
    assert (alone.exit_code, "--store goes with an engine" in alone.stderr) == (2, True)


def stable(done):
    """Return an answer without how long it took, and of which state it is."""
    return {**json.loads(done.stdout), "took_ms": 0, "generation": ""}


def test_a_database_that_is_not_there_ends_with_4_and_says_what_to_do(own, run):
    done = run("search", "新能源", SEARCHSVC_STORE="postgresql://press:geheim@127.0.0.1:9/news")
    assert done.exit_code == 4
    assert "postgresql://127.0.0.1:9/news does not answer" in done.stderr
    assert "geheim" not in done.stderr


def test_doctor_shows_the_store_without_its_password(own, run, postgresql_address):
    secret = postgresql_address.replace("searchsvc@", "searchsvc:geheim@")
    run("migrate", "--from", own, "--to", postgresql_address)
    lines = run("doctor", SEARCHSVC_STORE=secret).stdout
    assert "postgresql://searchsvc:***@127.0.0.1" in lines
    assert "geheim" not in lines
