"""The forms in which all hits are taken away: one row of EXPORTS each."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from searchsvc.articles import Article, to_record
from searchsvc.output import xlsx
from searchsvc.output.links import article_url
from searchsvc.output.renderers import as_csv, as_json
from searchsvc.service.asking import Search
from searchsvc.service.exporting import Whole

COLUMNS = ("id", "published", "source", "page", "title", "city", "zone", "industry", "score", "snippet", "url")
_ARTICLE = tuple(field.name for field in fields(Article) if field.name != "paragraphs")
_RECORD = (*_ARTICLE, "body", "paragraph_lines")  # what `index` reads back
NAMES = (*_RECORD, "score", "relaxed", "duplicates", "snippet", "url")
BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Taken:
    """How hits are taken away: which NAMES (none: those of the form), the query, where addresses begin.

    With `bom` CSV begins with a byte order mark, by which spreadsheets know UTF-8.
    """

    names: tuple[str, ...] = ()
    q: str = ""
    root: str = ""
    bom: bool = False


Hits = Iterable[Whole]


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its media type, the names that it gives unless others are asked for, and how hits become its bytes."""

    type: str
    names: tuple[str, ...]
    render: Callable[[Hits, Taken], Iterator[bytes]]


def values(whole: Whole, how: Taken) -> dict[str, Any]:
    """Return of a hit and its article what is named."""
    found, article = whole
    record = to_record(article) | {
        "score": round(found.score, 4),
        "relaxed": found.relaxed,
        "duplicates": found.duplicates,
        "snippet": " … ".join(snippet.text for snippet in found.snippets),
        "url": how.root + article_url(article.id, how.q),
    }
    return {name: record[name] for name in how.names}


def csv_bytes(rows: Iterable[Iterable[object]], *, bom: bool) -> Iterator[bytes]:
    """Yield rows as the bytes of CSV (RFC 4180)."""
    yield (BOM if bom else "").encode()
    yield from (f"{line}\r\n".encode() for line in as_csv(rows))


def _jsonl(hits: Hits, how: Taken) -> Iterator[bytes]:
    for whole in hits:
        yield f"{as_json(values(whole, how))}\n".encode()


def _csv(hits: Hits, how: Taken) -> Iterator[bytes]:
    return csv_bytes(_rows(hits, how), bom=how.bom)


def _xlsx(hits: Hits, how: Taken) -> Iterator[bytes]:
    return xlsx.as_xlsx(_rows(hits, how))


def _rows(hits: Hits, how: Taken) -> Iterator[Iterable[object]]:
    yield how.names
    for whole in hits:
        yield map(_cell, values(whole, how).values())


def _cell(value: object) -> object:
    """Return a value as it stands in a table: a list of texts with ；between, other lists as JSON."""
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, list):
        return value
    return "；".join(value) if all(isinstance(item, str) for item in value) else as_json(value)


EXPORTS: Mapping[str, Form] = {
    "csv": Form("text/csv; charset=utf-8", COLUMNS, _csv),
    "jsonl": Form("application/x-ndjson", _RECORD, _jsonl),
    "xlsx": Form(xlsx.TYPE, COLUMNS, _xlsx),
}


def named(form: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return what is given of each hit: these names, or where there are none those of the form."""
    return names or EXPORTS[form].names


def lean(asked: Search, form: str, names: tuple[str, ...]) -> Search:
    """Return the search without passages where none is named."""
    return asked if "snippet" in named(form, names) else replace(asked, snippets=0)


def taken(hits: Hits, form: str, how: Taken) -> Iterator[bytes]:
    """Return the bytes of hits in a form."""
    return EXPORTS[form].render(hits, replace(how, names=named(form, how.names)))
