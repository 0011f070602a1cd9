"""The command that moves an archive into another store: migrate."""

from collections.abc import Iterator

import click

from searchsvc.cli.app import say
from searchsvc.cli.options import example
from searchsvc.cli.place import Place, placed
from searchsvc.cli.progress import progress
from searchsvc.config import shown
from searchsvc.engines import ENGINES
from searchsvc.messages import Message
from searchsvc.output.renderers import as_json, as_tabs
from searchsvc.service.moving import moved

_DONE = Message(
    "已搬运并核对，{asked} 个问题两边回答一致；切换：{settings}",
    "all is there and proven, {asked} questions are answered alike; to switch, set {settings}",
)


@click.command(
    epilog=example(
        "migrate --from index --to postgresql://press@db.local/news",
        "migrate --from postgresql://press@db.local/news --to /srv/news",
        "migrate --from index --to opensearch://search.local:9200/news --store postgresql://press@db.local/news",
    )
)
@click.option("--from", "source", metavar="PLACE", required=True, help="Folder of an archive, or postgresql://…")
@click.option(
    "--to", "target", metavar="PLACE", required=True, help="The same; or opensearch://…, the index moves then."
)
@click.option("--store", metavar="PLACE", help="With an engine as --to: where the archive goes.")
@placed("json", colour=False)
def migrate(source: str, target: str, store: str | None, place: Place) -> None:
    """Move an archive, or its index, and prove the copy.

    Nothing is lost or altered. Where it goes is empty, or holds what an earlier move left there. The former one serves
    on; it is only at the end that nobody may write it for a moment. A move that broke off goes on where it was;
    repeated, it takes what changed since. Nothing is switched: that is for SEARCHSVC_STORE and SEARCHSVC_ENGINE, after
    the writers of the former archive were stopped. The index of the folder stays in line with the archive.
    """
    with progress() as heard:
        done = moved(place.settings, source, target, store, heard.on_share)
    if place.form == "json":
        place.write([as_json({"rows": done.rows, "asked": done.asked})])
    else:
        place.write(as_tabs(name, str(count)) for name, count in done.rows.items())
    say(_DONE.said(place.lang).format(asked=done.asked, settings=" ".join(_switched(target, store))))


def _switched(target: str, store: str | None) -> Iterator[str]:
    """Yield the settings that lead to where all is now, without passwords."""
    if target.partition("://")[0] in ENGINES:
        yield f"SEARCHSVC_ENGINE={shown('engine', target)}"
        target = store or ""
    if "://" in target:
        yield f"SEARCHSVC_STORE={shown('store', target)}"
    elif target:
        yield f"SEARCHSVC_STORE=sqlite SEARCHSVC_INDEX={target}"
