"""The command that moves an archive into another store: migrate."""

import click

from searchsvc.cli.app import say
from searchsvc.cli.options import example
from searchsvc.cli.place import Place, placed
from searchsvc.cli.progress import progress
from searchsvc.config import shown
from searchsvc.ingest.moving import move_store
from searchsvc.messages import Message
from searchsvc.output.renderers import as_json, as_tabs

_DONE = Message(
    "已搬运 {count} 篇文章并逐行核对；切换：SEARCHSVC_STORE={store}",
    "{count} articles are there and proven; to switch, set SEARCHSVC_STORE={store}",
)


@click.command(
    epilog=example(
        "migrate --from index --to postgresql://press@db.local/news",
        "migrate --from postgresql://press@db.local/news --to /srv/news",
    )
)
@click.option("--from", "source", metavar="PLACE", required=True, help="Folder of an archive, or postgresql://…")
@click.option("--to", "target", metavar="PLACE", required=True, help="The same; empty, or what a move left there.")
@placed("json", colour=False)
def migrate(source: str, target: str, place: Place) -> None:
    """Move an archive into another store, and prove that nothing was lost or altered.

    The former one serves on; it is only at the end that nobody may write it for a moment. A move that broke off goes
    on where it was; repeated, it takes what changed since. Nothing is switched: that is SEARCHSVC_STORE, after the
    writers of the former one were stopped. The index stays in line with both.
    """
    with progress() as heard:
        moved = move_store(source, target, place.settings.index, heard.on_share)
    if place.form == "json":
        place.write([as_json({"rows": moved.rows, "asked": moved.asked})])
    else:
        place.write(as_tabs(name, str(count)) for name, count in moved.rows.items())
    say(_DONE.said(place.lang).format(count=moved.rows["articles"], store=switched(target)))


def switched(target: str) -> str:
    """Return the setting that leads to where an archive was moved to, without a password."""
    return shown("store", target) if "://" in target else f"sqlite SEARCHSVC_INDEX={target}"
