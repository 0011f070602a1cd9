"""The command that looks around an article: similar."""

import click

from searchsvc.cli.options import example
from searchsvc.cli.place import Place, placed
from searchsvc.output import similar as output
from searchsvc.output.renderers import as_json
from searchsvc.service import similar as service
from searchsvc.service.asking import MAX_SIZE

FOUND, NOTHING = 0, 1


@click.command(epilog=example("similar 3f0c1a2b9d4e5f60", "similar 3f0c1a2b9d4e5f60 --size 3 --json | jq '.rows[].id'"))
@click.argument("article_id", metavar="ID")
@click.option("--size", type=click.IntRange(1, MAX_SIZE), metavar="N", default=service.SIZE, help="Articles at most.")
@placed("json", remote=True)
def similar(article_id: str, size: int, place: Place) -> int:
    """List the articles like this one.

    Near-duplicates come first, the earliest before the others, each with what changed from this one to it: the
    headline, figures, sentences. Behind them stand those that share this one's telling words. In a pipe each is a
    line of id, date, source, page, `duplicate` or `related`, and headline with tabs between.
    """
    with place.library() as library:
        whole, found = library.similar(article_id, size)
    if place.form == "json":
        place.write([as_json(output.answer(whole, found, output.related_url(whole, size)))])
    else:
        place.write(output.screen(found, place.style) if place.form == "screen" else output.lines(found))
    return FOUND if found else NOTHING
