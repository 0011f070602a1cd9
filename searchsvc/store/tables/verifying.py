"""Looking the tables over: the hash of every article, as read and as shown, and the table of figures."""

from collections.abc import Callable, Iterable, Iterator

from searchsvc.errors import SearchError
from searchsvc.messages import Message
from searchsvc.store.base import Entry
from searchsvc.store.records import figure_rows
from searchsvc.store.tables import texts
from searchsvc.store.tables.connection import Row
from searchsvc.store.tables.rows import READ, SHOWN, entry

_COLUMNS = 22  # of the table of figures that `figure_rows` gives; behind them are computed ones
Select = Callable[..., Iterable[Row]]  # a statement and its values → rows


def faults(stream: Select, select: Select, place: str) -> Iterator[Message]:
    """Yield what of the archive at `place` is not as it was written: articles, their figures, the texts of pages.

    `stream` gives rows that may be very many, `select` others meanwhile; both of one state.
    """
    yield from _articles(stream, select, place)
    yield from texts.faults(stream, place)


def _articles(stream: Select, select: Select, place: str) -> Iterator[Message]:
    for shown in (READ, SHOWN):
        for row in stream(shown):
            try:
                found = entry(row)
            except (SearchError, ValueError, TypeError, KeyError):
                yield Message(
                    f"{place}：文章 {row[1]} 与写入时不一致。", f"{place}: article {row[1]} is not as it was written."
                )
                continue
            if shown is SHOWN and not _has_its_figures(select, found):
                yield Message(
                    f"{place}：文章 {row[1]} 的数据表不符。",
                    f"{place}: the figures of article {row[1]} are not its own.",
                )


def _has_its_figures(select: Select, found: Entry) -> bool:
    held = [row[:_COLUMNS] for row in select("SELECT * FROM figures WHERE article = ? ORDER BY place", found.id)]
    return held == (list(figure_rows(found.article)) if found.article else [])
