"""The command that makes archive and index small and quick again: optimize."""

from pathlib import Path

import click

from searchsvc import ingest
from searchsvc.cli.app import say
from searchsvc.cli.options import example
from searchsvc.cli.place import Place, placed
from searchsvc.messages import Message
from searchsvc.output.renderers import as_json

_DONE = Message("索引文件夹由 {before} 字节变为 {after} 字节", "the index folder took {before} bytes and takes {after}")


@click.command(epilog=example("optimize", "optimize --json --index /srv/news"))
@placed("json", colour=False)
def optimize(place: Place) -> None:
    """Keep archive and index in as little as they can be kept in.

    Segments of the index are merged, the archive is written anew where a tenth of it or more is free, and what
    interrupted commands left is removed. Nothing else changes: searches go on and find the same, and it may be
    interrupted at any time. It needs as much free space as archive and index take. Only one who changes and deletes
    much gains by it: small segments are merged as pages come in.
    """
    folder = place.settings.index
    with place.archive() as archive:
        before = _size(folder)
        ingest.optimize(archive.store, archive.engine)
        after = _size(folder)
    if place.form == "json":
        place.write([as_json({"before": before, "after": after})])
    say(_DONE.said(place.lang).format(before=before, after=after))


def _size(folder: Path) -> int:
    """Return the bytes of all files of a folder, but for those that go away meanwhile."""
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size if path.is_file() else 0
        except FileNotFoundError:
            continue
    return total
