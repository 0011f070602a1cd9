"""`searchsvc show` gives one article to be read."""

import json

import pytest

from searchsvc.articles import to_record

SHOWN = """绿电进万家
大同新能源装机过半
晋北经济报 2025-02-10 A2 line 1 · 王建国 李晓燕 · 大同 · 大同经济技术开发区 · 新能源

大同市新能源装机占比超过一半。

光伏企业说，煤电与新能源要互补。

工人检修光伏板。

City
  大同  given

Zone
  大同经济技术开发区  given

Industry
  新能源  given
"""


@pytest.mark.usefixtures("read")
def test_an_article_is_shown_with_why_it_is_filed_where_it_is(run):
    done = run("show", "datong")
    assert (done.exit_code, done.stdout, done.stderr) == (0, SHOWN, "")


@pytest.mark.usefixtures("read")
def test_the_hits_of_a_query_are_marked_wherever_they_stand(run):
    shown = run("show", "datong", "--q", "新能源 工人", "--color", "always").stdout
    assert "\x1b[1m大同\x1b[0m\x1b[1;33m新能源\x1b[0m\x1b[1m装机过半\x1b[0m" in shown
    assert "\x1b[1;33m工人\x1b[0m\x1b[2m检修光伏板。\x1b[0m" in shown


def test_json_is_the_record(run, archive):
    assert json.loads(run("show", "datong", "--json").stdout) == {
        **to_record(archive.store.get("datong").article),
        "corrections": [],
    }


@pytest.mark.usefixtures("read")
def test_an_unknown_id_is_told(run):
    done = run("show", "nope")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("searchsvc: No article has the id 'nope'.")


@pytest.mark.usefixtures("own")
def test_a_deleted_article_is_told_with_the_reason(run):
    run("delete", "datong", "--reason", "撤稿")
    done = run("show", "datong")
    assert (done.exit_code, done.stdout, done.stderr) == (1, "", "searchsvc: It was deleted because: 撤稿\n")
