"""`searchsvc dictionary`: words are added, listed, checked and removed."""

import json

import pytest

from searchsvc import analysis

pytestmark = pytest.mark.usefixtures("read")


@pytest.fixture(autouse=True)
def _words():
    yield
    analysis.use(())


def test_words_are_added_listed_and_removed(run):
    added = run("dictionary", "add", "集群签约", "光机电产业")
    assert (added.exit_code, added.stdout, added.stderr) == (0, "", "searchsvc: 1 articles cut anew\n")
    assert run("dictionary", "list").stdout == "光机电产业\n集群签约\n"
    assert run("dictionary", "remove", "集群签约", "光机电产业").exit_code == 0
    assert run("dictionary", "list").exit_code == 1


def test_a_word_is_checked(run):
    (row,) = json.loads(run("dictionary", "check", "光机电产业", "--json").stdout)
    assert (row["word"], row["whose"], row["after"], row["articles"]) == ("光机电产业", None, ["光机电产业"], 1)


def test_what_can_be_no_word_says_what_one_is(run):
    refused = run("dictionary", "add", "5G")
    assert (refused.exit_code, "Han characters" in refused.stderr) == (2, True)
