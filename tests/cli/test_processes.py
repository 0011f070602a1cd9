"""What only a process of its own shows: pipes, signals, encodings, the server."""

import json
import os
import signal
import socket
import subprocess
import sys
from urllib.request import urlopen

import pytest

pytestmark = pytest.mark.usefixtures("read")


def test_a_closed_pipe_is_quiet(start):
    process = start("search", "--queries", "-", "--ids")
    process.stdin.write("晋城\n")
    process.stdin.flush()
    assert process.stdout.readline() == "晋城\tjincheng\n"
    process.stdout.close()
    process.stdin.write("太原\n")
    process.stdin.close()
    assert (process.stderr.read(), process.wait()) == ("", 141)


def test_an_interrupted_command_is_quiet(start):
    process = start("search", "--queries", "-", "--ids")
    process.stdin.write("晋城\n")
    process.stdin.flush()
    assert process.stdout.readline() == "晋城\tjincheng\n"
    process.send_signal(signal.SIGINT)
    assert (process.wait(), process.stderr.read()) == (130, "")


def test_data_in_a_pipe_is_utf_8_whatever_the_terminal_speaks():
    done = subprocess.run(
        [sys.executable, "-m", "searchsvc", "search", "太原", "--jsonl"],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "gbk"},
        check=True,
    )
    assert json.loads(done.stdout.decode("utf-8"))["title"] == "两市共建新能源走廊"


def test_exit_codes_reach_the_shell():
    def code(*arguments):
        command = [sys.executable, "-m", "searchsvc", *arguments]
        return subprocess.run(command, capture_output=True, check=False).returncode

    assert [code("search", "太原"), code("search", "没有的词"), code("search", "--size", "0")] == [0, 1, 2]


def test_serve_serves_until_it_is_stopped(start):
    process = start("serve", "--port", 0)
    said = process.stderr.readline()
    assert said.startswith("searchsvc: serving on http://127.0.0.1:")
    url = said.split()[3].rstrip(",")
    with urlopen(f"{url}/api/v1/search?size=1&q=%E6%99%8B%E5%9F%8E") as answer:
        assert json.load(answer)["hits"][0]["id"] == "jincheng"
    process.terminate()
    assert process.wait() == 0


def test_a_port_in_use_is_told(run):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run("serve", "--port", port)
    assert (done.exit_code, done.stderr) == (
        2,
        f"searchsvc: Can't serve on 127.0.0.1, port {port}: Address already in use. "
        "Choose another with --port, or stop what uses it.\n",
    )


def test_without_an_archive_nothing_is_served(run, tmp_path):
    done = run("serve", "--index", tmp_path / "none")
    assert (done.exit_code, done.stderr.partition(" Run: ")[2]) == (
        3, f"searchsvc index PATH… --index {tmp_path}/none\n",
    )  # fmt: skip
