"""The table of figures as it is asked: selections, counts, cells, and what may contradict each other."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from searchsvc.articles import Figure
from searchsvc.store.figures import RATE, Cell, Field, Order, Reported, Selection

Rows = Callable[..., Iterator[tuple[Any, ...]]]  # SELECT and its values → rows

_FIGURE = ("metric", "label", "value", "unit", "amount", "amount_max", "bound", "city", "zone", "stage", "quote")
_COLUMNS = (
    f'article, place, title, source, published, base, spot, first_line, last_line, {", ".join(_FIGURE)}, start, "end"'
)
_WIDTH = 9 + len(_FIGURE) + 2
_GREATEST = "CASE WHEN amount_max > amount THEN amount_max ELSE amount END"
_LEAST = "CASE WHEN amount_max < amount THEN amount_max ELSE amount END"
# A fall of more than 5 % is below -5 %.
_UNDER = "CASE WHEN amount < 0 THEN 'above' ELSE 'below' END"
_OVER = "CASE WHEN amount < 0 THEN 'below' ELSE 'above' END"
_LAST = "article, place"
_ORDERS = {
    ("published", False): f"published DESC NULLS LAST, {_LAST}",
    ("published", True): f"published IS NULL, published, {_LAST}",
    ("amount", False): f"base, {_GREATEST} DESC, {_LAST}",
    ("amount", True): f"base, {_LEAST}, {_LAST}",
}
_LATEST = "DESC NULLS LAST"
_STANDING = f"CASE base WHEN '{RATE}' THEN published END {_LATEST}, {_GREATEST} DESC, published {_LATEST}, {_LAST}"
_SAME = "month, metric, label, base, coalesce(zone, city)"
_ALL = 2**63 - 1
_BASES = 50  # units that are in the order of how many figures have them; the rest by name


class TableOfFigures:
    """The adapter of store.figures.Figures."""

    def __init__(self, rows: Rows, stream: Rows) -> None:
        self._rows = rows
        self._stream = stream  # of rows that may be very many

    def select(
        self, wanted: Selection, order: Order, *, ascending: bool = False, start: int = 0, size: int | None = None
    ) -> Iterator[Reported]:
        """Yield figures in an order."""
        where, values = _where(wanted)
        by, bases = self._commonest(wanted) if order == "amount" else ("", [])
        ordered = f"{by}{_ORDERS[order, ascending]}"
        select = f"SELECT {_COLUMNS} FROM figures WHERE {where} ORDER BY {ordered} LIMIT ? OFFSET ?"
        return map(_reported, self._stream(select, *values, *bases, _ALL if size is None else size, start))

    def counts(self, wanted: Selection, field: Field) -> list[tuple[str | None, int]]:
        """Return the values of a field with their numbers of figures."""
        where, values = _where(wanted)
        select = f"SELECT {field}, count(*) FROM figures WHERE {where} GROUP BY 1 ORDER BY 2 DESC, 1 NULLS FIRST"
        return [(value, count) for value, count in self._rows(select, *values)]

    def cells(self, wanted: Selection, row: Field, column: Field) -> list[Cell]:
        """Return a cell for each row, column and base unit."""
        where, values = _where(wanted)
        ranked = (  # of narrow rows: they are sorted
            f"SELECT article, place, {row} AS row_, {column} AS column_, count(*) OVER same AS number,"
            f" row_number() OVER (same ORDER BY {_STANDING}) AS standing FROM figures"
            f" WHERE {where} AND {row} IS NOT NULL AND {column} IS NOT NULL"
            f" WINDOW same AS (PARTITION BY {row}, {column}, base)"
        )
        first = f"SELECT article, place, row_, column_, number FROM ({ranked}) AS ranked WHERE standing = 1"
        select = f"SELECT {_COLUMNS}, row_, column_, number FROM ({first}) AS first JOIN figures USING (article, place)"
        return [_cell(found) for found in self._rows(f"{select} ORDER BY row_, column_, base", *values)]

    def disputable(self, wanted: Selection) -> Iterator[list[Reported]]:
        """Yield figures that differ though they may mean the same."""
        where, values = _where(wanted)
        groups = (
            f"SELECT {_SAME}, stage FROM figures"
            f" WHERE {where} AND label IS NOT NULL AND month IS NOT NULL AND coalesce(zone, city) IS NOT NULL"
            " GROUP BY 1, 2, 3, 4, 5, 6 HAVING min(article) < max(article) AND min(amount) < max(amount)"
            " ORDER BY 1 DESC, 2 DESC, 3 DESC, 4 DESC, 5 DESC, 6 DESC NULLS LAST"
        )
        where, others = _where(replace(wanted, articles=None))  # a long list of ids is not to be read for each group
        select = f"SELECT {_COLUMNS} FROM figures WHERE {where} AND ({_SAME}) = (?, ?, ?, ?, ?) AND stage"
        for *same, stage in self._rows(groups, *values):
            of_stage, staged = ("IS NULL", []) if stage is None else ("= ?", [stage])
            rows = self._rows(f"{select} {of_stage} ORDER BY published, {_LAST}", *others, *same, *staged)
            found = map(_reported, rows)
            yield [each for each in found if wanted.articles is None or each.article in wanted.articles]

    def _commonest(self, wanted: Selection) -> tuple[str, list[str | None]]:
        """Return what orders figures by how many have their base unit, and the values of its placeholders."""
        bases = [base for base, _ in self.counts(wanted, "base")][:_BASES]
        whens = " ".join(f"WHEN ? THEN {place}" for place in range(len(bases)))
        return (f"CASE base {whens} ELSE {_BASES} END, ", bases) if bases else ("", bases)


def _where(wanted: Selection) -> tuple[str, list[object]]:
    """Return the condition of a selection with the values of its placeholders."""
    clauses: list[tuple[str, list[object]]] = [("TRUE", [])]
    if wanted.articles is not None:  # as one value: SQLite bounds the number of placeholders
        clauses.append(("article IN (SELECT value FROM json_each(?))", [json.dumps(sorted(wanted.articles))]))
    for field, values in wanted.values.items():
        marks = ", ".join("?" * len(values)) or "NULL"
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
