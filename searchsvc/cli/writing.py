"""The commands that write the archive, and `parse`, which reads as they do: index, parse, delete, rebuild."""

import sys
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from functools import partial, wraps
from gettext import gettext as _
from pathlib import Path
from typing import Any

import click

from searchsvc import ingest
from searchsvc.articles import Skipped, Unfit, to_record
from searchsvc.cli.app import say
from searchsvc.cli.declaring import every
from searchsvc.cli.options import day, example
from searchsvc.cli.place import Place, placed
from searchsvc.cli.progress import progress
from searchsvc.config import load
from searchsvc.ingest.deriving import derive
from searchsvc.messages import Language, Message
from searchsvc.output.renderers import as_json
from searchsvc.output.terminal import clean
from searchsvc.readers import Said

DONE, SKIPPED = 0, 5
_GLIMPSE = 100  # articles to a batch where somebody watches

_paths = click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path))


def _said(command: Callable[..., Any]) -> Callable[..., Any]:
    """Return a command with the options that tell what pages are of; it gets them as `said`."""

    @wraps(command)
    def run(source: str | None, published: date | None, page: str | None, **given: Any) -> Any:  # noqa: ANN401
        return command(said=Said(source, published.isoformat() if published else None, page), **given)

    return every(
        click.option(
            "--source", metavar="NAME", help="Newspaper of the pages; NAME.meta.toml beside a page goes first."
        ),
        click.option("--date", "published", callback=day, metavar="DAY", help="Day of the issue, as 2025-02-10."),
        click.option("--page-no", "page", metavar="PAGE", help="Page of the newspaper, as A2."),
    )(run)


@click.command(
    epilog=example(
        "index seeds/",
        "index pages/2025-02-10 wire.jsonl --json --index /srv/news",
        "parse page.txt | jq -c '.source = \"科学导报\"' | searchsvc index -",
    )
)
@_paths
@_said
@placed("json", colour=False, remote=True)
def index(paths: tuple[Path, ...], said: Said, place: Place) -> int:
    """Read files and folders into the archive.

    They are pages (text, Markdown, HTML, Word, PDF), ready articles (.jsonl, .json, .csv, .tsv), and archives of both
    (.zip); - is standard input, whose type is found from its bytes. Where the same is read again nothing changes; a
    page that changed replaces exactly its articles. What was not read at all is `skipped`; what was said of an article
    and could not be followed is one of the `warnings`; both end with exit code 5. Where standard error is no terminal,
    `committed N` tells there after each batch that the first N records are safely on the disk. With --remote files are
    read here, and their articles sent; there they are as ready articles are, filed by the rules there.
    """
    watched = sys.stderr.isatty()
    late: list[Skipped] = []
    told = partial(tell, language=place.lang)
    with place.library(create=True) as library, progress(paths) as heard:
        summary = library.index(
            paths,
            batch=_GLIMPSE if watched else ingest.BATCH,
            on_batch=heard.on_batch,
            on_share=heard.on_share,
            on_skip=late.append if watched else told,  # a line would tear the bar
            said=said,
            workers=place.settings.processes,
        )
    for item in late:
        told(item)
    for warning in summary.warnings:
        say(clean(warning.said(place.lang)))
    unfit = sum(isinstance(item, Unfit) for item in summary.skipped)
    record = asdict(summary) | {"skipped": len(summary.skipped) - unfit, "warnings": len(summary.warnings) + unfit}
    record["seconds"] = round(summary.seconds, 2)
    place.tell(record, [(name, str(value)) for name, value in record.items()])
    return SKIPPED if summary.skipped else DONE


@click.command(
    epilog=example("parse page.txt | jq -r .title", "parse seeds/ > articles.jsonl", "parse - --page-no A2 < page.pdf")
)
@_paths
@_said
def parse(paths: tuple[Path, ...], said: Said) -> int:
    """Print the articles of files as JSON lines.

    They are read, split and filed as `index` does it, and nothing is written.
    """
    skipped: list[Skipped] = []

    def skip(item: Skipped) -> None:
        skipped.append(item)
        tell(item, load().lang)

    for incoming in ingest.records(paths, skipped=skip, said=said):
        click.echo(as_json(to_record(incoming.article)))
    return SKIPPED if skipped else DONE


@click.command(epilog=example("delete 3f0c1a2b9d4e5f60 --reason 撤稿", "delete 3f0c1a2b9d4e5f60 --restore"))
@click.argument("article_id", metavar="ID")
@click.option("--reason", metavar="TEXT", help="Why; shown to whoever asks for the article.")
@click.option("--restore", is_flag=True, help="Bring a deleted article back.")
@placed(colour=False, remote=True)
def delete(article_id: str, reason: str | None, restore: bool, place: Place) -> None:
    """Take an article out, or bring it back.

    Reading its page again does not bring it back, --restore does.
    """
    if restore and reason:
        raise click.UsageError(_("--reason goes with a deletion, not with --restore."))
    with place.library() as library:
        if restore:
            library.restore(article_id)
        else:
            library.delete(article_id, reason)
    say((_RESTORED if restore else _DELETED).said(place.lang).format(id=clean(article_id)))


@click.command(epilog=example("rebuild", "rebuild --enrich --index /srv/news"))
@click.option("--enrich", is_flag=True, help="First derive the facets of every article again, by the rules of today.")
@placed(colour=False)
def rebuild(enrich: bool, place: Place) -> None:
    """Make the search index anew from the archive.

    Searches go on meanwhile.
    """
    with place.archive(current=False) as archive, archive.store.writing():
        if enrich:
            say(_DERIVED.said(place.lang).format(count=derive(archive.store)))
        with progress() as heard:
            ingest.rebuild(archive.store, archive.engine, heard.on_share)
        say(_REBUILT.said(place.lang).format(count=archive.store.count()))


def tell(item: Skipped, language: Language) -> None:
    """Tell what was skipped, as `path:line: reason`."""
    place = item.path if item.line is None else f"{item.path}:{item.line}"
    click.echo(f"{clean(place)}: {clean(item.reason.said(language))}", err=True)


_DELETED = Message("已删除 {id}；恢复：searchsvc delete {id} --restore", "deleted {id}; --restore brings it back")
_RESTORED = Message("已恢复 {id}", "restored {id}")
_DERIVED = Message("重新归类后有 {count} 篇文章变化", "derived again: {count} articles changed")
_REBUILT = Message("索引已重建，共 {count} 篇文章", "the index was made anew: {count} articles")
