"""Answers about figures, read from the JSON that `output.figures.records` makes of them."""

from dataclasses import fields
from typing import Any

from searchsvc.articles import Figure
from searchsvc.client.queries import understood
from searchsvc.client.wire import Record
from searchsvc.service.conflicts import Conflict
from searchsvc.service.figures import FILTERS, FigureAnswer, FigureSearch
from searchsvc.service.tables import Heading, Line, Table
from searchsvc.store.figures import Cell, Field, Reported

_FIELDS: dict[str, Field] = {**FILTERS, "month": "month"}  # the names of the API → the store's
_UNIT = "unit"  # of a heading: its base unit, no field


def reported(record: Record) -> Reported:
    """Return one figure."""
    values: dict[str, Any] = {field.name: record[field.name] for field in fields(Figure)}
    values["lines"] = tuple(values["lines"]) if values["lines"] else None
    return Reported(
        article=record["article"],
        place=record["place"],
        title=record["title"],
        source=record["source"],
        published=record["published"],
        base=record["base"],
        spot=record["url"].partition("#")[2] or None,
        figure=Figure(**values),
    )


def answer(record: Record, asked: FigureSearch) -> FigureAnswer:
    """Return the answer to a question about figures."""
    return FigureAnswer(
        asked=asked,
        query=understood(record["query"]),
        total=record["total"],
        units=tuple((each["unit"], each["count"]) for each in record["units"]),
        rows=tuple(map(reported, record["rows"])),
        table=_table(record["groups"]) if record["groups"] else None,
        conflicts=tuple(Conflict(tuple(map(reported, each["rows"])), each["alike"]) for each in record["conflicts"]),
    )


def _table(record: Record) -> Table:
    columns = tuple(map(_heading, record["columns"]))
    lines = [_line(row, columns) for row in record["rows"]]
    return Table(record["by"], columns, tuple(lines), record["other"])


def _line(record: Record, columns: tuple[Heading, ...]) -> Line:
    heading = _heading(record)
    cells = [_cell(cell, heading, column) for cell, column in zip(record["cells"], columns, strict=True)]
    return Line(heading, tuple(cells))


def _cell(record: Record | None, heading: Heading, column: Heading) -> Cell | None:
    return Cell(heading.value, column.value, record["count"], reported(record["figure"])) if record else None


def _heading(record: Record) -> Heading:
    name = next(name for name in record if name in _FIELDS and name != _UNIT)
    return Heading(_FIELDS[name], record[name], record.get(_UNIT))
