"""Ready articles in a table (CSV), one a row: the first line names the columns."""

import csv
import io
import re
from collections.abc import Iterator, Sequence

from searchsvc.articles import Skipped
from searchsvc.messages import Message
from searchsvc.readers.encodings import decode
from searchsvc.readers.fields import ALIASES, KNOWN
from searchsvc.readers.made import made
from searchsvc.readers.source import MAX_BODY, MAX_WHOLE, Read, Refused, Source

DELIMITERS = (",", "\t", ";", "|", "，")
_WANTED = frozenset((*ALIASES["title"], *ALIASES["body"]))

csv.field_size_limit(4 * MAX_BODY)  # a body may be longer than the module expects


def read_csv(source: Source) -> Iterator[Read]:
    """Yield an Article for each row, Skipped for a row that is none; rows count from the line they begin on.

    The delimiter is the one that makes known names of the first line.
    """
    if len(source.data) > MAX_WHOLE:
        yield Skipped(
            source.path,
            None,
            Message(
                f"表格大于 {MAX_WHOLE >> 20} MB，请分成几个。",
                f"It is larger than {MAX_WHOLE >> 20} MB; cut the table into parts.",
            ),
        )
        return
    text = decode(source.data)
    if text is None:
        yield Skipped(
            source.path,
            None,
            Message("编码不明，请把表格存为 UTF-8。", "Its encoding is unknown; save the table in UTF-8."),
        )
        return
    delimiter, header = _columns(text)
    if not _WANTED.intersection(header):
        yield Skipped(
            source.path,
            1,
            Message(
                "首行没有名为 title 或 body（标题、正文）的列，请在首行写明列名。",
                "Its first line names no column title or body; name the columns there.",
            ),
        )
        return
    yield from _rows(text, delimiter, header, source.path)


def is_table(text: str) -> bool:
    """Tell whether a text begins with the names of columns, one of them that of headlines or bodies."""
    _, header = _columns(text)
    return len(KNOWN.intersection(header)) > 1 and not _WANTED.isdisjoint(header)


def _columns(text: str) -> tuple[str, list[str]]:
    """Return the delimiter that makes known names of the first line, and what it makes of that."""
    head = re.split("[\r\n]", text, maxsplit=1)[0]
    delimiter = max(DELIMITERS, key=lambda each: len(KNOWN.intersection(_header(head, each))))
    return delimiter, _header(head, delimiter)


def _header(line: str, delimiter: str) -> list[str]:
    return [name.strip().lower() for name in next(csv.reader([line], delimiter=delimiter), [])]


def _rows(text: str, delimiter: str, header: Sequence[str], path: str) -> Iterator[Read]:
    table = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            cells = next(table)
            if line > 1 and any(cell.strip() for cell in cells):
                yield from _row(cells, header, path, line)
        except StopIteration:
            return
        except csv.Error as error:
            yield Skipped(
                path,
                line,
                Message(
                    f"这一行不是 CSV（{error}）；引号里的引号要写两遍，每个引号都要成对。",
                    f"The row is no CSV ({error}); write a quote within quotes twice, and end each.",
                ),
            )
        except Refused as refused:
            yield Skipped(path, line, refused.message)
        line = table.line_num + 1


def _row(cells: Sequence[str], header: Sequence[str], path: str, line: int) -> Iterator[Read]:
    if len(cells) > len(header):
        raise Refused(
            Message(
                f"共 {len(header)} 列，这一行却有 {len(cells)} 格；含分隔符的格请加引号。",
                f"It has {len(cells)} cells for {len(header)} columns; put cells with a delimiter in quotes.",
            )
        )
    record = {name: cell.replace("\r\n", "\n") for name, cell in zip(header, cells, strict=False) if cell.strip()}
    yield from made(record, path, line)
