"""The command line makes, lists and removes tokens; the secret is on stdout alone."""

import json


def test_a_token_is_made_listed_and_removed(run, own):
    made = run("token", "add", "newsroom")
    assert (made.exit_code, len(made.stdout.strip())) == (0, 43)
    assert made.stdout.strip() not in made.stderr
    assert [row["name"] for row in json.loads(run("token", "list", "--json").stdout)] == ["newsroom"]
    assert run("token", "remove", "newsroom").exit_code == 0
    assert run("token", "list").exit_code == 1


def test_what_goes_wrong_is_told_with_what_to_do(run, own):
    assert "searchsvc token list" in run("token", "remove", "nobody").stderr
    assert run("token", "add", "a b").exit_code == 2


def test_doctor_tells_that_a_secret_is_set_and_not_what_it_is(run, read):
    told = run("doctor", "--json", SEARCHSVC_TOKEN="geheim")
    assert json.loads(told.stdout)["settings"]["token"] == {"value": "set", "from": "SEARCHSVC_TOKEN"}
    assert "geheim" not in told.stdout + told.stderr
