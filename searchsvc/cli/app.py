"""The command `searchsvc`: its table of commands, and how what goes wrong is told and becomes an exit code."""

import gc
import gettext
import io
import os
import sys
import traceback
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from difflib import get_close_matches
from gettext import gettext as _
from importlib import import_module
from pathlib import Path

import click

from searchsvc import __version__
from searchsvc.config import Settings, load
from searchsvc.errors import SearchError
from searchsvc.messages import Message

COMMANDS: Mapping[str, str] = {  # command → the module of its family
    "index": "writing",
    "parse": "writing",
    "watch": "watching",
    "search": "reading",
    "show": "reading",
    "similar": "similar",
    "facets": "inspecting",
    "export": "exporting",
    "figures": "figures",
    "trends": "trends",
    "suggest": "suggesting",
    "saved": "saved",
    "stats": "inspecting",
    "analyze": "inspecting",
    "doctor": "checking",
    "verify": "verifying",
    "optimize": "optimizing",
    "backup": "copying",
    "migrate": "moving",
    "restore": "copying",
    "correct": "correcting",
    "dictionary": "dictionary",
    "delete": "writing",
    "rebuild": "writing",
    "token": "tokens",
    "serve": "serving",
    "completion": "completing",
}
_TEXTS = Path(__file__).parent / "locale"  # of what is said of a command line that is not understood
_SELDOM = 100_000  # objects between two looks for knots of garbage, which took a tenth of every command's time
REFUSED, INTERNAL, INTERRUPTED, CLOSED_PIPE = 4, 70, 130, 141  # 70: EX_SOFTWARE; 128 + SIGINT; 128 + SIGPIPE

_REFUSED = Message(
    "系统不允许：{error}。请检查该路径的权限和磁盘空间。",
    "the system refuses: {error}. Look at the permissions of that path and at the space on the disk.",
)
_MINUS = " A query that begins with a minus stands behind all options and --: searchsvc search --ids -- '-晋城'"
_INTERNAL = Message(
    "内部错误：{error}（{place}）。请设 SEARCHSVC_DEBUG=1 重新运行，把显示的内容连同版本 {version} 报告给维护者。",
    "internal error: {error} ({place}). Run it again with SEARCHSVC_DEBUG=1 and report what it shows, "
    "with the version, {version}.",
)


class Application(click.Group):
    """A group that loads a command's module when it is asked for; what a command returns is its exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, None where there is none of this name."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"searchsvc.cli.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; an unknown one is told with the nearest."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            raise click.UsageError(
                _("There is no command {name!r}.").format(name=args[0]) + nearest(args[0], COMMANDS), ctx
            )
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> None:
        """Run the command and leave with its exit code."""
        with reported():
            code = super().invoke(ctx)
            sys.stdout.flush()  # a closed pipe shows here, not at the interpreter's end
            ctx.exit(code or 0)


@click.group(
    cls=Application,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100, "show_default": True},
    epilog="Example: searchsvc index seeds/ && searchsvc search '城市：大同 新能源'",
)
@click.version_option(__version__, message="searchsvc %(version)s")
def app() -> None:
    """Full-text search for regional economic news in Chinese.

    Exit codes: 0 found or done, 1 nothing found, 2 usage or query, 3 index missing, locked, outdated or damaged,
    4 remote, engine or permission, 5 done but some input was skipped, 70 internal error, 130 interrupted,
    141 pipe closed.
    """


def main() -> None:
    """Run the command line; data leaves as UTF-8 wherever it is not shown on a terminal."""
    gc.set_threshold(_SELDOM)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
    gettext.bindtextdomain("messages", str(_TEXTS))  # click asks this domain too
    os.environ["LANGUAGE"] = _settings().lang
    with reported():
        app(prog_name="searchsvc")


def say(text: str) -> None:
    """Tell something beside the data, on standard error."""
    click.echo(f"searchsvc: {text}", err=True)


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the sentence that names what may be meant, nothing where no known name is near.

    >>> nearest("serch", ("search", "show"))
    " Did you mean 'search'?"
    """
    near = get_close_matches(name, list(known), 1)
    return _(" Did you mean {name!r}?").format(name=near[0]) if near else ""


@contextmanager
def reported() -> Iterator[None]:
    """Tell what goes wrong as one message with what to do next, and leave with its exit code; never a trace."""
    try:
        yield
    except click.NoSuchOption as error:
        if error.option_name[1].isascii() and not error.option_name[1].isdigit():
            raise
        raise click.UsageError(error.format_message() + _(_MINUS), error.ctx) from error
    except (click.ClickException, click.exceptions.Exit, click.Abort):
        raise
    except SearchError as error:
        say(error.said(_settings().lang))
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        _silence()
        sys.exit(CLOSED_PIPE)
    except OSError as error:
        say(_REFUSED.said(_settings().lang).format(error=error))
        sys.exit(REFUSED)
    except Exception as error:
        if _settings().debug:
            raise
        say(_internal(error).said(_settings().lang))
        sys.exit(INTERNAL)


def _internal(error: Exception) -> Message:
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).name}:{last.lineno}"
    said = " ".join(f"{type(error).__name__}: {error}".split())
    return Message(*(text.format(error=said, place=place, version=__version__) for text in _INTERNAL))


def _settings() -> Settings:
    """Return the settings, the default ones where they are what is wrong."""
    try:
        return load()
    except SearchError:
        return Settings()


def _silence() -> None:
    """Send what is still to be written nowhere, so that the interpreter's end is quiet."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())
