"""What a shell completes: the command that prints what it needs for that, and the values of the archive."""

from collections.abc import Mapping
from typing import Any

import click
from click.shell_completion import get_completion_class

from searchsvc.cli.app import app
from searchsvc.cli.declaring import OneOf
from searchsvc.cli.place import Place
from searchsvc.config import load
from searchsvc.errors import SearchError
from searchsvc.output.terminal import Style
from searchsvc.service.asking import MAX_FACET_SIZE, Search

SHELLS = ("bash", "zsh", "fish")


def values(facet: str, said: Mapping[str, Any], incomplete: str) -> list[str]:
    """Return the values of a facet that begin so, as written, in pinyin or by initials; `said` are the other options.

    Nothing where there is no archive: a shell that completes a line has no place for what is wrong.
    """
    try:
        settings = load(index=said.get("folder"))
        with Place(settings, "lines", Style(), shown=False, remote=said.get("service") or "").library() as library:
            found = library.values(Search(facet_size=MAX_FACET_SIZE), facet, incomplete)
    except (SearchError, OSError):
        return []
    return [value for value, _ in found.counts.values]


@click.command(
    epilog="""\b
Example:
  bash  searchsvc completion bash > ~/.local/share/bash-completion/completions/searchsvc
  zsh   searchsvc completion zsh > ~/.zfunc/_searchsvc    (with ~/.zfunc in fpath)
  fish  searchsvc completion fish > ~/.config/fish/completions/searchsvc.fish
"""
)
@click.argument("shell", type=OneOf(SHELLS), metavar="SHELL")
def completion(shell: str) -> None:
    """Print what bash, zsh or fish needs to complete commands.

    A shell that is started afterwards knows it: commands, options, and behind --city and its like the values of the
    archive, in bash and zsh in pinyin too (--city dat); fish itself drops what does not hold the letters typed.
    """
    script = get_completion_class(shell)
    if script is None:
        raise click.UsageError(f"click has no completion for {shell}.")
    click.echo(script(app, {}, "searchsvc", "_SEARCHSVC_COMPLETE").source())
