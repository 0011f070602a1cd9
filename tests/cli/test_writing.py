"""`index`, `parse`, `delete` and `rebuild` write the archive, or would."""

import json
from shutil import rmtree

import pytest

from searchsvc.articles import Article, Paragraph
from searchsvc.config import load
from searchsvc.service.archive import open_archive
from searchsvc.store.base import Incoming

DONE = {
    "files": 1, "articles": 4, "new": 0, "replaced": 0, "unchanged": 0, "superseded": 0, "tombstoned": 0,
    "doubtful": 0, "skipped": 0, "warnings": 0, "seconds": 0,
}  # fmt: skip


def summary(done):
    return json.loads(done.stdout) | {"seconds": 0}


def test_index_makes_the_archive_and_tells_what_is_safely_on_the_disk(run, wire, tmp_path):
    done = run("index", wire, "--json", "--index", tmp_path / "index")
    assert (done.exit_code, summary(done), done.stderr) == (0, DONE | {"new": 4}, "committed 4\n")


@pytest.mark.usefixtures("own")
def test_index_again_changes_nothing(run, wire):
    done = run("index", wire, "--json")
    assert (done.exit_code, summary(done)) == (0, DONE | {"unchanged": 4})


@pytest.mark.usefixtures("own")
def test_the_summary_of_index_is_a_table_of_names_and_numbers(run, wire):
    rows = [line.split("\t") for line in run("index", wire).stdout.splitlines()]
    assert [name for name, _ in rows] == list(DONE)
    assert rows[:-1] == [[name, str(number)] for name, number in (DONE | {"unchanged": 4}).items()][:-1]


@pytest.mark.usefixtures("own")
def test_what_is_skipped_is_told_with_its_place_and_the_rest_goes_on(run, tmp_path):
    wire = tmp_path / "wire.jsonl"
    wire.write_text('{"id": "a1", "title": "朔州煤炭外运"}\nno article\n', encoding="utf-8")
    done = run("index", wire, tmp_path / "missing", "--json")
    assert (done.exit_code, summary(done)) == (5, DONE | {"articles": 1, "new": 1, "skipped": 2})
    line, missing, committed = done.stderr.splitlines()  # what is committed was told before if it was skipped
    assert committed == "committed 2"
    assert line.startswith(f"{wire}:2: ")
    assert missing.startswith(f"{tmp_path}/missing: ")
    assert run("search", "朔州", "--ids").stdout == "a1\n"


@pytest.mark.parametrize("value", [{"date": "2025-13-40"}, {"figures": [{"metric": "investment"}]}])
def test_an_article_is_kept_without_what_is_no_value_with_a_warning(run, tmp_path, value):
    wire = tmp_path / "wire.jsonl"
    wire.write_text(json.dumps({"id": "a1", "title": "朔州煤炭外运"} | value), encoding="utf-8")
    done = run("index", wire, "--json", "--index", tmp_path / "index")
    assert (done.exit_code, summary(done)) == (5, DONE | {"files": 1, "articles": 1, "new": 1, "warnings": 1})
    assert done.stderr.startswith(f"{wire}:1: ")


@pytest.mark.usefixtures("own")
def test_index_reads_standard_input_as_a_file_that_is_named(run, wire, articles):
    done = run("index", "-", "--json", stdin=wire.read_bytes())
    assert (done.exit_code, summary(done), done.stderr) == (0, DONE | {"unchanged": 4}, "committed 4\n")
    assert run("index", "-", stdin=b"").stderr.startswith("-: ")


@pytest.mark.usefixtures("own")
def test_index_passes_links_that_lead_nowhere_or_in_a_circle_and_reads_the_rest(run, wire):
    (wire.parent / "circle.txt").symlink_to(wire.parent / "circle.txt")
    done = run("index", wire.parent, "--json")
    assert (done.exit_code, summary(done)["articles"], summary(done)["skipped"]) == (5, 4, 1)
    assert "circle.txt: It is a link that leads nowhere, or in a circle" in done.stderr


@pytest.mark.usefixtures("own")
def test_one_page_on_standard_input_does_not_take_the_place_of_another(run):
    news = "{title}\n\n本报讯（记者 李晓燕）{title}，总投资5亿元，今年年内投产。项目由开发区管委会牵头。\n\n"
    same = news.format(title="本周开发区项目集中开工")
    for title in ("临汾甘亭园区扩建", "吕梁绿电项目签约"):
        page = same + news.format(title=title)
        told = summary(run("index", "-", "--json", stdin=page.encode()))
        assert (told["articles"], told["superseded"]) == (2, 0)
    assert run("search", "甘亭", "--ids", "--no-relax").exit_code == 0


def test_parse_reads_standard_input(run, wire, articles):
    done = run("parse", "-", stdin=wire.read_bytes())
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [record["id"] for record in articles]


def test_parse_prints_the_records_as_json_lines(run, wire, articles):
    done = run("parse", wire)
    given = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.exit_code, done.stderr) == (0, "")
    assert [{key: record[key] for key in given} for given, record in zip(articles, given, strict=True)] == articles


def test_parse_files_what_came_without_facets(run, tmp_path):
    wire = tmp_path / "wire.jsonl"
    wire.write_text('{"title": "大同：光伏装机增长", "body": "大同市光伏装机增长。"}\n', encoding="utf-8")
    assert json.loads(run("parse", wire).stdout)["city"] == ["大同"]


def test_parse_needs_no_archive_and_makes_none(run, wire, tmp_path):
    run("parse", wire, SEARCHSVC_INDEX=str(tmp_path / "index"))
    assert not (tmp_path / "index").exists()


def test_parse_tells_what_it_skipped(run, tmp_path):
    page = tmp_path / "page.txt"
    page.write_bytes(b"")
    done = run("parse", page)
    assert (done.exit_code, done.stdout) == (5, "")
    assert done.stderr.startswith(f"{page}: ")


@pytest.mark.parametrize("command", ["index", "parse"])
def test_without_a_path_the_usage_is_told(run, command):
    assert run(command).exit_code == 2


@pytest.mark.usefixtures("own")
def test_a_deleted_article_stays_away_until_it_is_restored(run, wire):
    assert run("delete", "datong").stderr == "searchsvc: deleted datong; --restore brings it back\n"
    assert run("search", "过半", "--ids").exit_code == 1
    assert summary(run("index", wire, "--json")) == DONE | {"unchanged": 3, "tombstoned": 1, "warnings": 1}
    assert run("search", "过半", "--ids").exit_code == 1
    assert run("delete", "datong", "--restore").stderr == "searchsvc: restored datong\n"
    assert run("search", "过半", "--ids").stdout == "datong\n"


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize("options", [["nope"], ["datong", "--restore"]])
def test_what_is_not_there_cannot_be_deleted_nor_restored(run, options):
    done = run("delete", *options)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith(f"searchsvc: There is no article {options[0]}.")


@pytest.mark.usefixtures("own")
def test_a_reason_belongs_to_a_deletion(run):
    assert run("delete", "datong", "--restore", "--reason", "撤稿").exit_code == 2


def test_rebuild_makes_a_deleted_index_anew(run, own):
    rmtree(own / "generations")
    done = run("rebuild")
    assert (done.exit_code, done.stderr) == (0, "searchsvc: the index was made anew: 4 articles\n")
    assert run("search", "晋城", "--ids").stdout == "jincheng\n"


def test_rebuild_files_again_what_older_rules_filed(run, own):
    article = Article(id="shuozhou", title="朔州：煤炭外运增长", paragraphs=(Paragraph("朔州市煤炭外运增长。"),))
    archive = open_archive(load())
    archive.store.save([Incoming(article, rules="older")])
    archive.close()
    assert json.loads(run("stats", "--json").stdout)["outdated"] == 1
    assert run("rebuild", "--enrich").stderr == (
        "searchsvc: derived again: 1 articles changed\nsearchsvc: the index was made anew: 5 articles\n"
    )
    assert json.loads(run("stats", "--json").stdout)["outdated"] == 0
    assert run("search", "--city", "朔州", "--ids").stdout == "shuozhou\n"
    assert run("search", "--city", "大同", "--ids").stdout == "datong\ntaiyuan\n"


def test_while_another_writes_the_first_index_the_holder_is_told(run, own):
    rmtree(own / "generations")
    archive = open_archive(load(), current=False)
    with archive.store.writing():
        done = run("search", "大同")
    archive.close()
    assert done.exit_code == 3
    assert done.stderr.startswith("searchsvc: Another process is writing: ")


def test_options_say_what_a_page_is_of_that_prints_it_not(run, tmp_path):
    page = tmp_path / "A2.txt"
    page.write_text("晋城光机电产业聚集，八家企业签约。\n", encoding="utf-8")
    options = ["--source", "科学导报", "--date", "2025-02-10", "--page-no", "A2"]
    record = json.loads(run("parse", page, *options).stdout)
    assert [record[key] for key in ("source", "published", "page")] == ["科学导报", "2025-02-10", "A2"]
    assert run("parse", page, "--date", "昨天").exit_code == 2


def test_a_file_beside_a_page_goes_before_the_options_and_its_faults_are_told(run, tmp_path):
    page, meta = tmp_path / "A2.txt", tmp_path / "A2.meta.toml"
    page.write_text("晋城光机电产业聚集，八家企业签约。\n", encoding="utf-8")
    meta.write_text('source = "山西商报"\nday = 1\n', encoding="utf-8")
    done = run("index", page, "--source", "科学导报", "--json", "--index", tmp_path / "index")
    assert (done.exit_code, summary(done)["skipped"], summary(done)["warnings"]) == (5, 0, 1)
    told, committed = done.stderr.splitlines()[:2]
    assert told.startswith(f"{meta}:2: 'day' is nothing that a page has")
    assert committed == "committed 1"  # a fault beside a page is no record of the input
    assert run("search", "--source", "山西商报", "--json", "--index", tmp_path / "index").exit_code == 0


def test_doubtful_cuts_are_counted_and_told_with_their_place_until_somebody_fixes_them(run, tmp_path):
    page, fix = tmp_path / "A2.txt", tmp_path / "A2.fix.toml"
    page.write_text("晋城八家企业当天签约，总投资\n朔州煤炭外运增长\n大同新能源装机过半，光伏企业\n", encoding="utf-8")
    done = run("index", page, "--json", "--index", tmp_path / "index")
    assert (done.exit_code, summary(done)["doubtful"]) == (0, 1)
    assert f"searchsvc: {page}:1: doubtful cut: " in done.stderr
    fix.write_text("[[article]]\nlines = [1, 3]\n", encoding="utf-8")
    assert summary(run("index", page, "--json", "--index", tmp_path / "index"))["doubtful"] == 0
