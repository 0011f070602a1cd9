"""The command that takes all hits away: export."""

from collections.abc import Iterator
from gettext import gettext as _
from itertools import chain
from pathlib import Path
from typing import get_args

import click

from searchsvc.cli.declaring import OneOf
from searchsvc.cli.options import asking, example, joined
from searchsvc.cli.place import Place, placed
from searchsvc.engines.base import Sort
from searchsvc.output.exporting import EXPORTS, NAMES, Taken, lean, named, taken
from searchsvc.service.asking import MAX_SNIPPETS, Search

FOUND, NOTHING = 0, 1


def _names(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[str, ...]:
    said = [name for name in (value or "").replace("，", ",").split(",") if name]
    return tuple(dict.fromkeys(OneOf(NAMES).convert(name, param, ctx) for name in said))


@click.command(
    epilog=example(
        "export '城市：大同 新能源' --format csv --bom -o hits.csv",
        "export --from 2025-02-01 -o february.xlsx",
        "export --format jsonl | gzip > archive.jsonl.gz",
    )
)
@click.argument("q", nargs=-1, metavar="[QUERY]", callback=joined)
@asking(
    click.option("--sort", type=OneOf(get_args(Sort)), default="relevance", metavar="ORDER", help="As that of search."),
    click.option(
        "--snippets", type=click.IntRange(0, MAX_SNIPPETS), metavar="N", default=2, help="Passages in a table."
    ),
    click.option(
        "--relax", is_flag=True, help="Also hits that hold only some of the words, where less than a page holds all."
    ),
)
@click.option("--format", "kind", type=OneOf(tuple(EXPORTS)), metavar="NAME", help="csv, jsonl or xlsx (else as FILE).")
@click.option("--fields", callback=_names, metavar="NAMES", help=f"What of each hit: {', '.join(NAMES)}.")
@click.option("--bom", "mark", is_flag=True, help="CSV that spreadsheets see to be UTF-8.")
@click.option("-o", "--output", metavar="FILE", help="Where to; else standard output.")
@placed(colour=False, remote=True)
def export(
    asked: Search, *, kind: str | None, fields: tuple[str, ...], mark: bool, output: str | None, place: Place
) -> int:
    """Take every hit away, as a table or as whole articles.

    As jsonl each line is an article that `searchsvc index` reads back. Passages stand in a table alone. FILE appears
    when it is whole.
    """
    form = _form(kind, output, bom=mark, shown=place.shown)
    with place.library() as library:
        hits = library.walk(lean(asked, form, fields), named(form, fields))
        first = next(hits, None)
        every = chain([first] if first else [], hits)
        _write(output, taken(every, form, Taken(fields, asked.q, bom=mark)))
    return FOUND if first else NOTHING


def _form(kind: str | None, output: str | None, *, bom: bool, shown: bool) -> str:
    form = kind or Path(output or "").suffix.removeprefix(".")
    if form not in EXPORTS:
        raise click.UsageError(_("Say --format {forms}, or -o FILE that ends so.").format(forms=", ".join(EXPORTS)))
    if bom and form != "csv":
        raise click.UsageError(_("--bom goes with csv."))
    if form == "xlsx" and not output and shown:
        raise click.UsageError(_("A workbook is nothing for a terminal: say -o FILE."))
    return form


def _write(output: str | None, pieces: Iterator[bytes]) -> None:
    """Write to standard output as it comes, or a file that takes its name when all is in it."""
    if output is None:
        for piece in pieces:
            click.echo(piece, nl=False)
        return
    with click.open_file(output, "wb", atomic=True) as file:
        file.writelines(pieces)
