"""Where a command works and where its data goes: a folder or a service, the form of the output, its colour."""

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import wraps
from gettext import gettext as _
from itertools import chain, islice
from typing import Any, cast, get_args

import click

from searchsvc import client
from searchsvc.cli.declaring import Decorator, OneOf, every
from searchsvc.config import Color, Settings, load
from searchsvc.messages import Language, Message
from searchsvc.output.renderers import as_json, as_tabs
from searchsvc.output.terminal import Style, table
from searchsvc.service.archive import Archive, open_archive
from searchsvc.service.library import Library, Local

WIDEST = 100  # columns of a line that is read with ease
UNBOUNDED = 10**6  # columns of a pipe
BOM = "\ufeff"

FORMS: Mapping[str, str] = {
    "ids": "The ids alone, one a line.",
    "json": "JSON; an answer is as the API gives it.",
    "jsonl": "JSON lines, one a hit.",
    "csv": "CSV with a row of names.",
    "xlsx": "A workbook, for a file.",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a command works and talks.

    `form` is that of the data: what was asked for, else a screen on a terminal and lines in a pipe. `shown` tells
    that it goes to a terminal, where somebody reads along. `remote` is the address of a service, if any.
    """

    settings: Settings
    form: str
    style: Style
    shown: bool
    bom: bool = False
    remote: str = ""

    @property
    def lang(self) -> Language:
        """The language of messages."""
        return self.style.lang

    def labelled(self) -> "Place":
        """Return the place for the answers of several queries."""
        return replace(self, style=replace(self.style, labelled=True))

    def tell(self, record: object, rows: Iterable[tuple[str, ...]], *, right: frozenset[int] = frozenset()) -> None:
        """Write a record as JSON, or rows for it: in columns on a screen (`right`: flush right), else with tabs."""
        if self.form == "json":
            self.write([as_json(record)])
        else:
            self.write(table(rows, right=right) if self.form == "screen" else (as_tabs(*row) for row in rows))

    def write(self, pieces: Iterable[str] | Iterable[bytes]) -> None:
        """Write data as it comes: lines of text, through a pager where they don't fit on a screen, or bytes."""
        if self.form == "screen" and not self.style.labelled and sys.stdin.isatty():
            pieces = _paged(cast("Iterable[str]", pieces))  # a workbook is none for a screen
        mark = BOM if self.bom else ""
        for piece in pieces:
            if isinstance(piece, bytes):
                click.echo(piece, nl=False)
            else:
                click.echo(mark + piece, color=True)
            mark = ""

    @contextmanager
    def archive(self, *, create: bool = False, current: bool = True) -> Iterator[Archive]:
        """Lend the archive; the arguments are those of `open_archive`."""
        archive = open_archive(self.settings, create=create, current=current)
        try:
            yield archive
        finally:
            archive.close()

    @contextmanager
    def library(self, *, create: bool = False) -> Iterator[Library]:
        """Lend what can be asked: the archive, made where `create` says so, or the service that stands for it."""
        if self.remote:
            yield client.Client(client.Wire(self.remote, self.settings.token, self.lang))
            return
        with self.archive(create=create) as archive:
            yield Local(archive)


def placed(*forms: str, colour: bool = True, remote: bool = False) -> Decorator:
    """Return the options for these forms and colour, the archive's folder, and where `remote` a service in its place.

    The command gets them as `place`.
    """
    options = [click.option(f"--{form}", f"as_{form}", is_flag=True, help=FORMS[form]) for form in forms]
    if "csv" in forms:
        options.append(click.option("--bom", is_flag=True, help="CSV that spreadsheets see to be UTF-8."))
    if colour:
        said = "Colour: auto, always, never (NO_COLOR: never; default auto, which is on a terminal)."
        options.append(click.option("--color", type=OneOf(get_args(Color)), metavar="WHEN", help=said))

    options += [_INDEX, _REMOTE if remote else _NO_REMOTE]

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(command)
        def run(**said: Any) -> Any:  # noqa: ANN401 - whatever the command takes and returns
            folder, service = said.pop("folder"), said.pop("service", None)
            if folder and service:
                raise click.UsageError(_("Give --index or --remote, not both."))
            settings = load(index=folder, color=said.pop("color", None))
            chosen = [form for form in forms if said.pop(f"as_{form}")]
            place = _place(settings, chosen, bom=said.pop("bom", False))
            return command(place=replace(place, remote=service or ""), **said)

        return every(*options)(run)

    return decorate


def _paged(lines: Iterable[str]) -> Iterator[str]:
    """Yield what fits on the screen; of more nothing, as all of it goes to the reader's pager."""
    rest = iter(lines)
    first = list(islice(rest, shutil.get_terminal_size().lines))
    if len(first) < shutil.get_terminal_size().lines:
        yield from first
    else:
        os.environ.setdefault("LESSCHARSET", "utf-8")  # what we write is, though the machine may not know the locale
        click.echo_via_pager(f"{line}\n" for line in chain(first, rest))


_INDEX = click.option(
    "--index", "folder", metavar="DIR", help="Folder of the archive (else SEARCHSVC_INDEX, else index)."
)
_REMOTE = click.option(
    "--remote",
    "service",
    metavar="URL",
    help="A running service in place of the folder, with the token in SEARCHSVC_TOKEN where it wants one.",
)


_LOCAL = Message(
    "{name} 直接在存档文件夹上工作，由文件权限决定谁可以用；服务只提供检索，以及凭令牌写入文章。"
    "请在服务所在的机器上用 --index DIR 运行。",
    "{name} works on the archive's own folder, where permission to its files decides who may; a service offers "
    "reading, and writing of articles with a token. Run it on the machine of the service, with --index DIR.",
)


def _refused(context: click.Context, parameter: click.Parameter, service: str | None) -> None:
    """Raise UsageError with the reason, for a command that no service is asked for."""
    if service is not None:
        name = context.command_path.partition(" ")[2]
        raise click.UsageError(_LOCAL.said(load().lang).format(name=name))


_NO_REMOTE = click.option(
    "--remote",
    metavar="URL",
    hidden=True,
    expose_value=False,
    callback=_refused,
    help="Refused: this works on the folder alone.",
)


def _place(settings: Settings, chosen: list[str], *, bom: bool) -> Place:
    if len(chosen) > 1:
        said = ", ".join(f"--{form}" for form in chosen)
        raise click.UsageError(_("Data has one form: choose one of {forms}.").format(forms=said))
    form = chosen[0] if chosen else None
    if bom and form != "csv":
        raise click.UsageError(_("--bom goes with --csv."))
    shown = sys.stdout.isatty()
    if form == "xlsx" and shown:
        raise click.UsageError(_("A workbook is nothing for a terminal: write it to a file, with > figures.xlsx."))
    colour = shown if settings.color == "auto" else settings.color == "always"
    columns = min(shutil.get_terminal_size().columns, WIDEST) if shown else UNBOUNDED
    return Place(settings, form or ("screen" if shown else "lines"), Style(settings.lang, columns, colour), shown, bom)
