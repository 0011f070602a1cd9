"""`searchsvc trends` counts hits by period, in each form."""

import json

import pytest

pytestmark = pytest.mark.usefixtures("read")


def test_in_a_pipe_each_period_is_a_line_of_value_period_hits_articles_and_share(run):
    done = run("trends", "新能源", "--interval", "year", "--from", "2025-01-01")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1].split("\t")[1:] == ["undated", "0", "1", ""]


def test_as_csv_the_values_of_a_facet_follow_the_whole(run):
    rows = [line.split(",") for line in run("trends", "新能源", "--by", "city", "--csv").stdout.splitlines()]
    assert rows[0] == ["value", "period", "hits", "articles", "share"]
    assert {row[0] for row in rows[1:]} >= {"", "大同"}


def test_as_json_it_is_what_the_api_answers(run):
    answer = json.loads(run("trends", "光机电", "--json").stdout)
    assert (answer["total"], answer["interval"], answer["by"], answer["groups"]) == (1, "month", None, [])
    assert [row["period"] for row in answer["rows"] if row["hits"]] == ["2025-02"]


def test_what_is_found_nowhere_ends_with_1(run):
    assert run("trends", "“没有这句话”").exit_code == 1


def test_an_unknown_interval_is_told_with_the_nearest(run):
    done = run("trends", "新能源", "--interval", "months")
    assert done.exit_code == 2
    assert "Did you mean 'month'?" in done.stderr
