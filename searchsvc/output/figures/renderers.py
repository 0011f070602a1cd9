"""The forms in which figures leave the command line and the API as text: one row of RENDERERS each."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from searchsvc.messages import Language, Message
from searchsvc.output.figures import records
from searchsvc.output.figures.words import GROUPS, amount, converted, heading, named, printed, subject
from searchsvc.output.renderers import as_csv, as_json, as_tabs
from searchsvc.output.terminal import Style, block, clean, painted, table
from searchsvc.output.xlsx import as_xlsx
from searchsvc.service.figures import FigureAnswer
from searchsvc.service.tables import Table
from searchsvc.store.figures import Cell, Reported

Rows = Iterable[Reported]  # those of the answer's page, or all
Renderer = Callable[[FigureAnswer, Rows, Style], Iterator[str] | Iterator[bytes]]

COLUMNS = (
    *("article", "title", "source", "published", "metric", "label", "value", "unit"),
    *("amount", "amount_max", "base", "bound", "city", "zone", "stage", "quote", "lines", "url"),
)
_INDENT = " " * 4
_CONFLICTS = Message("口径不一或另有所指，请核对", "These differ, or speak of different things: check them")


def csv_rows(figures: Iterable[Reported], q: str = "", root: str = "") -> Iterator[tuple[object, ...]]:
    """Yield the names and the values of figures as the rows of a table.

    `root` is the beginning of their addresses.
    """
    yield COLUMNS
    for reported in figures:
        row = records.row(reported, q)
        row["url"] = root + row["url"]
        row["lines"] = "-".join(map(str, row["lines"] or ()))
        yield tuple(row[name] for name in COLUMNS)


def conflicts(answer: FigureAnswer, style: Style) -> Iterator[str]:
    """Yield the figures that contradict each other, with their sentences."""
    if answer.conflicts:
        yield painted(_CONFLICTS.said(style.lang), "head", style)
    for found in answer.conflicts:
        for reported in found.figures:
            yield from block(_origin(reported), (), style, "  ", "dim")
            yield from _quoted(reported, style)
        yield ""


def _screen(answer: FigureAnswer, rows: Rows, style: Style) -> Iterator[str]:
    if answer.table:
        numbers = frozenset(range(1, len(answer.table.columns) + 1))
        yield from table(_grid(answer.table, style.lang), right=numbers, within=style.columns)
        return
    shown = list(rows)
    heads = table([_head(each, style.lang) for each in shown], right=frozenset({1}))
    for head, reported in zip(heads, shown, strict=True):
        yield painted(head, "title", style)
        yield from _quoted(reported, style)
        yield from block(_origin(reported), (), style, _INDENT, "dim")
        yield ""


def _lines(answer: FigureAnswer, rows: Rows, style: Style) -> Iterator[str]:
    if answer.table:
        yield from (as_tabs(*row) for row in _grid(answer.table, style.lang))
        return
    for each in rows:
        figure = each.figure
        amounts = f"{figure.amount:.12g}", each.base
        yield as_tabs(each.article, each.published, *_head(each, style.lang)[:3], *amounts, figure.stage, figure.quote)


def _json(answer: FigureAnswer, rows: Rows, style: Style) -> Iterator[str]:
    yield as_json(records.answer(answer, style.lang))


def _jsonl(answer: FigureAnswer, rows: Rows, style: Style) -> Iterator[str]:
    if answer.table:
        return map(as_json, records.groups(answer.table, answer.asked)["rows"])
    return (as_json(records.row(each, answer.asked.q)) for each in rows)


def _csv(answer: FigureAnswer, rows: Rows, style: Style) -> Iterator[str]:
    return as_csv(_cells(answer, rows, style))


def _xlsx(answer: FigureAnswer, rows: Rows, style: Style) -> Iterator[bytes]:
    return as_xlsx(_cells(answer, rows, style))


def _cells(answer: FigureAnswer, rows: Rows, style: Style) -> Iterator[tuple[object, ...]]:
    return _amounts(answer.table, style.lang) if answer.table else csv_rows(rows, answer.asked.q)


def _amounts(grid: Table, lang: Language) -> Iterator[tuple[object, ...]]:
    """Yield a table as numbers in the base units that its headings name."""
    yield (grid.group, *(heading(column, lang) for column in grid.columns))
    for line in grid.lines:
        amounts = (cell and cell.reported.figure.amount for cell in line.cells)
        yield (heading(line.heading, lang), *amounts)


def _grid(grid: Table, lang: Language) -> Iterator[tuple[str, ...]]:
    """Yield a table as it is read, its headings first; behind a number how many figures it stands for."""
    yield (GROUPS[grid.group].said(lang), *(heading(column, lang) for column in grid.columns))
    for line in grid.lines:
        yield (heading(line.heading, lang), *(_cell(cell, lang) for cell in line.cells))


def _cell(cell: Cell | None, lang: Language) -> str:
    if cell is None:
        return ""
    shown = amount(cell.reported.figure.amount, cell.reported.base, lang)
    return f"{shown} ({cell.count})" if cell.count > 1 else shown


def _head(reported: Reported, lang: Language) -> tuple[str, ...]:
    figure = reported.figure
    measured = named(figure, lang), printed(figure)
    return (
        *measured,
        subject(figure),
        figure.stage or "",
        converted(figure, reported.base, lang),
        reported.published or "",
    )


def _quoted(reported: Reported, style: Style) -> Iterator[str]:
    figure = reported.figure
    marks = [(figure.start, figure.end)] if figure.start < figure.end <= len(figure.quote) else []
    return block(figure.quote, marks, style, _INDENT) if figure.quote else iter(())


def _origin(reported: Reported) -> str:
    told = (reported.source, reported.published, reported.title, reported.article)
    return clean(" · ".join(part for part in told if part))


RENDERERS: Mapping[str, Renderer] = {
    "screen": _screen,
    "lines": _lines,
    "json": _json,
    "jsonl": _jsonl,
    "csv": _csv,
    "xlsx": _xlsx,
}
