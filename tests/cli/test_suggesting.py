"""`searchsvc suggest` completes what is typed with names of the archive."""

import json

import pytest

pytestmark = pytest.mark.usefixtures("read")


def test_in_a_pipe_each_is_a_line_of_text_kind_articles_and_query(run):
    done = run("suggest", "datong")
    assert done.exit_code == 0
    assert done.stdout.splitlines()[0].split("\t")[:2] == ["大同", "city"]


def test_as_json_each_has_the_address_of_its_search(run):
    first = json.loads(run("suggest", "dt", "--json").stdout)["rows"][0]
    assert (first["text"], first["alike"], first["q"]) == ("大同", False, "大同")
    assert first["url"] == "/api/v1/search?q=%E5%A4%A7%E5%90%8C"


def test_what_is_like_nothing_ends_with_1(run):
    assert run("suggest", "qqqqq").exit_code == 1
