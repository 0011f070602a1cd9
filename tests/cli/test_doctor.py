"""`doctor` tells what somebody should look at, and its exit code whether there is anything."""

import json
from datetime import date, timedelta
from shutil import rmtree

import pytest

from searchsvc.config import load
from searchsvc.service.archive import open_archive
from searchsvc.store.base import Incoming
from tests.store.examples import DATONG

FRIDAY = date(2025, 2, 7)


@pytest.fixture
def archive(tmp_path, monkeypatch, run):
    """Index these ready articles, each with newspaper, day and page unless it says otherwise."""
    monkeypatch.setenv("SEARCHSVC_INDEX", str(tmp_path / "index"))

    def made(*records):
        whole = {
            "title": "朔州外运",
            "body": "朔州煤炭外运增长。",
            "source": "科学导报",
            "published": "2025-02-10",
            "page": "A2",
        }
        wire = tmp_path / "wire.jsonl"
        lines = (
            json.dumps(whole | {"id": f"a{n}"} | record, ensure_ascii=False) for n, record in enumerate(records, 1)
        )
        wire.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        assert run("index", wire).exit_code == 0

    return made


def found(run, *names):
    done = run("doctor", "--json")
    told = json.loads(done.stdout)
    return done.exit_code, told["amiss"], *(told[name] for name in names)


def test_where_all_is_well_it_says_so(run, archive):
    archive({})
    done = run("doctor")
    assert (done.exit_code, done.stderr) == (0, "searchsvc: all is well.\n")


def test_settings_are_told_with_where_they_come_from(run, archive, tmp_path):
    archive({})
    config = tmp_path / "searchsvc.toml"
    config.write_text('timezone = "Asia/Urumqi"\n', encoding="utf-8")
    done = run("doctor", SEARCHSVC_CONFIG=str(config), NO_COLOR="1")
    rows = [line.split("\t")[1:] for line in done.stdout.splitlines() if line.startswith("setting\t")]
    assert rows == [
        ["index", str(tmp_path / "index"), "SEARCHSVC_INDEX"],
        ["engine", "whoosh", "default"],
        ["store", "sqlite", "default"],
        ["timezone", "Asia/Urumqi", str(config)],
        ["lang", "en", "locale"],
        ["color", "never", "NO_COLOR"],
        ["debug", "False", "default"],
        ["token", "", "default"],
        ["private", "False", "default"],
        ["workers", "0", "default"],
        ["query_seconds", "0.8", "default"],
        ["log", "off", "default"],
        ["log_queries", "False", "default"],
        ["searches", "8", "default"],
        ["rate", "0", "default"],
        ["proxies", "0", "default"],
        ["hosts", "", "default"],
    ]
    moved = (tmp_path / "index").rename(tmp_path / "elsewhere")
    assert f"setting\tindex\t{moved}\toption\n" in run("doctor", "--index", moved).stdout


def test_the_tools_are_told_with_their_versions(run, archive):
    archive({})
    _, _, tools = found(run, "tools")
    assert tools["whoosh"] == "2.7.4"
    assert {"searchsvc", "python", "jieba", "rjieba"} <= tools.keys()


def test_articles_without_a_date_or_a_source_are_listed_until_they_are_corrected(run, archive):
    archive({}, {"published": None}, {"source": None})
    assert found(run, "undated", "unsourced") == (5, ["undated", "unsourced"], ["a2"], ["a3"])
    run("correct", "a2", "--date", "2025-02-10")
    run("correct", "a3", "--source", "科学导报")
    assert found(run) == (0, [])


def test_doubtful_cuts_are_listed_with_their_place(run, archive, tmp_path):
    archive({})
    page = tmp_path / "A2.txt"
    page.write_text("晋城八家企业当天签约，总投资\n朔州煤炭外运增长\n大同新能源装机过半，光伏企业\n", encoding="utf-8")
    run("index", page, "--source", "科学导报", "--date", "2025-02-10", "--page-no", "A2")
    code, amiss, doubtful = found(run, "doubtful")
    assert (code, amiss) == (5, ["doubtful"])
    assert [(each["path"], each["line"]) for each in doubtful] == [(str(page), 1)]
    assert f"doubtful\t{page}:1\t{doubtful[0]['id']}\t{doubtful[0]['confidence']}\t" in run("doctor").stdout


def test_missing_issues_and_pages_are_listed_by_newspaper(run, archive):
    fridays = [FRIDAY + timedelta(7 * week) for week in range(6)]
    archive(
        *({"published": str(day)} for day in fridays if day != fridays[3]), {"published": str(FRIDAY), "page": "A4"}
    )
    code, amiss, issues, pages = found(run, "issues", "pages")
    assert (code, amiss) == (5, ["issues", "pages"])
    assert issues == [{"source": "科学导报", "published": "2025-02-28", "page": None}]
    assert pages == [{"source": "科学导报", "published": "2025-02-07", "page": "A3"}]


def test_what_older_rules_filed_is_counted_until_it_is_derived_again(run, archive):
    archive({})
    opened = open_archive(load())
    opened.store.save([Incoming(DATONG, rules="older")])
    opened.close()
    run("search", "大同")  # brings the index in line
    assert found(run, "outdated") == (5, ["outdated"], 1)
    run("rebuild", "--enrich")
    assert found(run, "outdated") == (0, [], 0)


def test_an_index_that_is_not_in_line_with_the_archive_is_told(run, archive, tmp_path):
    archive({}, {"title": "大同"})
    rmtree(tmp_path / "index" / "generations")
    done = run("doctor")
    assert done.exit_code == 3
    assert "searchsvc: the index is behind the archive" in done.stderr
    run("rebuild")
    assert found(run, "behind") == (0, [], 0)


def test_it_changes_nothing(run, archive, tmp_path):
    archive({}, {"published": None})
    before = {path: path.read_bytes() for path in (tmp_path / "index").rglob("*") if path.is_file()}
    run("doctor")
    after = {path: path.read_bytes() for path in (tmp_path / "index").rglob("*") if path.is_file()}
    assert {path.name for path in before if before[path] != after.get(path)} <= {"store.sqlite-shm"}


def test_without_an_archive_the_settings_are_told_and_what_to_do(run, tmp_path):
    done = run("doctor", "--index", tmp_path / "nowhere")
    assert done.exit_code == 3
    assert f"setting\tindex\t{tmp_path}/nowhere\toption\n" in done.stdout
    assert "There is no index in" in done.stderr
