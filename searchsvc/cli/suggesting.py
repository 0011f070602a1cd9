"""The command that completes what is typed: suggest."""

import click

from searchsvc.cli.options import example, joined
from searchsvc.cli.place import Place, placed
from searchsvc.output import suggestions
from searchsvc.output.renderers import as_json
from searchsvc.service import suggesting
from searchsvc.service.asking import MAX_SIZE

FOUND, NOTHING = 0, 1


@click.command(epilog=example("suggest datong", "suggest zgq --json | jq '.rows[].text'"))
@click.argument("text", nargs=-1, required=True, metavar="TEXT", callback=joined)
@click.option("--size", type=click.IntRange(1, MAX_SIZE), metavar="N", default=suggesting.SIZE, help="Names at most.")
@placed("json", remote=True)
def suggest(text: str, size: int, place: Place) -> int:
    """Complete the last word of a query with names of the archive.

    Cities, zones, companies, frequent words and headlines that begin so, as written, in pinyin or by initials. Where
    none does, words that sound or look like it, marked `alike`. In a pipe each is a line of text, kind, articles, query
    and mark with tabs between.
    """
    with place.library() as library:
        found = library.suggest(text, size)
    if place.form == "json":
        place.write([as_json(suggestions.answer(text, found, size))])
    else:
        place.write(suggestions.screen(found, place.style) if place.form == "screen" else suggestions.lines(found))
    return FOUND if found else NOTHING
