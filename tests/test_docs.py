"""The documentation names what there is, all of it, and nothing else."""

import re
import shlex
from dataclasses import fields
from itertools import groupby
from pathlib import Path

import click
import pytest

from benchmarks import capacity
from benchmarks.cost import costs
from searchsvc.cli import app
from searchsvc.config import PREFIX, Settings

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("*/README.md")])


def page(name):
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_within_the_project_leads_somewhere(path):
    targets = re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8"))
    assert [target for target in targets if not (path.parent / target).exists()] == []


def commands(path):
    """Yield the words of every command in the blocks of shell on a page."""
    for block in re.findall(r"```sh\n(.*?)```", path.read_text(encoding="utf-8"), re.S):
        for line in block.replace("\\\n", " ").splitlines():
            words = shlex.shlex(line, posix=True, punctuation_chars=True)
            words.whitespace_split = True
            yield from (list(own) for sign, own in groupby(words, lambda word: set(word) <= set("|&;<>")) if not sign)


@pytest.mark.parametrize(
    "words",
    [words for path in PAGES for words in commands(path) if words[0] == "searchsvc"],
    ids=lambda words: " ".join(words[1:4]),
)
def test_every_example_is_a_command_with_options_that_it_has(words):
    context, command, rest = click.Context(app), app, words[1:]
    while isinstance(command, click.Group):
        name, command, rest = command.resolve_command(context, rest)
    try:
        command.make_context(name, rest, parent=context)
    except click.BadParameter as error:
        if "does not exist" not in error.message:  # as the folders of an example
            raise


@pytest.mark.parametrize("setting", [field.name for field in fields(Settings)])
def test_every_setting_is_documented(setting):
    assert f"| `{setting}` | `{PREFIX}{setting.upper()}` |" in page("docs/operations.md")


@pytest.mark.parametrize(
    "room",
    [path.name for path in (ROOT / "searchsvc").iterdir() if path.name[0] not in "_." and path.name != "py.typed"],
)
def test_every_room_is_in_the_floor_plan(room):
    assert f"`{room if '.' in room else room + '/'}`" in page("docs/architecture.md")


def test_every_decision_is_listed():
    files = sorted(path.name for path in (ROOT / "docs/decisions").glob("0*.md"))
    assert sorted(re.findall(r"\]\((0[^)]+)\)", page("docs/decisions/README.md"))) == files


@pytest.mark.parametrize("readme", ["README.md", "README.zh.md"])
def test_both_readmes_name_the_same_commands_and_pages(readme):
    def commands(text):
        return [
            line.split("#")[0].strip()
            for block in re.findall(r"```sh\n(.*?)```", text, re.S)
            for line in block.splitlines()
        ]

    def links(text):
        return re.findall(r"\]\((docs/[^)]+)\)", text)

    assert commands(page(readme)) == commands(page("README.md"))
    assert links(page(readme)) == links(page("README.md"))


def test_the_tables_of_costs_are_those_of_what_was_measured():
    measured = (costs(capacity.MEASURED, engine) for engine in (capacity.HERE, capacity.THERE))
    assert "\n".join(capacity.told(*measured)) in page("docs/scale.md")
