"""The command that prints what a shell needs to complete commands and options."""

import click
from click.shell_completion import get_completion_class

from searchsvc.cli.app import app
from searchsvc.cli.options import OneOf

SHELLS = ("bash", "zsh", "fish")


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

    A shell that is started afterwards knows it.
    """
    script = get_completion_class(shell)
    if script is None:
        raise click.UsageError(f"click has no completion for {shell}.")
    click.echo(script(app, {}, "searchsvc", "_SEARCHSVC_COMPLETE").source())
