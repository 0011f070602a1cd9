"""The commands of the dictionary: dictionary add, remove, list, check."""

from dataclasses import asdict

import click

from searchsvc.cli.app import say
from searchsvc.cli.options import example
from searchsvc.cli.place import Place, placed
from searchsvc.ingest import dictionary as words
from searchsvc.messages import Message
from searchsvc.service.dictionary import Checked
from searchsvc.service.dictionary import check as checked

FOUND, NOTHING = 0, 1
_RECUT = Message("重新切分 {count} 篇文章", "{count} articles cut anew")


@click.group(epilog=example("dictionary add 无人机 零碳园区", "dictionary check 零碳园区", "dictionary list"))
def dictionary() -> None:
    """Keep words of your own that texts are cut by.

    They stand in dictionary.tsv in the folder of the archive, beside those of the package. Words decide how hits are
    ranked and how a bare run of a query is cut, never whether a string is found.
    """


_words = click.argument("words_", metavar="WORD...", nargs=-1, required=True)


@dictionary.command(epilog=example("dictionary add 无人机 零碳园区"))
@_words
@placed(colour=False)
def add(words_: tuple[str, ...], place: Place) -> None:
    """Add words, and index anew the articles that hold them."""
    _changed(place, added=words_)


@dictionary.command(epilog=example("dictionary remove 无人机"))
@_words
@placed(colour=False)
def remove(words_: tuple[str, ...], place: Place) -> None:
    """Remove words, and index anew the articles that hold them."""
    _changed(place, removed=words_)


@dictionary.command("list", epilog=example("dictionary list > words.txt"))
@placed("json", colour=False)
def list_(place: Place) -> int:
    """List the words of your own."""
    with place.archive(current=False) as archive:
        own = words.load(archive.settings.index)
    place.tell(own, [(word,) for word in own])
    return FOUND if own else NOTHING


@dictionary.command(epilog=example("dictionary check 零碳园区 --json"))
@_words
@placed("json", colour=False)
def check(words_: tuple[str, ...], place: Place) -> None:
    """Tell how words are cut without and with them in the dictionary.

    A row is the word, whose it is (own, package, or neither), its cut without it, with it, and the articles that
    hold it.
    """
    with place.archive() as archive:
        rows = [checked(archive, word) for word in words_]
    place.tell([asdict(row) for row in rows], map(_cells, rows))


def _changed(place: Place, *, added: tuple[str, ...] = (), removed: tuple[str, ...] = ()) -> None:
    with place.archive() as archive:
        count = words.change(archive.store, archive.engine, archive.settings.index, added=added, removed=removed)
    say(_RECUT.said(place.lang).format(count=count))


def _cells(row: Checked) -> tuple[str, ...]:
    return row.word, row.whose or "-", " ".join(row.before), " ".join(row.after), str(row.articles)
