"""Figures as a table, every cell one reported figure: city × metric, month × label …"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from searchsvc.store.figures import Cell, Field, Figures, Selection

Group = Literal["city", "zone", "metric", "stage", "month"]
COLUMNS, LINES = 8, 100  # at most, those with the most figures


@dataclass(frozen=True, slots=True)
class Heading:
    """What a row or a column stands for: a value of a field, with `unit` in this base unit alone."""

    field: Field
    value: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A row: a cell for each column, None where nothing was reported."""

    heading: Heading
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Figures by rows and columns; `other` counts those of rows and columns cut off, and those without a value."""

    group: Group
    columns: tuple[Heading, ...]
    lines: tuple[Line, ...]
    other: int


def tabulate(figures: Figures, wanted: Selection, group: Group) -> Table:
    """Return a table of the figures of a selection.

    Rows are the values of `group`. Columns are the metrics, or, where one metric is selected, its labels as printed;
    each has one base unit, so that its cells can be compared. The rows of `metric` are such columns, and its columns
    the cities. No cell is a sum: one figure stands for those reported (`Figures.cells`).
    """
    across: Field = "label" if len(wanted.values.get("metric", ())) == 1 else "metric"
    down: Field = "city" if group == "metric" else group
    found = {}
    for cell in figures.cells(wanted, down, across):
        headings = Heading(down, cell.row), Heading(across, cell.column, cell.reported.base)
        found[headings[::-1] if group == "metric" else headings] = cell
    total = sum(count for _, count in figures.counts(wanted, "base"))
    columns = _most(Counter(_counted(found, 1)), COLUMNS)
    rows = sorted(_most(Counter(_counted(found, 0)), LINES), key=lambda row: _rank(found, row, columns))
    lines = tuple(Line(row, tuple(found.get((row, column)) for column in columns)) for row in rows)
    shown = sum(cell.count for line in lines for cell in line.cells if cell)
    return Table(group, tuple(columns), tuple(line for line in lines if any(line.cells)), total - shown)


_Found = Mapping[tuple[Heading, Heading], Cell]


def _counted(found: _Found, side: int) -> dict[Heading, int]:
    """Return the number of figures of each row (side 0) or column (1)."""
    counts = Counter[Heading]()
    for headings, cell in found.items():
        counts[headings[side]] += cell.count
    return counts


def _most(counts: Counter[Heading], number: int) -> list[Heading]:
    return [heading for heading, _ in counts.most_common(number)]


def _rank(found: _Found, row: Heading, columns: list[Heading]) -> tuple[float, ...]:
    """Return what sorts the rows: newest month first, metrics as they are, else greatest of the first column."""
    if row.field == "month":
        return (-int(row.value.replace("-", "")),)
    if row.unit is not None:
        return ()
    cells = (found.get((row, column)) for column in columns)
    return tuple(-cell.reported.figure.amount if cell else float("inf") for cell in cells)
