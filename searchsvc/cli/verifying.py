"""The command that proves an archive and its index: verify."""

import click

from searchsvc import ingest
from searchsvc.cli.app import say
from searchsvc.cli.options import example
from searchsvc.cli.place import Place, placed
from searchsvc.ingest.verifying import Fault
from searchsvc.messages import Message
from searchsvc.output.renderers import as_json, as_tabs
from searchsvc.output.terminal import clean
from searchsvc.service.archive import Archive

SOUND, DAMAGED = 0, 3


@click.command(epilog=example("verify", "verify --deep --index /srv/news", "verify --repair --json | jq .repaired"))
@click.option("--deep", is_flag=True, help="Look up every article in the index, not a sample of 100.")
@click.option("--repair", is_flag=True, help="Make a damaged index anew from the archive.")
@placed("json", colour=False)
def verify(deep: bool, repair: bool, place: Place) -> int:
    """Prove that nothing was lost or altered on the disk.

    Of the archive: its structure, the hash of every article, the table of figures. Of the index: the sum of every file,
    before anything else is read of it; that it holds the articles of the archive, each in its newest state; that it
    finds them by what they say. Each fault is a line: store or index, and what is wrong.

    Exit codes: 0 all is sound, or the index was and is repaired; 3 something is damaged. A damaged archive is not
    repaired but restored from a backup.
    """
    with place.archive(current=False) as archive:
        found = list(ingest.verify(archive.store, archive.engine, deep=deep))
        repaired = repair and _repair(archive, found)
    if place.form == "json":
        faults = [{"part": fault.part, "message": fault.message.said(place.lang)} for fault in found]
        place.write([as_json({"sound": not found or repaired, "repaired": repaired, "faults": faults})])
    else:
        place.write(as_tabs(fault.part, clean(fault.message.said(place.lang))) for fault in found)
    say(_verdict(found, repaired=repaired).said(place.lang))
    return DAMAGED if found and not repaired else SOUND


def _repair(archive: Archive, found: list[Fault]) -> bool:
    """Make the index anew where it alone is damaged."""
    if not found or any(fault.part == "store" for fault in found):
        return False
    ingest.rebuild(archive.store, archive.engine)
    return not list(ingest.verify(archive.store, archive.engine))


def _verdict(found: list[Fault], *, repaired: bool) -> Message:
    if not found:
        return Message("一切完好。", "all is sound.")
    if repaired:
        return Message("索引已由存档重建，现在完好。", "the index was made anew from the archive and is sound.")
    if any(fault.part == "store" for fault in found):
        return Message("存档已损坏：请从备份恢复。", "the archive is damaged: restore it from a backup.")
    return Message(
        "索引已损坏：运行 searchsvc verify --repair。", "the index is damaged: run searchsvc verify --repair."
    )
