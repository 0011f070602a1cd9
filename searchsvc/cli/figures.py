"""The command that asks for figures: figures."""

from gettext import gettext as _
from typing import Any, get_args

import click

from searchsvc.articles import Metric
from searchsvc.cli.app import say
from searchsvc.cli.declaring import Decorator, OneOf, every
from searchsvc.cli.options import PERIOD, example
from searchsvc.cli.place import Place, placed
from searchsvc.messages import Message
from searchsvc.output.figures.renderers import RENDERERS, conflicts
from searchsvc.output.links import NO_VALUE
from searchsvc.service.figures import FILTERS, MAX_SIZE, FigureAnswer, FigureSearch
from searchsvc.service.tables import Group
from searchsvc.store.figures import Order

FOUND, NOTHING = 0, 1
_ROWS = ("lines", "jsonl", "csv", "xlsx")  # the forms that every row can leave in
_HELP = {
    "metric": f"Only this metric ({', '.join(get_args(Metric))}).",
    "label": "Only what the page calls so, as 总投资.",
    "stage": "Only projects at this stage (签约, 开工, 投产).",
    "unit": "Only amounts in this unit or one of its kind (亿元: all in 元).",
}


def _filter(name: str) -> Decorator:
    kind = OneOf(get_args(Metric)) if name == "metric" else None
    said = _HELP.get(name, f"Only this {name}.") + " Repeated: any of them"
    said += "." if kind else f"; {NO_VALUE}: without one."
    return click.option(f"--{name}", type=kind, multiple=True, metavar="VALUE", help=said)


@click.command(
    epilog=example(
        "figures --metric investment --city 大同 --min 10亿元 --sort amount",
        "figures --group city --from 2025-02-01",
        "figures --q 光伏 --label 装机 --all --csv --bom > figures.csv",
    )
)
@click.option("--q", default="", metavar="QUERY", help="Only figures of the articles that this query finds.")
@every(*map(_filter, FILTERS), *PERIOD)
@click.option(
    "--min", "least", default="", metavar="AMOUNT", help="At least this: a number in the base unit, or 10亿元."
)
@click.option("--max", "most", default="", metavar="AMOUNT", help="At most this.")
@click.option("--sort", type=OneOf(get_args(Order)), default="published", metavar="ORDER", help="published or amount.")
@click.option("--ascending", is_flag=True, help="The oldest or the least first.")
@click.option("--size", type=click.IntRange(1, MAX_SIZE), metavar="N", default=20, help="Figures on a page.")
@click.option("--page", type=click.IntRange(1), metavar="N", default=1, help="Page of the figures, from 1.")
@click.option("--all", "whole", is_flag=True, help="Every figure; in a pipe, or with --jsonl, --csv or --xlsx.")
@click.option("--group", type=OneOf(get_args(Group)), metavar="NAME", help=f"A table by {', '.join(get_args(Group))}.")
@placed("json", "jsonl", "csv", "xlsx", remote=True)
def figures(place: Place, whole: bool, **said: Any) -> int:  # noqa: ANN401 - the fields of FigureSearch
    """Ask for figures, each with the sentence that it stands in.

    With --group they come as a table whose columns are metrics, or the labels of the one metric asked for. A cell is
    no sum: it is the greatest figure reported, of rates the latest, and stays blank where nothing was reported.
    Figures that contradict each other are told on standard error.
    """
    if whole and (place.form not in _ROWS or said["group"]):
        raise click.UsageError(_("--all gives rows: say --jsonl, --csv or --xlsx, without --group."))
    chosen = {name: tuple(None if value == NO_VALUE else value for value in said.pop(name)) for name in FILTERS}
    asked = FigureSearch(chosen={name: values for name, values in chosen.items() if values}, **said)
    with place.library() as library:
        answer = library.figures(asked)
        rows = library.every_figure(asked) if whole else answer.rows
        if place.form != "json":  # it is all in there
            _talk(answer, place)
        place.write(RENDERERS[place.form](answer, rows, place.style))
    return FOUND if answer.total else NOTHING


def _talk(answer: FigureAnswer, place: Place) -> None:
    """Tell, beside the data, what was repaired, how many figures there are, and which contradict each other."""
    for warned in answer.query.warnings:
        say(warned.message.said(place.lang))
    if place.shown or not answer.total:
        say(_TOTAL.said(place.lang).format(total=answer.total))
    for line in conflicts(answer, place.style) if place.shown else ():
        click.echo(line, err=True)


_TOTAL = Message("共 {total} 个数字", "{total} figures found")
