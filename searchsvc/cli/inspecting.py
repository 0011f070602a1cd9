"""The commands that tell what is in the archive and how a text is taken apart: facets, stats, analyze."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict

import click

from searchsvc.cli.app import say
from searchsvc.cli.options import asking, example
from searchsvc.cli.place import Place, placed
from searchsvc.facets import FACETS
from searchsvc.output import articles, records, screens
from searchsvc.output.renderers import as_csv, as_json, as_tabs
from searchsvc.service.asking import MAX_FACET_SIZE, Search, known_facet
from searchsvc.service.faceting import Faceted

FOUND, NOTHING = 0, 1


def _fields(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    return [name for name in FACETS if name.startswith(incomplete)]


@click.command(
    epilog=example(
        "facets", "facets city --prefix dat", "facets industry --q 新能源 --city 大同 --csv > industries.csv"
    )
)
@click.argument("field", required=False, shell_complete=_fields)
@asking(
    click.option("--q", default="", metavar="QUERY", help="Count the articles that this query finds."),
    click.option(
        "--size", "facet_size", type=click.IntRange(1, MAX_FACET_SIZE), metavar="N", default=20, help="Values at most."
    ),
)
@click.option(
    "--prefix",
    default="",
    metavar="TEXT",
    help="Only values that begin so, as written, in pinyin or by initials: dat, dt.",
)
@placed("json", "csv", remote=True)
def facets(field: str | None, asked: Search, prefix: str, place: Place) -> int:
    """Count the values of a facet, or list the facets.

    The counts are exact, over all articles that the query and the filters find.
    """
    if field is None:
        _facets(place)
        return FOUND
    known_facet(field)
    with place.library() as library:
        found = library.values(asked, field, prefix)
    for warned in found.query.warnings if place.form != "json" else ():
        say(warned.message.said(place.lang))
    place.write(_counted(found, place))
    return FOUND if found.total else NOTHING


@click.command(epilog=example("stats", "stats --json --index /srv/news"))
@placed("json", colour=False, remote=True)
def stats(place: Place) -> None:
    """Tell what the archive holds and how large it is.

    `outdated` counts the articles that were filed by older rules; `searchsvc rebuild --enrich` files them again.
    """
    with place.library() as library:
        counted = asdict(library.statistics())
    place.tell(counted, _told(counted))


@click.command(epilog=example("analyze 晋城经开区新能源项目", "analyze '城市：大同 5G' --json"))
@click.argument("text")
@placed("json", remote=True)
def analyze(text: str, place: Place) -> None:
    """Show how a text is understood.

    It is folded, cut into words, read as a query, and filed as an article would be.
    """
    with place.library() as library:
        analysis = library.analyze(text)
    if place.form == "json":
        place.write([as_json(articles.analysis(analysis, place.lang))])
    else:
        place.write(screens.analysis(analysis, place.style))


def _facets(place: Place) -> None:
    """Write the facets: name, label in both languages, names in a query, the facet above."""
    names = ("name", "zh", "en", "names", "parent")
    rows = [
        (facet.name, facet.label.zh, facet.label.en, " ".join(facet.names), facet.parent or "")
        for facet in FACETS.values()
    ]
    if place.form == "csv":
        place.write(as_csv([names, *rows]))
    else:
        shown = [names, *rows] if place.form == "screen" else rows
        place.tell([dict(zip(names, row, strict=True)) for row in rows], shown)


def _counted(found: Faceted, place: Place) -> Iterator[str]:
    """Yield the values of a facet with their counts."""
    if place.form == "json":
        yield as_json(records.faceted(found, place.lang))
    elif place.form == "csv":
        yield from as_csv([(found.facet, "count"), *found.counts.values])
    elif place.form == "screen":
        yield from screens.facet(found.counts, place.style)
    else:
        yield from (as_tabs(value, str(count)) for value, count in found.counts.values)


def _told(counted: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield names and values; those of a table within are named after both."""
    for name, value in counted.items():
        inner = value.items() if isinstance(value, dict) else [("", value)]
        yield from ((f"{name} {key}".rstrip(), "" if item is None else str(item)) for key, item in inner)
