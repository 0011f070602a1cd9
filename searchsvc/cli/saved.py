"""The commands of the installation's own saved searches: saved add, list, run, delete."""

from typing import get_args

import click

from searchsvc.cli.app import say
from searchsvc.cli.declaring import OneOf
from searchsvc.cli.options import asking, example, joined, spoken
from searchsvc.cli.place import Place, placed
from searchsvc.engines.base import Sort
from searchsvc.messages import Message
from searchsvc.output.links import API, url
from searchsvc.output.renderers import RENDERERS, as_json, as_tabs
from searchsvc.output.terminal import clean, table
from searchsvc.service import saved as searches
from searchsvc.service.archive import Archive
from searchsvc.service.asking import MAX_SIZE, Search
from searchsvc.service.search import search as answered
from searchsvc.store.saved import INSTALLATION

FOUND, NOTHING = 0, 1


@click.group(
    epilog=example("saved add 大同新能源 新能源 --city 大同", "saved list", "saved run 大同新能源 --new --jsonl")
)
def saved() -> None:
    """Keep searches under a name, and tell what is new of each.

    These are the installation's own; readers have theirs on the page.
    """


@saved.command(epilog=example("saved add 大同新能源 新能源 --city 大同", "saved add 大项目 '投资>10亿元'"))
@click.argument("name")
@click.argument("q", nargs=-1, metavar="[QUERY]", callback=joined)
@asking(
    click.option("--sort", type=OneOf(get_args(Sort)), default="relevance", metavar="ORDER", help="As that of search.")
)
@placed(colour=False)
def add(name: str, asked: Search, place: Place) -> None:
    """Save a search under NAME; its options are those of search. What is there by now is not new."""
    with place.archive() as archive:
        searches.save(archive, INSTALLATION, name, asked)
    say(_ADDED.said(place.lang).format(name=name))


@saved.command("list", epilog=example("saved list", "saved list --json | jq '.[].new'"))
@placed("json", colour=False)
def listed(place: Place) -> int:
    """List the saved searches, with the number of hits that came since `run --new` last gave them.

    In a pipe each is a line of name, number, day of saving and the arguments of search with tabs between.
    """
    with place.archive() as archive:
        found = searches.saved(archive, INSTALLATION)
    if place.form == "json":
        place.write([as_json([_record(each) for each in found])])
    else:
        rows = [_cells(each) for each in found]
        place.write(table(rows, right=frozenset({1})) if place.form == "screen" else (as_tabs(*row) for row in rows))
    return FOUND if found else NOTHING


@saved.command(epilog=example("saved run 大同新能源", "saved run 大同新能源 --new --csv --bom > new.csv"))
@click.argument("name")
@click.option("--new", is_flag=True, help="Every hit that came since this was last asked, the newest first.")
@click.option("--size", type=click.IntRange(1, MAX_SIZE), metavar="N", default=10, help="Hits, but for --new.")
@placed("ids", "json", "jsonl", "csv")
def run(name: str, *, new: bool, size: int, place: Place) -> int:
    """Ask a saved search.

    With --new each hit is given once: those that came since the last time, noted as seen when all of them are out.
    """
    with place.archive() as archive:
        return _fresh(archive, name, place) if new else _all(archive, name, size, place)


@saved.command(epilog=example("saved delete 大同新能源"))
@click.argument("name")
@placed(colour=False)
def delete(name: str, place: Place) -> None:
    """Forget a saved search."""
    with place.archive() as archive:
        searches.delete(archive, INSTALLATION, name)
    say(_DELETED.said(place.lang).format(name=name))


def _all(archive: Archive, name: str, size: int, place: Place) -> int:
    asked = searches.find(archive, INSTALLATION, name)
    answer = answered(archive, asked.anew(size=size))
    place.write(RENDERERS[place.form]([answer], place.style))
    return FOUND if answer.total else NOTHING


def _fresh(archive: Archive, name: str, place: Place) -> int:
    sequence = archive.engine.sequence
    answer = searches.fresh(archive, INSTALLATION, name)
    place.write(RENDERERS[place.form]([answer], place.style))
    searches.see(archive, INSTALLATION, name, sequence)
    return FOUND if answer.total else NOTHING


def _cells(each: searches.Saved) -> tuple[str, ...]:
    return clean(each.name), "?" if each.new is None else str(each.new), each.made[:10], clean(spoken(each.search))


def _record(each: searches.Saved) -> dict[str, object]:
    address = url(API, each.search)
    return {"name": each.name, "new": each.new, "made": each.made, "q": each.search.q, "url": address}


_ADDED = Message("已保存检索 {name}", "saved the search {name}")
_DELETED = Message("已删除检索 {name}", "deleted the search {name}")
