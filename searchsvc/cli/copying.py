"""The commands that keep a copy of the archive and bring it back: backup, restore."""

from pathlib import Path

import click

from searchsvc import ingest
from searchsvc.cli.app import say
from searchsvc.cli.options import example
from searchsvc.cli.place import Place, placed
from searchsvc.messages import Message

_file = click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
_KEPT = Message("已备份 {count} 篇文章到 {file}", "{count} articles kept in {file}")
_BACK = Message("已恢复 {count} 篇文章，索引已重建", "{count} articles are back; the index was made anew")


@click.command(epilog=example("backup news-2025-02-10.sqlite", "backup /backup/news.sqlite --index /srv/news"))
@_file
@placed(colour=False)
def backup(file: Path, place: Place) -> None:
    """Copy the archive into a new file while others read and write.

    The copy is proven as `verify` does it and safely on the disk when the command ends. The index is not in it: it is
    made from the archive. Nor are dictionary.tsv and aliases.tsv, which are plain files.
    """
    with place.archive(current=False) as archive:
        archive.store.backup(file)
        say(_KEPT.said(place.lang).format(count=archive.store.count(), file=file))


@click.command(epilog=example("restore news-2025-02-10.sqlite --index /srv/news"))
@_file
@placed(colour=False)
def restore(file: Path, place: Place) -> None:
    """Put a backup in place of the archive, and make the index anew.

    The backup is proven first; whatever is wrong with it, the archive stays as it was. What was written after the
    backup is gone afterwards: back up the archive before, if it can be read.
    """
    with place.archive(create=True, current=False) as archive, archive.store.writing():
        archive.store.replace(file)
        ingest.rebuild(archive.store, archive.engine)
        say(_BACK.said(place.lang).format(count=archive.store.count()))
