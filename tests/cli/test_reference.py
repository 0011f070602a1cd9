"""docs/cli.md is the commands' own help: `python -m tests.cli.test_reference` writes it."""

from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path

import click

from searchsvc.cli import app

PAGE = Path(__file__).parent.parent.parent / "docs" / "cli.md"
HEAD = """# The command line

Made from the commands' own help, which `searchsvc COMMAND --help` shows. Data goes to standard output, talk to standard
error. `searchsvc analyze QUERY` shows how a query is understood.
"""


def reference() -> str:
    """Return the page: what the program says of itself, then each command with its options and examples."""
    context = click.Context(app, info_name="searchsvc")
    sections = [HEAD, paragraphs(app), *("\n".join(section(*one)) for one in commands(app, context))]
    return "\n\n".join(text.strip("\n") for text in sections) + "\n"


def commands(group: click.Group, context: click.Context) -> Iterator[tuple[click.Command, click.Context]]:
    """Yield the commands of a group, each before its own."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        own = click.Context(command, context, name)
        yield command, own
        if isinstance(command, click.Group):
            yield from commands(command, own)


def section(command: click.Command, context: click.Context) -> Iterator[str]:
    """Yield the lines of a command's section."""
    usage = " ".join(command.collect_usage_pieces(context))
    yield f"## {context.command_path}\n"
    yield f"```\n{context.command_path} {usage}\n```\n"
    yield paragraphs(command) + "\n"
    options = [param for param in command.params if isinstance(param, click.Option) and not param.hidden]
    if options:
        yield "| option | |\n|---|---|"
        yield from (row(option) for option in options)
        yield ""
    examples = (command.epilog or "").partition("Example:\n")[2]
    yield "```sh\n" + cleandoc(examples) + "\n```"


def row(option: click.Option) -> str:
    """Return the row of an option: how it is written, what it does, its default."""
    written = " ".join([", ".join(option.opts), *([option.metavar] if option.metavar else [])])
    default = (
        f" Default: {option.default}."
        if option.metavar and isinstance(option.default, int | str) and option.default != ""
        else ""
    )
    return f"| `{written}` | {option.help}{default} |"


def paragraphs(command: click.Command) -> str:
    """Return a command's description, one line a paragraph."""
    return "\n\n".join(" ".join(text.split()) for text in cleandoc(command.help or "").split("\n\n"))


def test_the_reference_is_as_the_commands_are():
    assert PAGE.read_text(encoding="utf-8") == reference(), "stale: python -m tests.cli.test_reference writes it anew"


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
