"""`searchsvc completion` prints what a shell needs, and the shell's questions are answered."""

import os
import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("shell", "words"), [("bash", "complete -o nosort"), ("zsh", "#compdef searchsvc"), ("fish", "complete --no-files")]
)
def test_the_script_of_a_shell_is_printed(run, shell, words):
    done = run("completion", shell)
    assert (done.exit_code, done.stderr) == (0, "")
    assert words in done.stdout
    assert f"_SEARCHSVC_COMPLETE={shell}_complete" in done.stdout


def test_an_unknown_shell_is_told_with_the_nearest(run):
    done = run("completion", "fsh")
    assert done.exit_code == 2
    assert "Did you mean 'fish'?" in done.stderr


@pytest.mark.parametrize(
    ("typed", "completed"), [("searchsvc se", ["search", "serve"]), ("searchsvc search --not-ci", ["--not-city"])]
)
def test_commands_and_options_are_completed(typed, completed):
    assert completions(typed) == completed


@pytest.mark.usefixtures("read")
@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("searchsvc search --city 大", ["大同"]),
        ("searchsvc trends --not-city dat", ["大同"]),
        ("searchsvc export --source s", ["山西商报"]),
        ("searchsvc facets ind", ["industry"]),
        ("searchsvc search --index nowhere --city 大", []),
    ],
)
def test_values_of_the_archive_are_completed(typed, completed):
    assert completions(typed) == completed


def completions(typed):
    """Return what bash is told for a line."""
    asked = {"_SEARCHSVC_COMPLETE": "bash_complete", "COMP_WORDS": typed, "COMP_CWORD": str(typed.count(" "))}
    done = subprocess.run(
        [sys.executable, "-m", "searchsvc"], capture_output=True, text=True, env={**os.environ, **asked}, check=False
    )
    assert done.stderr == ""
    return [line.split(",")[1] for line in done.stdout.splitlines() if line]
