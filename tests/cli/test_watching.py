"""Pages go into the archive as they arrive in a folder: by processes, as it is used."""

import json
import os
import signal

import pytest

from searchsvc.config import Settings
from searchsvc.service.archive import open_archive


@pytest.fixture(autouse=True)
def folder(tmp_path):
    folder = tmp_path / "spool"
    folder.mkdir()
    return folder


@pytest.fixture
def arrive(folder):
    """Let a file of ready articles arrive as a careful program lets it: written beside, then renamed."""

    def arrive(name, *titles):
        path = folder / name
        lines = (json.dumps({"id": title, "title": title}, ensure_ascii=False) for title in titles)
        part = path.with_name(f"{name}.part")
        part.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        return part.rename(path)

    return arrive


@pytest.fixture
def watch(start, tmp_path):
    """Start watching the folder, once it says so."""

    def watch(*options):
        process = start("watch", tmp_path / "spool", "--index", tmp_path / "index", "--interval", "0.1", *options)
        assert process.stderr.readline() == f"searchsvc: watching {tmp_path}/spool, Ctrl-C stops it\n"
        return process

    return watch


def held(tmp_path):
    archive = open_archive(Settings(index=tmp_path / "index"))
    try:
        return sorted(entry.id for entry in archive.store.changes())
    finally:
        archive.close()


def test_what_arrives_while_it_watches_is_indexed_and_told(arrive, watch, tmp_path):
    process = watch()
    first = arrive("a.jsonl", "大同光伏", "太原钢铁")
    assert process.stderr.readline() == f"{first}: 2 new\n"
    second = arrive("b.jsonl", "大同光伏", "长治煤电")
    assert process.stderr.readline() == f"{second}: 1 new, 1 unchanged\n"
    process.terminate()
    assert (process.wait(), process.stderr.read()) == (0, "")
    assert held(tmp_path) == ["大同光伏", "太原钢铁", "长治煤电"]


def test_an_interruption_ends_it_with_the_code_of_one(watch):
    process = watch()
    process.send_signal(signal.SIGINT)
    assert (process.wait(), process.stderr.read()) == (130, "")


def test_what_was_killed_goes_on_where_it_was(arrive, watch, tmp_path):
    first = arrive("a.jsonl", "大同光伏")
    process = watch()
    assert process.stderr.readline() == f"{first}: 1 new\n"
    process.kill()
    process.wait()
    second = arrive("b.jsonl", "长治煤电")
    assert watch("--once").stderr.read() == f"{second}: 1 new\n"
    assert held(tmp_path) == ["大同光伏", "长治煤电"]


def test_what_cannot_be_read_is_set_aside_and_the_rest_goes_on(arrive, watch, tmp_path):
    good = arrive("b.jsonl", "长治煤电")
    bad = tmp_path / "spool/a.pdf"
    bad.write_bytes(b"no pdf")
    process = watch("--once")
    aside = tmp_path / "spool/.failed/a.pdf"
    reason = "It is no PDF or a damaged one; export it again."
    assert process.stderr.read() == f"{bad}: {reason} Moved to {aside}\n{good}: 1 new\n"
    assert (process.wait(), aside.read_bytes()) == (5, b"no pdf")
    assert aside.with_name("a.pdf.reason.txt").read_text("utf-8") == f"这不是 PDF，或已损坏；请重新导出。\n{reason}\n"


def test_a_page_of_the_web_with_a_date_that_is_none_is_taken_and_not_set_aside(watch, tmp_path):
    page = tmp_path / "spool/a.html"
    body = "大同经济技术开发区昨天开工一座储能电站，总投资12亿元，明年六月并网发电。"
    page.write_text(f"<meta name=date content=立春><h1>储能电站开工</h1><p>{body}</p>", encoding="utf-8")
    process = watch("--once")
    complaint = "The date '立春' is none; the article is kept without it. Write it as 2025-02-10."
    assert process.stderr.read() == f"{page}: {complaint}\n{page}: 1 new\n"
    assert (process.wait(), page.exists(), len(held(tmp_path))) == (5, True, 1)


def test_it_tries_again_while_another_process_writes(arrive, watch, tmp_path):
    archive = open_archive(Settings(index=tmp_path / "index"), create=True)
    with archive.store.writing():
        process = watch()
        path = arrive("a.jsonl", "大同光伏")
        told = process.stderr.readline()
        assert told.startswith("searchsvc: Another process is writing: ")
        assert f"(process {os.getpid()} on " in told
        assert told.endswith(" Trying again in 0.2 s.\n")
    archive.close()
    lines = iter(process.stderr.readline, f"{path}: 1 new\n")
    assert all("Trying again in" in line for line in lines)
    process.terminate()
    assert process.wait() == 0


def test_a_second_watcher_of_a_folder_is_refused(watch, start, tmp_path):
    watch()
    second = start("watch", tmp_path / "spool", "--index", tmp_path / "index")
    assert second.stderr.read().startswith("searchsvc: Another process is writing: ")
    assert second.wait() == 3
