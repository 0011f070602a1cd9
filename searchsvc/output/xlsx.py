"""Rows as a workbook of Office Open XML (ECMA-376), written as they come; every text is a text, never a formula."""

import re
import zipfile
from collections.abc import Iterable, Iterator
from io import RawIOBase
from itertools import chain, islice
from typing import Any
from xml.sax.saxutils import escape

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_ROWS, MAX_TEXT = 1_048_576, 32_767  # of a sheet; characters of a cell
_CHUNK = 1 << 16  # bytes
_WHEN = (1980, 1, 1, 0, 0, 0)  # the same rows are the same file
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# What XML can't hold, and what would be read as the escape of it (ECMA-376, 22.9.2.19).
_ESCAPED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


def as_xlsx(rows: Iterable[Iterable[object]]) -> Iterator[bytes]:
    """Yield the bytes of a workbook; where a sheet is full the next one begins with the first row again.

    Numbers are numbers; a text beyond MAX_TEXT characters is cut, its last one `…`.
    """
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as file:
        sheets = 0
        for sheet in _sheets(iter(rows)):
            sheets += 1
            yield from _written(file, sink, f"xl/worksheets/sheet{sheets}.xml", sheet)
        for name, text in _parts(sheets):
            yield from _written(file, sink, name, [text])
    yield sink.taken()


class _Sink(RawIOBase):
    """A stream that can't go back, and gives away what was written to it."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def writable(self) -> bool:
        """Tell that it is one to write to."""
        return True

    def write(self, data: Any) -> int:  # noqa: ANN401 - any buffer
        """Keep the bytes until they are taken."""
        self._bytes += data
        return len(data)

    def taken(self) -> bytes:
        """Return what was written since the last time."""
        data, self._bytes = bytes(self._bytes), bytearray()
        return data

    def __len__(self) -> int:
        return len(self._bytes)


def _written(file: zipfile.ZipFile, sink: _Sink, name: str, pieces: Iterable[str]) -> Iterator[bytes]:
    entry = zipfile.ZipInfo(name, _WHEN)
    entry.compress_type = zipfile.ZIP_DEFLATED
    with file.open(entry, "w", force_zip64=False) as part:
        for piece in pieces:
            part.write(piece.encode())
            if len(sink) > _CHUNK:
                yield sink.taken()


def _sheets(rows: Iterator[Iterable[object]]) -> Iterator[Iterator[str]]:
    """Yield the XML of each sheet in pieces; a sheet is to be read before the next."""
    head = tuple(next(rows, ()))
    first: list[Iterable[object]] | None = []
    while first is not None:
        yield _sheet(chain([head], first, islice(rows, MAX_ROWS - 1 - len(first))))
        first = [row] if (row := next(rows, None)) is not None else None


def _sheet(rows: Iterable[Iterable[object]]) -> Iterator[str]:
    yield f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    yield '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
    yield "<sheetData>"
    for row in rows:
        yield f"<row>{''.join(map(_cell, row))}</row>"
    yield "</sheetData></worksheet>"


def _cell(value: object) -> str:
    if value is None or value == "":
        return "<c/>"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"<c><v>{value!r}</v></c>"
    return f'<c t="inlineStr"><is><t xml:space="preserve">{_text(str(value))}</t></is></c>'


def _text(text: str) -> str:
    cut = text if len(text) <= MAX_TEXT else text[: MAX_TEXT - 1] + "…"
    return escape(_ESCAPED.sub(lambda match: f"_x{ord(match[0]):04X}_", cut)).replace("\r", "&#13;")


def _parts(sheets: int) -> Iterator[tuple[str, str]]:
    """Yield the parts that name the sheets."""
    numbers = range(1, sheets + 1)
    overrides = _type("/xl/workbook.xml", "sheet.main") + "".join(
        _type(f"/xl/worksheets/sheet{number}.xml", "worksheet") for number in numbers
    )
    relations = "".join(_related(number, "worksheet", f"worksheets/sheet{number}.xml") for number in numbers)
    sheets_ = "".join(f'<sheet name="{number}" sheetId="{number}" r:id="rId{number}"/>' for number in numbers)
    workbook = f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets_}</sheets></workbook>'
    default = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    yield "xl/workbook.xml", _HEAD + workbook
    yield "xl/_rels/workbook.xml.rels", _relationships(relations)
    yield "_rels/.rels", _relationships(_related(1, "officeDocument", "xl/workbook.xml"))
    yield "[Content_Types].xml", f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">{default}{overrides}</Types>'


def _type(part: str, kind: str) -> str:
    return f'<Override PartName="{part}" ContentType="{_KINDS}.{kind}+xml"/>'


def _related(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'


def _relationships(inner: str) -> str:
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'
