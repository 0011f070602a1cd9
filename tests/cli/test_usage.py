"""A command line that is not understood is told so in the language of the terminal."""

import re
import subprocess
import sys

import pytest

from tests.cli.catalogue import COMPILED, FOLDER, compiled, entries


def told(*arguments, lang="zh_CN.UTF-8"):
    """Return the last line of what is told."""
    command = [sys.executable, "-m", "searchsvc", *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env={"LANG": lang}, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    return done.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (("serch", "大同"), "错误：没有命令 'serch'。是不是 'search'？"),
        (("search", "--size", "一"), "错误：'--size' 的值不对：'一' 不是数。"),
        (("search", "--from", "昨天"), "错误：'--from' 的值不对：'昨天' 不是日期，日期写作 2025-02-10。"),
        (("search", "大同", "--bom"), "错误：--bom 只与 --csv 同用。"),
        (("search", "大同", "--json", "--csv"), "错误：格式只能选一种：--json, --csv。"),
        (("search", "--size"), "错误：选项 '--size' 后面要有值。"),
    ],
)
def test_what_is_wrong_is_told_in_chinese(arguments, text):
    assert told(*arguments) == text


def test_in_english_it_is_told_as_it_is_written():
    assert told("search", "大同", "--bom", lang="en_US.UTF-8") == "Error: --bom goes with --csv."


def test_the_catalogue_is_compiled_as_it_stands_and_says_every_text_of_the_commands():
    assert COMPILED.read_bytes() == compiled()
    sources = "".join(path.read_text(encoding="utf-8") for path in FOLDER.parents[2].glob("*.py"))
    assert set(re.findall(r"""\b_\(["'](.*?)["']\)""", sources)) - entries().keys() == set()


def test_every_translation_names_what_its_text_names():
    for text, translated in entries().items():
        names = set(re.findall(r"{(\w+)", text))
        assert set(re.findall(r"{(\w+)", translated)) <= names, text
        assert text == "" or translated, text
