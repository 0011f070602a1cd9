"""`searchsvc export` takes every hit away, to a file or a pipe."""

import io
import json

import pytest
from openpyxl import load_workbook

pytestmark = pytest.mark.usefixtures("read")


def test_whole_articles_leave_as_lines_that_index_reads_back(run, tmp_path):
    taken = tmp_path / "all.jsonl"
    assert run("export", "-o", taken).exit_code == 0
    again = run("index", taken, "--index", tmp_path / "again", "--json")
    assert (again.exit_code, json.loads(again.stdout)["new"]) == (0, 4)
    one, other = run("show", "datong", "--json"), run("show", "datong", "--json", "--index", tmp_path / "again")
    kept = ("id", "title", "kicker", "authors", "published", "page", "body", "city", "zone", "industry", "figures")
    assert [json.loads(one.stdout)[name] for name in kept] == [json.loads(other.stdout)[name] for name in kept]


def test_a_table_goes_to_a_pipe_with_a_byte_order_mark_on_request(run):
    done = run("export", "新能源", "--format", "csv", "--fields", "id,city", "--sort", "newest", "--bom")
    assert done.stdout_bytes.decode() == "\ufeffid,city\r\ndatong,大同\r\ntaiyuan,太原；大同\r\n"


def test_a_workbook_is_told_by_the_name_of_its_file(run, tmp_path):
    assert run("export", "晋城", "-o", tmp_path / "hits.xlsx").exit_code == 0
    rows = list(load_workbook(tmp_path / "hits.xlsx").worksheets[0].values)
    assert [row[0] for row in rows] == ["id", "jincheng"]


def test_figures_leave_as_a_workbook(run):
    done = run("figures", "--xlsx", "--all")
    assert load_workbook(io.BytesIO(done.stdout_bytes)).worksheets[0]["A1"].value == "article"


def test_nothing_found_is_an_empty_table_and_exit_code_1(run):
    done = run("export", "“没有这句话”", "--format", "csv", "--fields", "id")
    assert (done.exit_code, done.stdout.split()) == (1, ["id"])


def test_a_form_must_be_said_or_seen(run):
    assert "--format" in run("export", "新能源").stderr
    assert "csv" in run("export", "新能源", "--format", "jsonl", "--bom").stderr
    assert "Did you mean 'title'?" in run("export", "--format", "csv", "--fields", "titel").stderr
