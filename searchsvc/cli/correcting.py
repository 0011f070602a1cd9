"""The command that corrects an article by hand, and tells what was corrected: correct."""

import json
import os
import pwd
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from gettext import gettext as _
from typing import Any

import click

from searchsvc import ingest
from searchsvc.cli.app import say
from searchsvc.cli.declaring import OneOf, every
from searchsvc.cli.options import day, example
from searchsvc.cli.place import Place, placed
from searchsvc.ingest.corrections import Said
from searchsvc.messages import Message
from searchsvc.output.renderers import as_json, as_tabs
from searchsvc.output.terminal import clean, table
from searchsvc.service.archive import Archive
from searchsvc.service.reading import read
from searchsvc.store.corrections import FIGURE, LISTS, NAMED, Correction, as_records

FOUND, NOTHING = 0, 1
ALL = "all"
_FIELDS = ("title", "kicker", "subtitle", "authors", "source", "published", "page", "city", "zone", "industry")
_CALLED = {"authors": "author", "published": "date", "page": "page-no"}  # as the other commands call them
_CLEARS = ("", "-")  # a value that clears, as `-` means none in search
_MEANT = {
    "label": "Figure N measures this, in the words of the page; - for nothing.",
    "stage": "The project of figure N is at this stage (签约, 开工, 投产); - for none.",
    "city": "Figure N is of this city; - for none.",
    "zone": "Figure N is of this zone; - for none.",
}
_FIELDS_OF: Mapping[str, str] = {_CALLED.get(field, field): field for field in _FIELDS}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be corrected, as ingest.correct takes it."""

    values: Mapping[str, Said] = field(default_factory=dict)
    figures: Mapping[int, str | None] = field(default_factory=dict)
    named: Mapping[tuple[int, str], str | None] = field(default_factory=dict)
    undone: frozenset[str] = frozenset()


def _options() -> Iterator[Any]:
    for name in _FIELDS:
        option, several = _CALLED.get(name, name), name in LISTS
        yield click.option(
            f"--{option}",
            name,
            multiple=several,
            callback=day if name == "published" else None,
            metavar="DAY" if name == "published" else "VALUE",
            help=f"Its {option} is this{'; repeated: these' if several else ''}.",
        )


def _options_of_figures() -> Iterator[Any]:
    for name in NAMED:
        yield click.option(
            f"--figure-{name}",
            f"figure_{name}",
            multiple=True,
            type=(click.IntRange(1), str),
            metavar=f"N {name.upper()}",
            help=_MEANT[name],
        )


@click.command(
    epilog=example(
        "correct 3f0c1a2b9d4e5f60 --title 大同新能源装机过半 --author 王建国 --author 李晓燕",
        "correct 3f0c1a2b9d4e5f60 --city 大同 --clear zone --by 资料室",
        "correct 3f0c1a2b9d4e5f60 --figure 2 15.5亿元 --figure-label 2 总投资 --drop-figure 3",
        "correct 3f0c1a2b9d4e5f60 --figure-stage 1 开工 --figure-city 1 晋城 --figure-zone 1 -",
        "correct 3f0c1a2b9d4e5f60 --undo all",
    )
)
@click.argument("article_id", metavar="ID")
@every(*_options())
@click.option("--clear", multiple=True, type=OneOf([*_FIELDS_OF]), metavar="FIELD", help="It has none of this.")
@click.option(
    "--figure",
    "amounts",
    multiple=True,
    type=(click.IntRange(1), str),
    metavar="N AMOUNT",
    help="Figure N, from 1 as show lists them, is this with its unit.",
)
@every(*_options_of_figures())
@click.option("--drop-figure", "dropped", multiple=True, type=click.IntRange(1), metavar="N", help="Figure N is none.")
@click.option(
    "--undo",
    multiple=True,
    type=OneOf([*_FIELDS_OF, FIGURE, ALL]),
    metavar="FIELD",
    help="Take the correction of this back; figure: of all figures; all: of everything.",
)
@click.option("--by", metavar="NAME", help="Who says so (else the user of the system).")
@placed("json", colour=False)
def correct(article_id: str, by: str | None, place: Place, **said: Any) -> int:  # noqa: ANN401 - the options
    """Correct an article, or list its corrections.

    They lie over what was read, with who and when, and stay when its page is read again. Of several values all are
    said at once. Without options the corrections are listed.
    """
    wanted = _wanted(said)
    with place.archive() as archive:
        article = read(archive, article_id)
        if wanted == Wanted():
            return _list(archive, article.id, place)
        ingest.correct(archive.store, archive.engine, article.id, **asdict(wanted), by=by or _user())
        say(_CORRECTED.said(place.lang).format(id=clean(article.id)))
        if place.form == "json":
            _list(archive, article.id, place)
        return FOUND


def _wanted(said: Mapping[str, Any]) -> Wanted:
    """Return what the options say; what they say twice is refused."""
    given = {field: said[field] for field in _FIELDS if said[field] not in (None, ())}
    given |= {"published": given["published"].isoformat()} if "published" in given else {}
    empty: dict[str, Said] = {_FIELDS_OF[name]: () if _FIELDS_OF[name] in LISTS else None for name in said["clear"]}
    figures: dict[int, str | None] = dict(said["amounts"]) | dict.fromkeys(said["dropped"])
    named = _named(said)
    undone = frozenset(_FIELDS_OF.get(name, name) for name in said["undo"] if name != ALL)
    undone |= {*_FIELDS, FIGURE} if ALL in said["undo"] else set()
    told = [*given, *empty, *undone, *([FIGURE] if figures or named else [])]
    if twice := [field for field, count in Counter(told).items() if count > 1]:
        raise click.UsageError(_("Of {name} two things are said; say one of them.").format(name=twice[0]))
    if dropped := {number for number, _ in named} & set(said["dropped"]):
        raise click.UsageError(_("Of figure {name} two things are said; say one of them.").format(name=min(dropped)))
    return Wanted(given | empty, figures, named, undone)


def _named(said: Mapping[str, Any]) -> dict[tuple[int, str], str | None]:
    """Return what is said of numbered figures by name, None where it is to be nothing."""
    return {
        (number, name): None if value.strip() in _CLEARS else value
        for name in NAMED
        for number, value in said[f"figure_{name}"]
    }


def _list(archive: Archive, article_id: str, place: Place) -> int:
    found = archive.store.corrections(article_id)
    if place.form == "json":
        place.write([as_json(as_records(found))])
    else:
        rows = [_row(each) for each in found]
        place.write(table(rows) if place.form == "screen" and rows else (as_tabs(*row) for row in rows))
    return FOUND if found else NOTHING


def _row(said: Correction) -> tuple[str, str, str, str]:
    """Return field, value, who and when; a figure is told as it was printed."""
    value = said.value
    if isinstance(value, Mapping):
        told = {name: item for name, item in value.items() if item is not None or name in NAMED}
        shown = " ".join(f"{name}={'—' if item is None else item}" for name, item in told.items())
    else:
        shown = "、".join(value) if isinstance(value, tuple) else value or ""
    quote, start, end = json.loads(said.spot) if said.spot else ("", 0, 0)
    return f"{said.field} {quote[start:end]}".rstrip(), shown or "—", said.by, said.at


def _user() -> str:
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return str(os.geteuid())


_CORRECTED = Message(
    "已更正 {id}；查看：searchsvc correct {id}", "corrected {id}; searchsvc correct {id} lists what was"
)
