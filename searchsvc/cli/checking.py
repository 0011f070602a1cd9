"""The command that looks an archive over: doctor."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, fields
from itertools import groupby

import click

from searchsvc.cli.app import say
from searchsvc.cli.options import example
from searchsvc.cli.place import Place, placed
from searchsvc.config import Settings, load, origins, shown
from searchsvc.messages import Message
from searchsvc.output.renderers import as_json, as_tabs
from searchsvc.output.terminal import shortened, table
from searchsvc.service.doctor import Checkup, Missing, checkup, tools

SOUND, OUT_OF_LINE, AMISS = 0, 3, 5
Row = tuple[str, ...]


@click.command(epilog=example("doctor", "doctor --json --index /srv/news | jq .doubtful"))
@placed("json", colour=False)
def doctor(place: Place) -> int:
    """Look the archive over.

    It tells the settings and where each comes from, the versions of the tools, doubtful cuts, issues and pages that
    seem to be missing, articles without a date or source, what older rules filed, whether the index is in line with
    the archive, and the space on the disk. Nothing is changed.

    A cut is doubtful below a confidence of 0.5. An issue is missing on a weekday on which its newspaper appeared three
    times in four, from its first issue to its last; a page, between two pages of the same issue.

    Exit codes: 0 all is well, 3 the index is not in line, 5 there is something else to look at.
    """
    installed = {"settings": _settings(place.settings), "tools": tools()}
    if place.form != "json":
        place.write(_shown(_installed(place.settings), place))
    with place.archive(current=False) as archive:
        found = checkup(archive)
    if place.form == "json":
        place.write([as_json(installed | asdict(found) | {"amiss": found.amiss})])
    else:
        place.write(_shown(_found(found), place))
    for name in found.amiss or ("",):
        say(_WHAT_TO_DO[name].said(place.lang))
    return OUT_OF_LINE if "behind" in found.amiss else AMISS if found.amiss else SOUND


def _settings(settings: Settings) -> Mapping[str, Mapping[str, str]]:
    """Return each setting with where it comes from; what differs from all else was said on the command line."""
    where, otherwise = origins(), load()
    said = {field.name: getattr(settings, field.name) for field in fields(settings)}
    return {
        name: {
            "value": shown(name, value),
            "from": where[name] if value == getattr(otherwise, name) else "option",
        }
        for name, value in said.items()
    }


def _installed(settings: Settings) -> Iterator[Row]:
    yield from (("setting", name, each["value"], each["from"]) for name, each in _settings(settings).items())
    yield from (("tool", name, version or "not installed") for name, version in tools().items())


def _found(found: Checkup) -> Iterator[Row]:
    """Yield a row for each thing to look at, then the numbers."""
    for doubt in found.doubtful:
        place = f"{doubt.path}:{doubt.line}" if doubt.line else doubt.path or ""
        yield "doubtful", place, doubt.id, f"{doubt.confidence:g}", doubt.title or ""
    yield from _missing("missing issue", found.issues)
    yield from _missing("missing page", found.pages)
    yield from (("without date", name) for name in found.undated)
    yield from (("without source", name) for name in found.unsourced)
    for name in ("articles", "outdated", "behind", "free", "needed"):
        yield name, str(getattr(found, name))


def _missing(kind: str, items: Iterable[Missing]) -> Iterator[Row]:
    for item in items:
        yield kind, item.source, item.published, item.page or ""


def _shown(rows: Iterable[Row], place: Place) -> Iterator[str]:
    """Yield rows for a pipe, or for a screen, those of one kind below each other and none longer than a line."""
    if place.form != "screen":
        yield from (as_tabs(*row) for row in rows)
        return
    for _, alike in groupby(rows, key=lambda row: (row[0], len(row))):
        yield from (shortened(line, place.style.columns) for line in table(alike))


_WHAT_TO_DO: Mapping[str, Message] = {
    "": Message("一切正常。", "all is well."),
    "doubtful": Message(
        "切分存疑：看一看版面，必要时在旁边写 NAME.fix.toml。",
        "doubtful cuts: look at the page and, where it is wrong, write NAME.fix.toml beside it.",
    ),
    "issues": Message(
        "似有缺期：找到后用 searchsvc index 补入。", "issues seem to be missing: index them if there are any."
    ),
    "pages": Message(
        "似有缺版：找到后用 searchsvc index 补入。", "pages seem to be missing: index them if there are any."
    ),
    "undated": Message(
        "无日期：在版面旁写 NAME.meta.toml 后重新 index，或 searchsvc correct ID --date。",
        "without a date: write NAME.meta.toml beside the page and index it again, or searchsvc correct ID --date.",
    ),
    "unsourced": Message(
        "无来源：在版面旁写 NAME.meta.toml 后重新 index，或 searchsvc correct ID --source。",
        "without a source: write NAME.meta.toml beside the page and index it again, or searchsvc correct ID --source.",
    ),
    "outdated": Message(
        "有文章由旧规则归类：searchsvc rebuild --enrich。", "filed by older rules: searchsvc rebuild --enrich."
    ),
    "behind": Message(
        "索引落后于存档：下一次检索会跟上，或 searchsvc rebuild。",
        "the index is behind the archive: the next search brings it in line, or searchsvc rebuild.",
    ),
    "free": Message(
        "磁盘空间不够重建索引：请腾出空间。", "there is no space on the disk to rebuild the index: make room."
    ),
}
