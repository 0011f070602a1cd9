"""`searchsvc figures`: rows with their sentences, tables, and every form a pipe may want."""

import csv
import io
import json

import pytest

from searchsvc.articles import to_record
from tests.figure_examples import ARTICLES, HOSTILE, SIGNED, ZONE


@pytest.fixture(scope="module")
def wire(tmp_path_factory):
    path = tmp_path_factory.mktemp("wire") / "figures.jsonl"
    given = [to_record(article) for article in ARTICLES]
    for record in given:
        record["evidence"] = []
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in given), encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def library(own):
    """Let every command read an archive of these articles."""
    return own


def test_a_line_in_a_pipe_is_a_figure(run):
    done = run("figures", "--metric", "investment", "--to", "2025-02-12")
    assert done.stdout == f"first\t2025-02-10\t总投资\t48.51 亿元\t{ZONE}\t4851000000\t元\t签约\t{SIGNED}\n"
    assert (done.exit_code, done.stderr) == (0, "")


def test_json_is_the_answer_of_the_api(run):
    answer = json.loads(run("figures", "--q", "签约", "--group", "city", "--size", "1", "--json").stdout)
    assert (answer["total"], len(answer["rows"]), answer["groups"]["by"]) == (4, 1, "city")
    assert [conflict["label"] for conflict in answer["conflicts"]] == ["总投资"]
    assert answer["links"]["next"].startswith("/api/v1/figures?")


def test_jsonl_is_a_figure_a_line(run):
    rows = [
        json.loads(line) for line in run("figures", "--sort", "amount", "--unit", "亿元", "--jsonl").stdout.splitlines()
    ]
    assert [(row["article"], row["value"]) for row in rows] == [("second", 52), ("first", 48.51)]


def test_csv_is_a_page_or_with_all_everything_and_no_cell_is_a_formula(run):
    def rows(*options):
        return list(csv.reader(io.StringIO(run("figures", "--csv", *options).stdout)))

    assert len(rows("--size", "2")) == 3
    everything = rows("--size", "2", "--all")
    assert len(everything) == 7
    assert f"'{HOSTILE}" in everything[-1]
    assert run("figures", "--csv", "--bom").stdout.startswith("\ufeffarticle,title,")


def test_a_table_has_a_row_for_each_value_and_blanks_where_nothing_was_reported(run):
    done = run("figures", "--group", "city", "--city", "大同", "--city", "太原", LANG="zh_CN.UTF-8")
    assert done.stdout == ("城市\t投资（元）\t项目数（个）\t增速（%）\n大同\t52亿元 (2)\t12个 (2)\t\n太原\t\t\t7.5%\n")
    amounts = run("figures", "--group", "city", "--city", "大同", "--csv").stdout
    assert amounts == "city,investment (yuan),projects (个)\n大同,5200000000.0,12.0\n"


def test_a_table_as_json_lines_is_a_row_a_line(run):
    [row] = [
        json.loads(line)
        for line in run("figures", "--group", "stage", "--stage", "签约", "--jsonl").stdout.splitlines()
    ]
    assert (row["stage"], [cell["count"] for cell in row["cells"]]) == ("签约", [2, 2])


def test_nothing_found_is_exit_code_1_and_says_so(run):
    done = run("figures", "--city", "天津")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "0 figures found" in done.stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--metric", "invest"], "Did you mean 'investment'?"),
        (["--min", "近10亿"], "Write 1000000000 or 10亿元."),
        (["--group", "city", "--all"], "without --group"),
        (["--all", "--json"], "--all gives rows"),
        (["--from", "2025"], "2025-02-10"),
        (["--size", "101"], "1<=x<=100"),
        (["--q", "(签约", "--strict"], "bracket"),
    ],
)
def test_what_can_t_be_asked_is_exit_code_2_with_what_to_do(run, options, said):
    done = run("figures", *options)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr


def test_a_repaired_query_is_told(run):
    assert run("figures", "--q", "(签约").stderr
