"""`searchsvc similar` lists what is like an article, its near-duplicates first."""

import json

import pytest


@pytest.fixture
def copied(own, articles, run, tmp_path):
    """Let the archive hold a copy of one of its articles, printed a day later under another headline."""
    copy = articles[0] | {"id": "copy", "title": "绿电占了一半", "published": "2025-02-11"}
    path = tmp_path / "copy.jsonl"
    path.write_text(json.dumps(copy, ensure_ascii=False), encoding="utf-8")
    assert run("index", path).exit_code == 0


@pytest.mark.usefixtures("copied")
def test_the_copy_comes_first_then_what_shares_its_words(run):
    done = run("similar", "datong")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "copy\t2025-02-11\t晋北经济报\tA2\tduplicate\t绿电占了一半",
        "taiyuan\t2024-12-30\t山西商报\t03\trelated\t两市共建新能源走廊",
    ]
    assert run("similar", "datong", "--size", 1).stdout.splitlines() == done.stdout.splitlines()[:1]


@pytest.mark.usefixtures("copied")
def test_as_json_it_is_what_the_api_answers(run):
    answer = json.loads(run("similar", "datong", "--size", 1, "--json").stdout)
    [row] = answer.pop("rows")
    assert answer == {
        "id": "datong",
        "total": 1,
        "links": {
            "self": "/api/v1/articles/datong/related?size=1",
            "next": None,
            "html": "/articles/datong#related",
        },
    }
    assert (row["id"], row["duplicate"], row["difference"]["sentences"]) == ("copy", True, [])
    assert row["difference"]["title"] == {"before": "大同新能源装机过半", "after": "绿电占了一半"}


def test_where_nothing_is_like_it_the_exit_code_says_so(own, run, tmp_path):
    path = tmp_path / "alone.jsonl"
    path.write_text(json.dumps({"id": "alone", "body": "锑锭出库。"}, ensure_ascii=False), encoding="utf-8")
    assert run("index", path).exit_code == 0
    done = run("similar", "alone")
    assert (done.exit_code, done.stdout) == (1, "")


@pytest.mark.usefixtures("read")
@pytest.mark.parametrize(("arguments", "code"), [(["nothing"], 1), (["datong", "--size", "101"], 2)])
def test_what_is_wrong_is_told(run, arguments, code):
    done = run("similar", *arguments)
    assert (done.exit_code, done.stdout) == (code, "")
    assert "nothing" in done.stderr or "1<=x<=100" in done.stderr
