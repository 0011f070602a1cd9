"""The table of figures as it is asked: selections, counts, cells, and what may contradict each other."""

import json
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from searchsvc.articles import Figure
from searchsvc.store.figures import RATE, Cell, Field, Order, Reported, Selection

Rows = Callable[..., Iterator[tuple[Any, ...]]]  # SELECT and its values → rows

_FIGURE = ("metric", "label", "value", "unit", "amount", "amount_max", "bound", "city", "zone", "stage", "quote")
_COLUMNS = (
    f'article, place, title, source, published, base, spot, first_line, last_line, {", ".join(_FIGURE)}, start, "end"'
)
_WIDTH = 9 + len(_FIGURE) + 2
_GREATEST, _LEAST = "max(amount, coalesce(amount_max, amount))", "min(amount, coalesce(amount_max, amount))"
# A fall of more than 5 % is below -5 %.
_UNDER, _OVER = "iif(amount < 0, 'above', 'below')", "iif(amount < 0, 'below', 'above')"
_LAST = "article, place"
_ORDERS = {
    ("published", False): f"published DESC, {_LAST}",
    ("published", True): f"published IS NULL, published, {_LAST}",
    ("amount", False): f"count(*) OVER (PARTITION BY base) DESC, base, {_GREATEST} DESC, {_LAST}",
    ("amount", True): f"count(*) OVER (PARTITION BY base) DESC, base, {_LEAST}, {_LAST}",
}
_STANDING = f"CASE base WHEN '{RATE}' THEN published END DESC, {_GREATEST} DESC, published DESC, {_LAST}"
_SAME = "month, metric, label, stage, base"
_ENDS = ("min", "max")


class SQLiteFigures:
    """The adapter of store.figures.Figures."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def select(
        self, wanted: Selection, order: Order, *, ascending: bool = False, start: int = 0, size: int | None = None
    ) -> Iterator[Reported]:
        """Yield figures in an order."""
        where, values = _where(wanted)
        select = f"SELECT {_COLUMNS} FROM figures WHERE {where} ORDER BY {_ORDERS[order, ascending]} LIMIT ? OFFSET ?"
        return map(_reported, self._rows(select, *values, -1 if size is None else size, start))

    def counts(self, wanted: Selection, field: Field) -> list[tuple[str | None, int]]:
        """Return the values of a field with their numbers of figures."""
        where, values = _where(wanted)
        select = f"SELECT {field}, count(*) FROM figures WHERE {where} GROUP BY 1 ORDER BY 2 DESC, 1"
        return [(value, count) for value, count in self._rows(select, *values)]

    def cells(self, wanted: Selection, row: Field, column: Field) -> list[Cell]:
        """Return a cell for each row, column and base unit."""
        where, values = _where(wanted)
        ranked = (
            f"SELECT {_COLUMNS}, {row} AS row_, {column} AS column_, count(*) OVER same AS number,"
            f" row_number() OVER (same ORDER BY {_STANDING}) AS standing FROM figures"
            f" WHERE {where} AND {row} IS NOT NULL AND {column} IS NOT NULL"
            f" WINDOW same AS (PARTITION BY {row}, {column}, base)"
        )
        select = f"SELECT * FROM ({ranked}) WHERE standing = 1 ORDER BY row_, column_, base"
        return [_cell(found) for found in self._rows(select, *values)]

    def disputable(self, wanted: Selection) -> Iterator[list[Reported]]:
        """Yield figures that differ though they may mean the same."""
        where, values = _where(wanted)
        ends = ", ".join(f"{end}({name}) OVER same AS {end}_{name}" for name in ("article", "amount") for end in _ENDS)
        beside = (
            f"SELECT {_COLUMNS}, coalesce(zone, city) AS subject, month, {ends} FROM figures"
            f" WHERE {where} AND label IS NOT NULL AND month IS NOT NULL AND coalesce(zone, city) IS NOT NULL"
            f" WINDOW same AS (PARTITION BY coalesce(zone, city), {_SAME})"
        )
        different = "min_article < max_article AND min_amount < max_amount"
        order = f"month DESC, subject, {_SAME}, published, {_LAST}"
        rows = self._rows(f"SELECT * FROM ({beside}) WHERE {different} ORDER BY {order}", *values)
        for _, same in groupby(map(_reported, rows), _meant):
            yield list(same)


def _where(wanted: Selection) -> tuple[str, list[object]]:
    """Return the condition of a selection with the values of its placeholders."""
    clauses: list[tuple[str, list[object]]] = [("TRUE", [])]
    if wanted.articles is not None:  # as one value: SQLite bounds the number of placeholders
        clauses.append(("article IN (SELECT value FROM json_each(?))", [json.dumps(sorted(wanted.articles))]))
    for field, values in wanted.values.items():
        marks = ", ".join("?" * len(values))
        without = f" OR {field} IS NULL" if None in values else ""
        clauses.append((f"({field} IN ({marks}){without})", list(values)))
    ends = (
        ("published >= ?", wanted.first, 1),
        ("published <= ?", wanted.last, 1),
        (f"({_GREATEST} > ? OR {_GREATEST} = ? AND bound <> {_UNDER})", wanted.least, 2),
        (f"({_LEAST} < ? OR {_LEAST} = ? AND bound <> {_OVER})", wanted.most, 2),
    )
    clauses += [(clause, [end] * marks) for clause, end, marks in ends if end is not None]
    return " AND ".join(clause for clause, _ in clauses), [value for _, values in clauses for value in values]


def _cell(found: tuple[Any, ...]) -> Cell:
    row, column, count, *_ = found[_WIDTH:]
    return Cell(row, column, count, _reported(found))


def _meant(reported: Reported) -> tuple[str | None, ...]:
    """Return what figures share that may mean the same."""
    figure, month = reported.figure, (reported.published or "")[:7]
    return figure.zone or figure.city, month, figure.metric, figure.label, figure.stage, reported.base


def _reported(row: tuple[Any, ...]) -> Reported:
    article, place, title, source, published, base, spot, first, last, *figure = row[:_WIDTH]
    *named, start, end = figure
    lines = None if first is None else (first, last)
    return Reported(
        article=article,
        place=place,
        title=title,
        source=source,
        published=published,
        base=base,
        spot=spot,
        figure=Figure(**dict(zip(_FIGURE, named, strict=True)), start=start, end=end, lines=lines),
    )
