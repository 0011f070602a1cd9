"""The commands that read articles: search, show."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from gettext import gettext as _
from typing import BinaryIO, get_args

import click

from searchsvc.cli.app import nearest, say
from searchsvc.cli.declaring import OneOf
from searchsvc.cli.options import asking, example, joined, names, spoken
from searchsvc.cli.place import Place, placed
from searchsvc.engines.base import Sort
from searchsvc.errors import SearchError
from searchsvc.facets import FACETS
from searchsvc.messages import Language, Message
from searchsvc.output import articles, screens
from searchsvc.output.renderers import RENDERERS, as_json
from searchsvc.output.terminal import clean
from searchsvc.service.asking import MAX_FACET_SIZE, MAX_SIZE, MAX_SNIPPETS, Collapse, Search
from searchsvc.service.library import Library
from searchsvc.service.search import Answer

FOUND, NOTHING, SKIPPED = 0, 1, 5

_COUNTS = "--facets goes with --json or no form; counts alone: searchsvc facets FIELD --q QUERY."


@click.command(
    epilog=example(
        "search '城市：大同 新能源' --from 2025-02-01",
        "search '“三个一批” 晋城' --sort newest --csv --bom > hits.csv",
        "search 光伏 --not-city 太原 --jsonl | jq .title",
    )
)
@click.argument("q", nargs=-1, metavar="[QUERY]", callback=joined)
@asking(
    click.option(
        "--sort",
        type=OneOf(get_args(Sort)),
        default="relevance",
        metavar="ORDER",
        help="Order of the hits: relevance, newest, oldest, figure (the greatest of --metric first).",
    ),
    click.option(
        "--collapse",
        type=OneOf(get_args(Collapse)),
        metavar="WHAT",
        help="dup: of near-duplicates the first hit alone; the total still counts them all.",
    ),
    click.option("--size", type=click.IntRange(1, MAX_SIZE), metavar="N", default=10, help="Hits on a page."),
    click.option("--page", type=click.IntRange(1), metavar="N", default=1, help="Page of the results, from 1."),
    click.option(
        "--snippets", type=click.IntRange(0, MAX_SNIPPETS), metavar="N", default=2, help="Passages of each hit."
    ),
    click.option("--facets", callback=names, metavar="NAMES", help="Facets to count, as city,zone."),
    click.option(
        "--facet-size", type=click.IntRange(1, MAX_FACET_SIZE), metavar="N", default=20, help="Values of each facet."
    ),
    click.option(
        "--no-recency",
        "recency",
        flag_value=False,
        default=True,
        show_default=False,
        help="Don't prefer newer articles.",
    ),
    click.option(
        "--no-relax",
        "relax",
        flag_value=False,
        default=True,
        show_default=False,
        help="Only hits that hold all the words.",
    ),
    click.option("--explain", is_flag=True, help="Show the parts of each score."),
    click.option("--figures", is_flag=True, help="Give all figures of each hit, not those asked for alone."),
)
@click.option("--queries", type=click.File("rb"), metavar="FILE", help="Queries, one a line (- is standard input).")
@placed("ids", "json", "jsonl", "csv", remote=True)
def search(asked: Search, queries: BinaryIO | None, place: Place) -> int:
    """Search, and show the hits with marked passages.

    A QUERY with quotes, brackets or a minus stands between apostrophes; without one every article is found, the
    newest first. On a terminal hits are for reading; in a pipe each is a line of id, date, source, page, headline and
    passages with tabs between, unless --facets or --explain ask for more than a line holds.
    """
    if place.form == "lines" and (asked.facets or asked.explain):  # neither stands on one line
        place = replace(place, form="screen")
    if asked.facets and place.form not in ("screen", "json"):
        raise click.UsageError(_(_COUNTS))
    if asked.explain and place.form not in ("screen", "json", "jsonl"):
        raise click.UsageError(_("--explain goes with --json, --jsonl or no form."))
    if asked.figures and place.form not in ("json", "jsonl"):
        raise click.UsageError(_("--figures needs --json or --jsonl; searchsvc figures lists them."))
    if asked.q and queries:
        raise click.UsageError(_("Give a QUERY or --queries, not both."))
    with place.library() as library:
        if queries:
            return _several(library, asked, queries, place.labelled())
        answer = library.search(asked)
        _talk(answer, place)
        for line in _unknown(library, asked, place.lang) if not answer.total else ():
            say(line)
        place.write(RENDERERS[place.form]([answer], place.style))
    return FOUND if answer.total else NOTHING


@click.command(
    epilog=example(
        "show 3f0c1a2b9d4e5f60", "show 3f0c1a2b9d4e5f60 --q 新能源", "show 3f0c1a2b9d4e5f60 --json | jq .city"
    )
)
@click.argument("article_id", metavar="ID")
@click.option("--q", default="", metavar="QUERY", help="A query whose hits are marked.")
@placed("json", remote=True)
def show(article_id: str, q: str, place: Place) -> None:
    """Show an article, and why it is filed where it is."""
    with place.library() as library:
        found = library.article(article_id, q)
    if place.form == "json":
        place.write([as_json(articles.article(found))])
    else:
        place.write(screens.article(found.article, found.marks, place.style))


def _several(library: Library, asked: Search, queries: BinaryIO, place: Place) -> int:
    """Answer the queries of a file, but for its blank lines; one that is wrong is told and the others go on."""
    count = Counter[str]()

    def answers() -> Iterator[Answer]:
        for number, line in enumerate(queries, 1):
            where = f"{queries.name}:{number}"
            try:
                q = line.decode("utf-8-sig").rstrip("\r\n")
                answer = library.search(replace(asked, q=q)) if q.strip() else None
            except (SearchError, UnicodeDecodeError) as error:
                count["skipped"] += 1
                why = error.said if isinstance(error, SearchError) else _NOT_UTF8.said
                say(f"{where}: {why(place.lang)}")
                continue
            if answer:
                _warn(answer, place, f"{where}: ")
                count["found"] += bool(answer.total)
                yield answer

    place.write(RENDERERS[place.form](answers(), place.style))
    return SKIPPED if count["skipped"] else FOUND if count["found"] else NOTHING


def _warn(answer: Answer, place: Place, where: str = "") -> None:
    """Tell what the parser repaired; in JSON it is told there."""
    for line in screens.warnings(answer, place.lang) if place.form != "json" else ():
        say(where + line)


def _talk(answer: Answer, place: Place) -> None:
    """Tell, beside the data, how the query was understood and, where nothing was found, the ways out."""
    if place.form == "json":  # it is all in there
        return
    _warn(answer, place)
    for line in screens.understood(answer, place.lang) if place.shown or not answer.total else ():
        click.echo(line, err=True)
    for line in screens.nothing(answer, place.lang) if not answer.total else ():
        click.echo(line, err=True)
    for way in answer.ways_out:
        click.echo(f"  {way.change.said(place.lang)}: {way.total}  searchsvc search {spoken(way.search)}", err=True)


def _unknown(library: Library, asked: Search, lang: Language) -> Iterator[str]:
    """Yield, for each value chosen that no article has, what may be meant."""
    for facet, choice in asked.choices.items():
        known = [value for value, _ in library.values(Search(facet_size=MAX_FACET_SIZE), facet).counts.values]
        for value in sorted(value for value in choice.only if value and value not in known):
            label = FACETS[facet].label.said(lang)
            yield _NO_VALUE.said(lang).format(label=label, value=clean(value)) + nearest(value, known)


_NOT_UTF8 = Message("不是 UTF-8；请把文件存为这种编码。", "It is not UTF-8; save the file in that encoding.")
_NO_VALUE = Message("没有一篇文章的{label}是“{value}”。", "No article has the value {value!r} for {label}.")
