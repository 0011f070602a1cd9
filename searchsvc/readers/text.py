"""The text of a newspaper page, in whatever encoding, read as its physical lines."""

import re
import unicodedata
from collections.abc import Iterator

from searchsvc.articles import Page, Skipped, Unfit
from searchsvc.messages import Message
from searchsvc.readers.encodings import TORN, decode
from searchsvc.readers.source import MAX_PAGE, Read, Source

CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufeff]")

_TORN = Message(
    "文件在一个字的中间断了，已读出断处以前的文字；要全文请重新导出。",
    "It ends within a character: something cut it off. What there is was read; export it again to have it whole.",
)


def read_text(source: Source) -> Iterator[Read]:
    """Yield the page, and an Unfit where it was cut off; what is no text is skipped with the reason."""
    if len(source.data) > MAX_PAGE:
        yield Skipped(
            source.path,
            None,
            Message(
                f"版面大于 {MAX_PAGE >> 20} MB，请按版面分成几个文件。",
                f"The page is larger than {MAX_PAGE >> 20} MB; cut the file into pages.",
            ),
        )
        return
    text = decode(source.data)
    if text is None:
        reason = Message(
            "这是二进制文件或编码不明，请另存为 UTF-8 纯文本。",
            "It is binary or in an unknown encoding; save it as plain text in UTF-8.",
        )
        yield Skipped(source.path, None, reason)
    elif not (lines := page_lines(text.removesuffix(TORN))):
        yield Skipped(
            source.path,
            None,
            Message(
                "里面没有文字，请确认导出时带上了文字。",
                "There is no text in it; check that the page was exported with its text.",
            ),
        )
    else:
        yield Page(source.path, lines)
        if text.endswith(TORN):
            yield Unfit(source.path, None, _TORN)


def page_lines(text: str) -> tuple[str, ...]:
    """Return the lines of a text, in NFC and without control characters; nothing where all are blank.

    >>> page_lines("晋城：\\r\\n项目总数 42 个\\x00\\r\\n")
    ('晋城：', '项目总数 42 个')
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = CONTROL.sub("", unicodedata.normalize("NFC", text))
    if not text.strip():
        return ()
    return tuple(text.removesuffix("\n").split("\n"))
