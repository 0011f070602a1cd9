"""`searchsvc search` finds articles for people, pipes and programs."""

import json

import pytest

from searchsvc.output import records
from searchsvc.service.asking import Search
from searchsvc.service.search import search

DATONG = (
    "datong\t2025-02-10\t晋北经济报\tA2\t大同新能源装机过半"
    "\t大同市新能源装机占比超过一半。 … 光伏企业说，煤电与新能源要互补。\n"
)
TAIYUAN = "taiyuan\t2024-12-30\t山西商报\t03\t两市共建新能源走廊\t太原与大同共建新能源走廊。\n"

pytestmark = pytest.mark.usefixtures("read")


def test_in_a_pipe_each_hit_is_a_line_of_columns(run):
    done = run("search", "新能源")
    assert (done.exit_code, done.stdout, done.stderr) == (0, TAIYUAN + DATONG, "")


def test_words_need_no_apostrophes(run):
    assert run("search", "太原", "新能源", "--ids", "--no-relax").stdout == "taiyuan\n"


def test_without_a_query_every_article_is_found_the_newest_first(run):
    assert run("search", "--ids").stdout == "jincheng\ndatong\ntaiyuan\nhostile\n"


def test_json_is_what_the_api_answers(run, archive):
    asked = Search(q="新能源", facets=("city", "zone"), size=1)
    expected = records.answer(search(archive, asked), "en")
    answer = json.loads(run("search", "新能源", "--facets", "city,zone", "--size", 1, "--json").stdout)
    assert answer | {"took_ms": 0} == expected | {"took_ms": 0}


def test_json_lines_are_the_hits_of_json(run):
    lines = run("search", "新能源", "--jsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == json.loads(run("search", "新能源", "--json").stdout)["hits"]


def test_csv_has_a_row_of_names_and_on_request_a_byte_order_mark(run):
    done = run("search", "晋城", "--csv", "--bom")
    header, row, end = done.stdout.split("\n")
    assert header == "\ufeffid,published,source,page,title,city,zone,industry,score,snippet"
    cells = row.split(",")
    assert cells[:8] == [
        "jincheng", "2025-02-14", "晋北经济报", "A1", "晋城光机电产业集群签约",
        "晋城", "晋城经济技术开发区", "装备制造",
    ]  # fmt: skip
    assert float(cells[8]) > 0
    assert (cells[9:], end) == (["晋城经济技术开发区与八家企业签约，光机电产业再添新军。"], "")


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (["--city", "晋城", "--city", "长治"], ["jincheng", "hostile"]),
        (["--city", "大同", "--not-city", "太原"], ["datong"]),
        (["--source", "-"], ["hostile"]),
        (["--not-source", "-"], ["jincheng", "datong", "taiyuan"]),
        (["--page-no", "A1"], ["jincheng"]),
        (["--from", "2025-01-01", "--to", "2025-02-10"], ["datong"]),
        (["--sort", "oldest", "--size", "2"], ["taiyuan", "datong"]),
        (["--size", "2", "--page", "2"], ["taiyuan", "hostile"]),
    ],
)
def test_options_narrow_sort_and_page(run, options, ids):
    assert run("search", "--ids", *options).stdout.split() == ids


def test_hits_with_some_of_the_words_follow_unless_they_are_not_wanted_and_count_as_nothing_found(run):
    done = [run("search", "晋城有哪些新能源项目", "--ids", *options) for options in ([], ["--no-relax"])]
    assert [one.exit_code for one in done] == [1, 1]
    assert [sorted(one.stdout.split()) for one in done] == [["datong", "jincheng", "taiyuan"], []]


def test_nothing_found_is_told_with_the_ways_out(run):
    done = run("search", "新能源 晋城", "--source", "山西商报")
    assert (done.exit_code, done.stdout) == (1, TAIYUAN)
    assert done.stderr == (
        "understood as: 新能源 且 晋城\n"
        "nothing found; articles that hold each term:\n"
        "  新能源  2\n"
        "  晋城    1\n"
        "  without 晋城: 1  searchsvc search --source 山西商报 新能源\n"
    )


def test_a_value_that_no_article_has_is_told_with_the_nearest(run):
    done = run("search", "--zone", "大同经济开发区")
    assert done.exit_code == 1
    assert done.stderr.splitlines()[-1] == (
        "searchsvc: No article has the value '大同经济开发区' for Zone. Did you mean '大同经济技术开发区'?"
    )


def test_a_page_past_the_end_is_empty_and_no_failure(run):
    done = run("search", "新能源", "--page", 9)
    assert (done.exit_code, done.stdout) == (0, "")


def test_a_repaired_query_is_told_of_beside_the_data(run):
    done = run("search", "（晋城", "--ids")
    assert (done.exit_code, done.stdout) == (0, "jincheng\n")
    assert done.stderr.startswith("searchsvc: ")


def test_a_strict_query_is_refused(run):
    done = run("search", "（晋城", "--strict")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("searchsvc: ")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--sort", "newst"], "Did you mean 'newest'?"),
        (["--facets", "citty"], "Did you mean city?"),
        (["--from", "10.2.2025"], "'10.2.2025' is not a day; it is written 2025-02-10."),
        (["--bom"], "--bom goes with --csv."),
        (["--csv", "--json"], "Data has one form: choose one of --json, --csv."),
        (
            ["--facets", "city", "--ids"],
            "--facets goes with --json or no form; counts alone: searchsvc facets FIELD --q QUERY.",
        ),
        (["--sise", "3"], "No such option"),
    ],
)
def test_a_wrong_option_is_refused_and_says_what_is_right(run, options, message):
    done = run("search", "大同", *options)
    assert (done.exit_code, done.stdout) == (2, "")
    assert message in done.stderr


def test_the_queries_of_a_file_are_answered_one_after_the_other(run, tmp_path):
    queries = tmp_path / "queries.txt"
    queries.write_bytes("晋城\n".encode() + b"\xff\xfe\n" + "\ufeff太原\r\n\n没有的词\n".encode())
    done = run("search", "--queries", queries, "--ids")
    assert (done.exit_code, done.stdout) == (5, "晋城\tjincheng\n太原\ttaiyuan\n")
    assert done.stderr == f"searchsvc: {queries}:2: It is not UTF-8; save the file in that encoding.\n"


def test_a_refused_query_of_a_file_does_not_stop_the_others(run, tmp_path):
    queries = tmp_path / "queries.txt"
    queries.write_text("（晋城\n太原\n", encoding="utf-8")
    done = run("search", "--queries", queries, "--strict", "--jsonl")
    assert (done.exit_code, [json.loads(line)["q"] for line in done.stdout.splitlines()]) == (5, ["太原"])
    assert done.stderr.startswith(f"searchsvc: {queries}:1: ")


def test_a_repaired_query_of_a_file_is_told_with_its_place(run, tmp_path):
    queries = tmp_path / "queries.txt"
    queries.write_text("太原\n（晋城\n", encoding="utf-8")
    done = run("search", "--queries", queries, "--ids")
    assert (done.exit_code, done.stdout) == (0, "太原\ttaiyuan\n（晋城\tjincheng\n")
    assert done.stderr.startswith(f"searchsvc: {queries}:2: ")


def test_queries_that_find_nothing_at_all_are_nothing_found(run, tmp_path):
    queries = tmp_path / "queries.txt"
    queries.write_text("没有的词\n", encoding="utf-8")
    assert run("search", "--queries", queries, "--csv").exit_code == 1


def test_a_query_and_a_file_of_queries_exclude_each_other(run, wire):
    done = run("search", "大同", "--queries", wire)
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (2, "Error: Give a QUERY or --queries, not both.")


def test_marks_are_coloured_only_where_colour_is_wanted(run):
    always = run("search", "两市", "--color", "always").stdout
    assert always == TAIYUAN.replace("两市", "\x1b[1;33m两市\x1b[0m")
    assert run("search", "两市", "--color", "never").stdout == TAIYUAN
    assert run("search", "两市", SEARCHSVC_COLOR="always").stdout == always
    assert run("search", "两市", NO_COLOR="1").stdout == TAIYUAN


def test_what_would_steer_a_terminal_is_shown_harmless(run):
    assert run("search", "红").stdout == (
        "hostile\t\t\t\t钢铁�[31m红 字\t长治一家钢铁企业的通稿里夹了控制字符�]0;x�。\n"
    )


def test_messages_speak_the_language_of_the_terminal(run):
    done = run("search", "没有的词", LANG="zh_CN.UTF-8")
    assert done.stderr == "理解为：没有的词\n没有找到。各词单独的篇数：\n  没有  0\n  的    1\n  词    0\n"


def test_without_an_archive_the_command_to_run_is_told(run, tmp_path):
    done = run("search", "大同", "--index", tmp_path / "none")
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr == (
        f"searchsvc: There is no index in {tmp_path}/none. Run: searchsvc index PATH… --index {tmp_path}/none\n"
    )


def test_the_parts_of_a_score_are_shown_on_demand(run):
    (hit,) = json.loads(run("search", "光机电", "--explain", "--json").stdout)["hits"]
    assert hit["explanation"]["score"] == pytest.approx(hit["score"], abs=1e-4)
    refused = run("search", "光机电", "--explain", "--csv")
    assert (refused.exit_code, "--json" in refused.stderr) == (2, True)


def test_the_parts_of_a_score_and_facets_are_for_reading_in_a_pipe_too(run):
    shown = run("search", "光机电", "--explain", "--facets", "city").stdout.splitlines()
    lines = [line.split() for line in shown]
    head = ["score", "by", "term", "weight", "counted", "stands", "in", "length/mean"]
    assert head in lines
    assert [line[1:3] for line in lines[lines.index(head) + 1 :]][:2] == [["words", "光机"], ["words", "机电"]]
    assert ["晋城", "1"] in lines
