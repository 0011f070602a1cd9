"""What only a process of its own shows: pipes, signals, encodings, the server."""

import json
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import termios
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


def test_an_interrupted_index_keeps_what_it_acknowledged_and_leaves_no_process(tmp_path, run):
    many = tmp_path / "many.jsonl"
    records = ({"title": f"第{number}号公报", "body": f"太原市第{number}家企业投产。"} for number in range(20_000))
    many.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    place = ["--index", str(tmp_path / "made")]
    command = [sys.executable, "-m", "searchsvc", "index", str(many), *place]
    environment = os.environ | {"SEARCHSVC_WORKERS": "2"}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment, process_group=0) as process:
        said = process.stderr.readline()
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does it
        said += process.stderr.read()  # ends when nobody can write any more
    assert (process.returncode, set(re.sub(r"\d+", "N", said).splitlines())) == (130, {"committed N"})
    committed = int(said.split()[-1])
    kept = json.loads(run("search", "企业", "--json", *place).stdout)["total"]
    assert 1000 <= committed <= kept < 20_000


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


def test_all_workers_count_together(start):
    process = start("serve", "--port", 0, "--workers", 2)
    url = process.stderr.readline().split()[3].rstrip(",")
    for _ in range(20):
        with urlopen(f"{url}/healthz"):
            pass
    with urlopen(f"{url}/metrics") as answer:
        told = answer.read().decode()
    assert 'searchsvc_requests_total{endpoint="probes.healthz",status="200"} 20\n' in told
    assert told.count("searchsvc_process_open_fds{") == (2 if sys.platform == "linux" else 0)
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


def on_terminal(*arguments, lines=40, typing=False, **said):
    """Return the exit code of a command, and what a terminal of 60 columns is sent; somebody may be `typing` at it."""
    leader, follower = os.openpty()
    termios.tcsetwinsize(follower, (lines, 60))
    command = [sys.executable, "-m", "searchsvc", *map(str, arguments)]
    environment = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}} | said
    stdin = follower if typing else subprocess.DEVNULL
    process = subprocess.Popen(command, stdin=stdin, stdout=follower, stderr=follower, env=environment)
    os.close(follower)
    sent = b""
    with os.fdopen(leader, "rb", buffering=0) as screen:
        while piece := received(screen):
            sent += piece
    return process.wait(), sent.decode().replace("\r\n", "\n")


def received(screen):
    try:
        return screen.read(4096)
    except OSError:  # how Linux tells that nobody writes any more
        return b""


def test_on_a_terminal_hits_are_for_reading():
    assert on_terminal("search", "两市新能源", "--no-relax") == (
        0,
        "understood as: 两市新能源\n"
        "1 found, 1 to 1 shown\n"
        "  1 \x1b[1;33m两市\x1b[0m\x1b[1m共建\x1b[0m\x1b[1;33m新能源\x1b[0m\x1b[1m走廊\x1b[0m\n"
        "    太原与大同共建\x1b[1;33m新能源\x1b[0m走廊。\n"
        "    \x1b[2m山西商报 2024-12-30 03 line 3 · 太原 大同 · 山西转型综合\x1b[0m\n"
        "    \x1b[2m改革示范区 · 新能源\x1b[0m\n"
        "    \x1b[2mtaiyuan\x1b[0m\n"
        "\n",
    )


@pytest.mark.parametrize(("lines", "paged"), [(6, True), (40, False)])
def test_what_does_not_fit_on_the_terminal_is_read_through_the_pager(tmp_path, lines, paged):
    kept = tmp_path / "paged"
    pager = f"tee {shlex.quote(str(kept))}"
    code, sent = on_terminal("search", "新能源", "--no-relax", lines=lines, typing=True, PAGER=pager, NO_COLOR="1")
    assert (code, kept.exists()) == (0, paged)
    shown = kept.read_text(encoding="utf-8") if paged else sent.split("shown\n")[1]
    assert [line[:3] for line in shown.splitlines() if line[2:3].isdigit()] == ["  1", "  2"]


def test_on_a_terminal_a_line_stands_before_relaxed_hits():
    lines = on_terminal("search", "两市新能源", "--snippets", 0)[1].splitlines()
    relaxed = lines.index("\x1b[1;36mRelaxed: these hold some of the words\x1b[0m")
    assert lines[relaxed + 2].startswith("  2 \x1b[1m大同")


def test_on_a_terminal_bars_show_how_far_reading_and_the_index_are(wire, tmp_path):
    code, sent = on_terminal("index", wire, "--index", tmp_path / "index")
    lines = [line.rsplit("\r", 1)[-1] for line in sent.split("\n")]
    bars = [re.sub(r"\x1b\[\?25[hl]|\[#+\]", " ", line).split() for line in lines[:2]]
    assert (code, bars, "committed" in sent) == (0, [["articles", "4/4"], ["index", "100/100"]], False)
    assert lines[2:5] == ["files       1", "articles    4", "new         4"]
