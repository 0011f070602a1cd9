"""Sheets of a PDF: the characters with their places, put into lines in the order in which they are read."""

import ctypes
from collections.abc import Iterator
from contextlib import closing

import pypdfium2
from pypdfium2 import raw

from searchsvc.articles import Page, Skipped
from searchsvc.messages import Message
from searchsvc.readers.documents.columns import Piece
from searchsvc.readers.documents.lines import reading_order
from searchsvc.readers.source import Read, Source
from searchsvc.readers.text import page_lines

MAX_SHEETS = 1_000
MAX_CHARACTERS = 200_000  # of one sheet
UNKNOWN = 0.3  # share of characters without a meaning from which the text is none

_PASSWORD = Message("文件已加密，请另存一份不带密码的。", "It is encrypted; save a copy without a password.")
_DAMAGED = Message("这不是 PDF，或已损坏；请重新导出。", "It is no PDF or a damaged one; export it again.")
_NO_TEXT = Message(
    "这一页只有图片，没有文字；请先做文字识别（OCR）。",
    "There is no text on this sheet, only a picture; run it through text recognition (OCR).",
)
_UNKNOWN = Message(
    "字体没有说明印的是哪些字，请带 Unicode 文字重新导出。",
    "Its fonts do not tell which characters they print; export it again with Unicode text.",
)


def parse(source: Source) -> Iterator[Read]:
    """Yield a Page for each sheet, its path ending in `#page=` and the number; Skipped for one without text."""
    try:
        document = pypdfium2.PdfDocument(source.data)
    except pypdfium2.PdfiumError:
        locked = raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD
        yield Skipped(source.path, None, _PASSWORD if locked else _DAMAGED)
        return
    with closing(document):
        for number in range(min(len(document), MAX_SHEETS)):
            yield _sheet(document, number, f"{source.path}#page={number + 1}")
        if len(document) > MAX_SHEETS:
            yield Skipped(
                source.path,
                None,
                Message(
                    f"只读了前 {MAX_SHEETS:,} 页，请把文件分开。",
                    f"Only the first {MAX_SHEETS:,} sheets were read; cut the file.",
                ),
            )
        if not len(document):
            yield Skipped(source.path, None, _DAMAGED)


def _sheet(document: pypdfium2.PdfDocument, number: int, path: str) -> Read:
    try:
        with closing(document[number]) as sheet, closing(sheet.get_textpage()) as text:
            if text.count_chars() > MAX_CHARACTERS:
                return Skipped(
                    path,
                    None,
                    Message(
                        f"这一页超过 {MAX_CHARACTERS:,} 个字符，请分开。",
                        f"The sheet has more than {MAX_CHARACTERS:,} characters; cut it.",
                    ),
                )
            pieces, unknown = _pieces(text.raw, text.count_chars())
    except pypdfium2.PdfiumError:
        return Skipped(path, None, _DAMAGED)
    lines = page_lines("\n".join(reading_order(pieces)))
    if not lines:
        return Skipped(path, None, _UNKNOWN if unknown else _NO_TEXT)
    shown = sum(len(piece.text) for piece in pieces)
    return Skipped(path, None, _UNKNOWN) if unknown > UNKNOWN * (shown + unknown) else Page(path, lines)


def _pieces(text: raw.FPDF_TEXTPAGE, count: int) -> tuple[list[Piece], int]:
    """Return the characters, set together where they stand side by side, and how many have no meaning."""
    pieces: list[Piece] = []
    unknown, spaced = 0, False
    for index in range(count):
        char = chr(raw.FPDFText_GetUnicode(text, index))
        if char.isspace():
            spaced = True
        elif not char.isprintable() or raw.FPDFText_HasUnicodeMapError(text, index) == 1:
            unknown += 1
        else:
            _add(pieces, _placed(text, index, char), spaced)
            spaced = False
    return pieces, unknown


def _placed(text: raw.FPDF_TEXTPAGE, index: int, char: str) -> Piece:
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetLooseCharBox(text, index, box)
    raw.FPDFText_GetCharOrigin(text, index, x, y)
    return Piece(box.left, box.right, y.value, box.top - box.bottom, char)


def _add(pieces: list[Piece], new: Piece, spaced: bool) -> None:
    """Set a character to the last piece where it goes on with it, else begin a piece."""
    last = pieces[-1] if pieces else None
    if last is None or not _goes_on(last, new):
        pieces.append(new)
    elif new.x0 - last.x0 < 0.3 * new.size and last.text == new.text:
        return  # bold type made by printing twice
    else:
        between = " " if spaced and (last.text + new.text).isascii() else ""
        pieces[-1] = Piece(last.x0, max(last.x1, new.x1), last.y, last.size, last.text + between + new.text)


def _goes_on(last: Piece, new: Piece) -> bool:
    size = max(last.size, new.size)
    level = max(abs(last.y - new.y), abs(last.size - new.size)) < 0.1 * size
    return level and -size < new.x0 - last.x1 < 0.25 * size
