"""Articles, what is like them, and texts taken apart, read from the JSON of the API."""

from collections.abc import Iterator
from typing import Any

from searchsvc.analysis import Token, fold
from searchsvc.articles import Figure, from_record
from searchsvc.client.queries import understood
from searchsvc.client.wire import Record
from searchsvc.service.analyze import Analysis
from searchsvc.service.differing import Change, Difference, FigureChange
from searchsvc.service.exporting import Whole
from searchsvc.service.reading import Shown
from searchsvc.service.search import Found
from searchsvc.service.similar import Similar
from searchsvc.shown import head
from searchsvc.snippets import Snippet
from searchsvc.store.corrections import Correction


def shown(record: Record) -> Shown:
    """Return an article with the marks of a query, and what was corrected by hand."""
    places = {(each["field"], each["number"]): _frozen(each["marks"]) for each in record["marks"]}
    corrections = [Correction(**each | {"value": _frozen(each["value"])}) for each in record["corrections"]]
    return Shown(from_record(record), places, tuple(corrections))


def similar(record: Record) -> Similar:
    """Return an article like another one; the article has what the list tells of it."""
    changed = record["difference"]
    return Similar(from_record(record), _difference(changed) if changed else None)


def taken(record: Record) -> Whole:
    """Return a hit of an export, with the fields that were asked for; its passages are one."""
    passage = Snippet(field="body", text=record.get("snippet", ""), marks=(), start=0, lines=None)
    article = from_record(record)
    found = Found(
        article=head(article),
        score=record.get("score", 0.0),
        title_marks=(),
        snippets=(passage,),
        relaxed=record.get("relaxed", False),
        duplicates=record.get("duplicates", 0),
    )
    return Whole(found, article)


def analysis(record: Record) -> Analysis:
    """Return a text taken apart; as an article it has what it would be filed under."""
    query = {"q": record["text"], "parsed": record["query"], "warnings": record["warnings"]}
    return Analysis(
        text=record["text"],
        folded=fold(record["text"]),
        tokens=tuple(_tokens(record["tokens"])),
        words=tuple(record["words"]),
        query=understood(query),
        article=from_record(record),
    )


def _tokens(records: list[Record]) -> Iterator[Token]:
    """Yield the tokens at their places in the folded text, which they concatenate to."""
    start = 0
    for each in records:
        end = start + len(each["text"])
        yield Token(each["text"], start, end, each["word"])
        start = end


def _difference(record: Record) -> Difference:
    return Difference(
        title=Change(**record["title"]) if record["title"] else None,
        sentences=tuple(Change(**each) for each in record["sentences"]),
        figures=tuple(FigureChange(_figure(each["before"]), _figure(each["after"])) for each in record["figures"]),
    )


def _figure(record: Record | None) -> Figure | None:
    return Figure(**{name: _frozen(value) for name, value in record.items()}) if record else None


def _frozen(value: Any) -> Any:  # noqa: ANN401 - JSON
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
