"""With `--remote` a command says of a service what it says of the archive itself, byte for byte."""

import io
import json
import re

import openpyxl
import pytest

from searchsvc import ingest
from searchsvc.config import Settings
from searchsvc.service import tokens
from searchsvc.service.archive import open_archive
from searchsvc.store.base import Incoming
from tests.cli.conftest import RECORDS
from tests.figure_examples import ARTICLES as FIGURES
from tests.serving import serving

WITHDRAWN = {"id": "withdrawn", "title": "撤下的报道", "body": "内容有误。"}
PAGE = "大同光伏项目开工\n本报讯（记者 李晓燕）大同市光伏项目开工，总投资12亿元。项目年内投产。\n"
TOOK = re.compile(r'"took_ms":[0-9.]+')
ASKED = [
    ["search", "新能源"],
    ["search", "新能源", "--json"],
    ["search", "新能源", "--jsonl", "--explain"],
    ["search", "新能源", "--json", "--explain", "--figures", "--facets", "city,year", "--size", "1"],
    ["search", "光伏~ 新能源 (大同", "--csv", "--bom", "--sort", "newest"],
    ["search", "光机电 大同"],
    ["search", "光机电 大同", "--json", "--no-relax", "--not-city", "-", "--to", "2025-03-01"],
    ["search", "-太原 新能源", "--ids", "--color", "always"],
    ["search", "钢铁", "--color", "always", "--collapse", "dup"],
    ["search", "投资>10亿元", "--jsonl"],
    ["search", "--city", "大桐"],
    ["search", "--strict", "(新能源"],
    ["search", "--sort", "figure"],
    ["search", "--metric", "投产率"],
    ["search", "没有的词", "--json"],
    ["show", "datong"],
    ["show", "datong", "--q", "新能源", "--color", "always"],
    ["show", "datong", "--json"],
    ["show", "nothing"],
    ["show", "withdrawn"],
    ["show", "first", "--q", "投资>10亿元"],
    ["similar", "datong"],
    ["similar", "taiyuan", "--json"],
    ["similar", "copy"],
    ["similar", "datong", "--json"],
    ["similar", "nothing"],
    ["facets"],
    ["facets", "city"],
    ["facets", "city", "--prefix", "dat", "--csv", "--bom"],
    ["facets", "industry", "--q", "(新能源", "--city", "大同", "--size", "1", "--json"],
    ["facets", "citty"],
    ["figures"],
    ["figures", "--json", "--metric", "investment", "--group", "city"],
    ["figures", "--group", "metric", "--csv"],
    ["figures", "--all", "--jsonl", "--sort", "amount", "--q", "签约"],
    ["figures", "--all", "--xlsx"],
    ["figures", "--min", "很多"],
    ["trends", "新能源"],
    ["trends", "新能源", "--interval", "year", "--by", "city", "--size", "1", "--json"],
    ["trends", "(新能源", "--csv"],
    ["suggest", "datong"],
    ["suggest", "新能", "--size", "2", "--json"],
    ["suggest", "@@"],
    ["export", "新能源", "--format", "csv", "--bom"],
    ["export", "新能源", "--format", "jsonl", "--sort", "oldest"],
    ["export", "大同 光机电", "--relax", "--format", "csv", "--fields", "title,paragraph_lines,relaxed,snippet,url"],
    ["export", "没有的词", "--format", "jsonl"],
    ["export", "--strict", "(新能源", "--format", "jsonl"],
    ["analyze", "大同 5Ｇ  \"三个一批\""],
    ["analyze", "晋城经开区的光机电项目", "--json"],
    ["stats"],
    ["stats", "--json"],
]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return the folder of an archive that has a bit of everything, and a token."""
    folder = tmp_path_factory.mktemp("remote") / "index"
    archive = open_archive(Settings(index=folder), create=True)
    copy = RECORDS[0] | {"id": "copy", "title": "大同新能源装机过六成", "published": "2025-02-11"}
    lines = "\n".join(json.dumps(record, ensure_ascii=False) for record in (*RECORDS, copy, WITHDRAWN))
    ingest.accept(archive.store, archive.engine, lines.encode(), "wire")
    with archive.store.writing():
        archive.store.save(map(Incoming, FIGURES))
    ingest.delete(archive.store, archive.engine, WITHDRAWN["id"], "内容有误")
    ingest.correct(archive.store, archive.engine, "datong", values={"page": "A3"}, figures={}, by="资料室")
    archive.close()
    return folder


@pytest.fixture(scope="module")
def service(folder):
    with serving(Settings(index=folder)) as url:
        yield url


@pytest.fixture
def read(folder, monkeypatch):
    """Let commands without --remote read the same archive."""
    monkeypatch.setenv("SEARCHSVC_INDEX", str(folder))


def outcome(done):
    return done.exit_code, TOOK.sub('"took_ms":0', done.stdout), done.stderr


@pytest.mark.usefixtures("read")
@pytest.mark.parametrize("lang", ["en_US.UTF-8", "zh_CN.UTF-8"])
@pytest.mark.parametrize("asked", ASKED, ids=" ".join)
def test_a_service_is_told_of_as_the_archive_is(run, service, asked, lang):
    here, there = (run(*said, LANG=lang) for said in (asked, [*asked, "--remote", service]))
    if asked[-1] == "--xlsx":  # it has the time in it
        assert list(csv_rows(there)) == list(csv_rows(here))
    else:
        assert outcome(there) == outcome(here)


def csv_rows(done):
    """Yield the rows of the workbook that a command wrote."""
    return openpyxl.load_workbook(io.BytesIO(done.stdout_bytes)).active.iter_rows(values_only=True)


@pytest.mark.usefixtures("read")
def test_the_queries_of_a_file_are_asked_of_a_service(run, service, tmp_path):
    queries = tmp_path / "queries.txt"
    queries.write_text("新能源\n(大同\n\n没有的词\n", encoding="utf-8")
    asked = ["search", "--queries", queries, "--jsonl", "--strict"]
    here, there = (run(*said) for said in (asked, [*asked, "--remote", service]))
    assert (there.exit_code, outcome(there)) == (5, outcome(here))


@pytest.fixture
def fresh(tmp_path):
    """Return the settings of an empty archive, and a secret that may write it."""
    settings = Settings(index=tmp_path / "index")
    archive = open_archive(settings, create=True)
    secret = tokens.add(archive, "newsroom")
    archive.close()
    return settings, secret


@pytest.mark.parametrize(
    "command",
    ["saved list", "dictionary list", "token list", "correct a1 city=大同", "doctor", "verify", "rebuild"],
)
def test_what_works_on_the_folder_alone_says_so_and_where_to_run_it(run, command):
    done = run(*command.split(), "--remote", "http://127.0.0.1:9")
    assert (done.exit_code, done.stdout) == (2, "")
    assert " ".join(command.split()[:1]) in done.stderr
    assert "Run it on the machine of the service, with --index DIR." in " ".join(done.stderr.split())


def test_files_are_read_here_and_found_there(run, fresh, wire, library):
    settings, secret = fresh
    with serving(settings) as url:
        first, again = (run("index", wire, "--json", "--remote", url, SEARCHSVC_TOKEN=secret) for _ in range(2))
        there = run("search", "新能源", "--remote", url)
    here = run("search", "新能源", "--index", library)
    assert (first.exit_code, first.stderr) == (0, "committed 4\n")
    assert [json.loads(done.stdout)["new"] for done in (first, again)] == [4, 0]
    assert json.loads(again.stdout)["unchanged"] == 4
    assert there.stdout == here.stdout


def test_what_a_ready_article_says_it_has_none_of_is_not_derived_there(run, fresh, tmp_path):
    settings, secret = fresh
    wire, nothing = tmp_path / "wire.jsonl", ("city", "zone", "industry", "figures", "events")
    story = {"id": "a1", "published": "2025-02-10", "body": "2月6日，大同光伏项目开工，总投资12亿元。"}
    wire.write_text(json.dumps(story | {name: [] for name in nothing}), encoding="utf-8")
    with serving(settings) as url:
        assert run("index", wire, "--remote", url, SEARCHSVC_TOKEN=secret).exit_code == 0
        article = json.loads(run("show", "a1", "--json", "--remote", url).stdout)
    assert {name: article[name] for name in nothing} == {name: [] for name in nothing}


def test_what_a_page_says_is_filed_by_the_rules_there(run, fresh, tmp_path):
    settings, secret = fresh
    page, of = tmp_path / "A2.txt", ["--source", "科学导报", "--date", "2025-02-10"]
    page.write_text(
        "大同光伏项目开工\n本报讯（记者 李晓燕）大同市光伏项目开工，总投资12亿元。项目年内投产。\n", encoding="utf-8"
    )
    with serving(settings) as url:
        assert run("index", page, *of, "--remote", url, SEARCHSVC_TOKEN=secret).exit_code == 0
        (name,) = run("search", "光伏", "--ids", "--remote", url).stdout.split()
        article = json.loads(run("show", name, "--json", "--remote", url).stdout)
    assert (article["city"], article["source"], article["published"]) == (["大同"], "科学导报", "2025-02-10")
    assert {item["rule"] for item in article["evidence"] if item["facet"] == "city"} != {"given"}
    assert [figure["amount"] for figure in article["figures"]] == [1.2e9]


def test_a_record_that_is_not_taken_is_told_with_its_place(run, fresh, wire):
    settings, secret = fresh
    with serving(settings) as url:
        said = ["--remote", url]
        run("index", wire, *said, SEARCHSVC_TOKEN=secret)
        run("delete", "datong", "--reason", "撤稿", *said, SEARCHSVC_TOKEN=secret)
        done = run("index", wire, *said, SEARCHSVC_TOKEN=secret)
    assert done.exit_code == 5
    assert done.stderr.startswith(f"{wire}:1: It was deleted and stays away")


def test_an_article_is_taken_out_and_brought_back_over_the_wire(run, fresh, wire):
    settings, secret = fresh
    with serving(settings) as url:
        said = ["--remote", url]
        run("index", wire, *said, SEARCHSVC_TOKEN=secret)
        deleted = run("delete", "datong", "--reason", "撤稿", *said, SEARCHSVC_TOKEN=secret)
        gone = run("show", "datong", *said)
        restored = run("delete", "datong", "--restore", *said, SEARCHSVC_TOKEN=secret)
        back = run("show", "datong", *said)
    assert (deleted.exit_code, gone.exit_code, restored.exit_code, back.exit_code) == (0, 1, 0, 0)
    assert "撤稿" in gone.stderr


@pytest.mark.parametrize("secret", ["", "wrong"])
def test_without_a_token_nothing_is_written(run, fresh, wire, secret):
    with serving(fresh[0]) as url:
        done = run("index", wire, "--remote", url, SEARCHSVC_TOKEN=secret)
        assert (done.exit_code, "SEARCHSVC_TOKEN" in done.stderr) == (4, True)
        assert run("delete", "datong", "--remote", url, SEARCHSVC_TOKEN=secret).exit_code == 4
        assert run("search", "*", "--remote", url).exit_code == 1
