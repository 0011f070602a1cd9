"""The command that tells how often something is reported: trends."""

from typing import get_args

import click

from searchsvc.cli.app import say
from searchsvc.cli.declaring import OneOf
from searchsvc.cli.options import asking, example, joined
from searchsvc.cli.place import Place, placed
from searchsvc.facets import FACETS
from searchsvc.output.trends import RENDERERS
from searchsvc.service.asking import MAX_FACET_SIZE, Search
from searchsvc.service.trends import VALUES, Interval

FOUND, NOTHING = 0, 1


@click.command(
    epilog=example(
        "trends 低空经济",
        "trends 光伏 --interval year --by city --size 5",
        "trends 签约 --from 2025-01-01 --csv > trend.csv",
    )
)
@click.argument("q", nargs=-1, metavar="[QUERY]", callback=joined)
@asking(
    click.option(
        "--size",
        "facet_size",
        type=click.IntRange(1, MAX_FACET_SIZE),
        metavar="N",
        default=VALUES,
        help="Values of --by.",
    ),
)
@click.option(
    "--interval",
    type=OneOf(get_args(Interval)),
    default="month",
    metavar="NAME",
    help="week (ISO 8601), month or year.",
)
@click.option("--by", type=OneOf(tuple(FACETS)), metavar="FACET", help="Each of the values that have most hits apart.")
@placed("json", "csv", remote=True)
def trends(asked: Search, interval: Interval, by: str | None, place: Place) -> int:
    """Count hits by week, month or year, and their share.

    Beside the hits of a period stand all its articles. No period is left out between the first and the last article;
    one without hits counts 0. Undated articles are counted apart. With --by hits and articles are those that have the
    value.
    """
    with place.library() as library:
        found = library.trends(asked, interval, by)
    for warned in found.query.warnings if place.form != "json" else ():
        say(warned.message.said(place.lang))
    place.write(RENDERERS[place.form](found, place.style))
    return FOUND if found.whole.total else NOTHING
