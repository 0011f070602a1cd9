"""A real archive of four ready articles, and the command line as a user has it."""

import json
import os
import sys
from subprocess import PIPE, Popen

import pytest
from click.testing import CliRunner

from searchsvc.cli import app
from searchsvc.config import load
from searchsvc.service.archive import open_archive

RECORDS = (
    {
        "id": "datong",
        "title": "大同新能源装机过半",
        "kicker": "绿电进万家",
        "authors": ["王建国", "李晓燕"],
        "source": "晋北经济报",
        "published": "2025-02-10",
        "page": "A2",
        "body": "大同市新能源装机占比超过一半。\n光伏企业说，煤电与新能源要互补。",
        "captions": ["工人检修光伏板。"],
        "city": ["大同"],
        "zone": ["大同经济技术开发区"],
        "industry": ["新能源"],
    },
    {
        "id": "jincheng",
        "title": "晋城光机电产业集群签约",
        "source": "晋北经济报",
        "published": "2025-02-14",
        "page": "A1",
        "body": "晋城经济技术开发区与八家企业签约，光机电产业再添新军。",
        "city": ["晋城"],
        "zone": ["晋城经济技术开发区"],
        "industry": ["装备制造"],
    },
    {
        "id": "taiyuan",
        "title": "两市共建新能源走廊",
        "source": "山西商报",
        "published": "2024-12-30",
        "page": "03",
        "body": "太原与大同共建新能源走廊。",
        "city": ["太原", "大同"],
        "zone": ["山西转型综合改革示范区"],
        "industry": ["新能源"],
    },
    {
        "id": "hostile",
        "title": "钢铁\u001b[31m红\t字",
        "body": "长治一家钢铁企业的通稿里夹了控制字符\u001b]0;x\u0007。",
        "city": ["长治"],
        "zone": ["长治高新技术产业开发区"],
        "industry": ["钢铁冶金"],
    },
)


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    """Give every test the same environment, whoever runs it."""
    for name in [name for name in os.environ if name.startswith("SEARCHSVC_") or name in {"NO_COLOR", "LC_ALL"}]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("LANG", "en_US.UTF-8")


@pytest.fixture
def articles():
    """Return the records of the wire."""
    return list(RECORDS)


@pytest.fixture(scope="session")
def wire(tmp_path_factory):
    """Return a file of ready articles."""
    path = tmp_path_factory.mktemp("wire") / "wire.jsonl"
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in RECORDS), encoding="utf-8")
    return path


@pytest.fixture
def run():
    """Run a command in this process."""

    def run(*arguments, stdin=None, **environment):
        return CliRunner().invoke(
            app, [str(argument) for argument in arguments], input=stdin, env=environment, prog_name="searchsvc"
        )

    return run


def made(folder, wire):
    """Index the wire into a folder."""
    done = CliRunner().invoke(app, ["index", str(wire), "--index", str(folder)])
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture(scope="session")
def library(tmp_path_factory, wire):
    """Return the folder of an archive that is only read."""
    return made(tmp_path_factory.mktemp("library") / "index", wire)


@pytest.fixture
def read(library, monkeypatch):
    """Let commands read the library."""
    monkeypatch.setenv("SEARCHSVC_INDEX", str(library))
    return library


@pytest.fixture
def own(tmp_path, wire, monkeypatch):
    """Let commands write an archive of the test's own."""
    folder = made(tmp_path / "index", wire)
    monkeypatch.setenv("SEARCHSVC_INDEX", str(folder))
    return folder


@pytest.fixture
def archive(read):
    """Open the library beside the command line."""
    opened = open_archive(load())
    yield opened
    opened.close()


@pytest.fixture
def start():
    """Start the command line as a process of its own; whatever still runs at the end is ended."""
    started = []

    def start(*arguments):
        command = [sys.executable, "-m", "searchsvc", *map(str, arguments)]
        started.append(Popen(command, stdin=PIPE, stdout=PIPE, stderr=PIPE, text=True, encoding="utf-8"))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            stream.close()
