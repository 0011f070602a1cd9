"""`optimize` makes the folder smaller and nothing else different."""

import json
from pathlib import Path


def every(run):
    return [json.loads(line) for line in run("search", "*", "--jsonl").stdout.splitlines()]


def test_what_was_deleted_gives_its_space_back_and_all_else_is_found_as_before(own, run, tmp_path):
    records = (
        {"id": f"n{number}", "title": f"第{number}号公报", "body": "太原市投产。" * 200} for number in range(300)
    )
    (tmp_path / "many.jsonl").write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
    assert run("index", tmp_path / "many.jsonl").exit_code == 0
    emptied = "".join(json.dumps({"id": f"n{number}", "title": f"第{number}号公报"}) + "\n" for number in range(300))
    (tmp_path / "many.jsonl").write_text(emptied, encoding="utf-8")
    assert run("index", tmp_path / "many.jsonl").exit_code == 0
    before = every(run)
    done = run("optimize", "--json")
    told = json.loads(done.stdout)
    assert (done.exit_code, told["after"] < told["before"], every(run)) == (0, True, before)
    assert run("verify", "--deep").exit_code == 0


def test_an_index_that_was_deleted_is_there_again(own, run):
    for path in sorted((own / "generations").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    Path(own / "generations").rmdir()
    assert run("optimize").exit_code == 0
    assert sorted(run("search", "新能源", "--ids").stdout.split()) == ["datong", "taiyuan"]
