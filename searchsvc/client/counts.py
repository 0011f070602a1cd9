"""Trends, suggestions and the numbers of an archive, read from the JSON of the API."""

from datetime import date

from searchsvc.client.queries import understood
from searchsvc.client.wire import Record
from searchsvc.service.asking import Search
from searchsvc.service.suggesting import Suggestion
from searchsvc.service.trends import Period, Row, Series, Trends


def trends(record: Record, asked: Search) -> Trends:
    """Return the hits of a search by period."""
    return Trends(
        search=asked,
        query=understood(record["query"]),
        interval=record["interval"],
        by=record["by"],
        whole=_series(record),
        groups=tuple(map(_series, record["groups"])),
    )


def suggestion(record: Record) -> Suggestion:
    """Return what the last word of a query may become."""
    return Suggestion(record["text"], record["kind"], record["count"], Search(q=record["q"]), record["alike"])


def _series(record: Record) -> Series:
    undated = record["undated"]
    rows = [Row(_period(row), row["hits"], row["articles"]) for row in record["rows"]]
    return Series(record.get("value"), tuple(rows), record["total"], (undated["hits"], undated["articles"]))


def _period(record: Record) -> Period:
    return Period(record["period"], date.fromisoformat(record["from"]), date.fromisoformat(record["to"]))
