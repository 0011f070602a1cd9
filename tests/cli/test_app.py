"""Whatever goes wrong is told in one message, with an exit code, and never as a trace."""

import subprocess
import sys

import click
import pytest

from searchsvc.cli import app
from searchsvc.cli.app import COMMANDS, reported
from searchsvc.errors import IndexDamaged
from searchsvc.messages import Message


def commands():
    context = click.Context(app)
    return {name: app.get_command(context, name) for name in app.list_commands(context)}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_every_command_has_an_example_of_that_command(name, run):
    done = run(name, "--help")
    assert done.exit_code == 0
    assert f"searchsvc {name}" in done.stdout.partition("Example:")[2]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_every_command_says_what_it_does(name):
    silent = [param.name for param in commands()[name].params if isinstance(param, click.Option) and not param.help]
    assert silent == []


def test_the_help_lists_every_command_with_a_whole_sentence(run):
    listed = run("--help").stdout.partition("Commands:\n")[2].partition("\n\n")[0].splitlines()
    assert [line.split()[0] for line in listed] == list(COMMANDS)
    assert [line for line in listed if not line.endswith(".") or line.endswith("...")] == []


def test_an_unknown_command_is_told_with_the_nearest(run):
    done = run("serch")
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (
        2, "Error: There is no command 'serch'. Did you mean 'search'?",
    )  # fmt: skip


@pytest.mark.parametrize(("query", "option"), [("-晋城", "-晋"), ("-69.6°C", "-6")])
def test_a_query_that_looks_like_an_option_is_told_where_it_stands(run, query, option):
    done = run("search", query)
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (
        2, f"Error: No such option {option!r}. A query that begins with a minus stands behind all options and --: "
        "searchsvc search --ids -- '-晋城'",
    )  # fmt: skip
    assert run("search", "--ids", "--", query).exit_code != 2


def left(capsys, error):
    with pytest.raises(SystemExit) as leaving, reported():
        raise error
    return leaving.value.code, capsys.readouterr().err


def test_an_error_of_ours_is_told_with_what_to_do_next_in_the_language_of_the_terminal(capsys, monkeypatch):
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    error = IndexDamaged(Message("索引坏了。", "The index is damaged."), Message("请重建。", "Rebuild it."))
    assert left(capsys, error) == (3, "searchsvc: 索引坏了。请重建。\n")


def test_what_the_system_refuses_is_told(capsys):
    code, said = left(capsys, PermissionError(13, "Permission denied", "/srv/news"))
    assert code == 4
    assert said.startswith("searchsvc: the system refuses: [Errno 13] Permission denied: '/srv/news'. ")


def test_an_internal_error_is_one_line_that_says_what_to_report(capsys):
    code, said = left(capsys, KeyError("x\ny"))
    assert (code, said.count("\n")) == (70, 1)
    assert said.startswith("searchsvc: internal error: KeyError: 'x\\ny' (test_app.py:")
    assert "SEARCHSVC_DEBUG=1" in said


def test_debugging_shows_the_trace(monkeypatch):
    monkeypatch.setenv("SEARCHSVC_DEBUG", "1")
    with pytest.raises(KeyError), reported():
        raise KeyError("x")


def test_settings_that_are_wrong_are_told_too(run, monkeypatch):
    monkeypatch.setenv("SEARCHSVC_TIMEZONE", "Asia/Taiyuan")
    done = run("stats")
    assert (done.exit_code, done.stderr.partition("'Asia/Taiyuan'")[1]) == (2, "'Asia/Taiyuan'")


HEAVY = {"flask", "pydantic", "gunicorn", "jieba", "rjieba", "whoosh", "multiprocessing", "concurrent.futures"}
HEAVY |= {"searchsvc.enrich.steps", "searchsvc.pages", "searchsvc.readers", "searchsvc.engines.whoosh.writing"}


@pytest.mark.parametrize("query", ["新能源", "“新能源”", "城市：大同", "潞安化工 王晓春"])
def test_a_search_loads_nothing_that_it_does_not_need(read, query):
    """The web framework, the segmenters and what writes take longer to load than most searches take."""
    code = (
        "import sys\n"
        "from searchsvc.cli import main\n"
        f"sys.argv = ['searchsvc', 'search', {query!r}, '--index', {str(read)!r}]\n"
        "try: main()\n"
        f"finally: print(*sorted({HEAVY!r} & sys.modules.keys()), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr.splitlines()[-1] == ""
