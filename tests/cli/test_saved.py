"""The command line keeps searches under a name, and gives what is new of each once."""

import json

MORE = {
    "id": "shuozhou",
    "title": "朔州新能源基地开工",
    "source": "晋北经济报",
    "published": "2025-02-20",
    "body": "新能源基地开工。",
}


def test_a_search_is_saved_listed_run_and_deleted(run, own):
    assert run("saved", "add", "大同新能源", "新能源", "--city", "大同").exit_code == 0
    assert run("saved", "list").stdout.split("\t")[:2] == ["大同新能源", "0"]
    [listed] = json.loads(run("saved", "list", "--json").stdout)
    assert (listed["name"], listed["new"], listed["q"]) == ("大同新能源", 0, "新能源")
    assert set(run("saved", "run", "大同新能源", "--ids").stdout.split()) == {"datong", "taiyuan"}
    assert run("saved", "delete", "大同新能源").exit_code == 0
    assert (run("saved", "list").exit_code, run("saved", "run", "大同新能源").exit_code) == (1, 1)


def test_what_came_since_is_counted_and_given_once(run, own, tmp_path):
    run("saved", "add", "新能源", "新能源")
    assert run("saved", "run", "新能源", "--new", "--ids").exit_code == 1
    page = tmp_path / "more.jsonl"
    page.write_text(json.dumps(MORE, ensure_ascii=False) + "\n", encoding="utf-8")
    assert run("index", page, "--index", own).exit_code == 0
    assert json.loads(run("saved", "list", "--json").stdout)[0]["new"] == 1
    given = run("saved", "run", "新能源", "--new", "--ids")
    assert (given.exit_code, given.stdout.split()) == (0, ["shuozhou"])
    assert run("saved", "run", "新能源", "--new", "--ids").exit_code == 1
    assert set(run("saved", "run", "新能源", "--ids").stdout.split()) == {"datong", "taiyuan", "shuozhou"}


def test_every_option_of_a_search_is_kept(run, own):
    options = ["--not-city", "太原", "--from", "2025-01-01", "--to", "2025-12-31", "--sort", "newest"]
    run("saved", "add", "选", *options, "新能源 或 光机电")
    assert run("saved", "list").stdout.split("\t")[3].strip() == " ".join(
        [*options[:-2], *options[-2:], "'新能源 或 光机电'"]
    )
    assert run("saved", "run", "选", "--ids").stdout.split() == ["jincheng", "datong"]


def test_what_goes_wrong_is_told_with_what_to_do(run, own):
    run("saved", "add", "光伏", "光伏")
    assert "Choose another name" in run("saved", "add", "光伏", "风电").stderr
    assert run("saved", "add", "a\u001bb", "风电").exit_code == 2
    assert run("saved", "add", "投资", "--min", "十分多").exit_code == 2
    assert run("saved", "delete", "没有这个").exit_code == 1
