"""The text of a DOCX: its paragraphs, each one line of a page."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.parsers import expat

from searchsvc.articles import Page, Skipped
from searchsvc.messages import Message
from searchsvc.readers.source import MAX_PAGE, Read, Source
from searchsvc.readers.text import page_lines

_OLE = b"\xd0\xcf\x11\xe0"
_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"  # repeats what stands beside it
_FAILURES = (KeyError, ValueError, OSError, RuntimeError, EOFError, zlib.error, zipfile.BadZipFile, expat.ExpatError)
_SENTENCE = re.compile(r"[。！？][”’」』）)]*\s*\Z")
_WHITE = {"tab": "\t", "br": "\n", "cr": "\n"}


class Forbidden(ValueError):
    """A document type declaration, which no DOCX has and which can unfold without end."""


def parse(source: Source) -> Iterator[Read]:
    """Yield the page, one line a paragraph, a row of a table or a break within a paragraph."""
    if source.data.startswith(_OLE):
        yield Skipped(
            source.path,
            None,
            Message(
                "文件已加密，或是旧式 .doc；请另存为不带密码的 .docx。",
                "It is encrypted or an old .doc; save it as .docx without a password.",
            ),
        )
        return
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive, archive.open("word/document.xml") as part:
            xml = part.read(8 * MAX_PAGE + 1)
        paragraphs = [*map(_set_in, _paragraphs(xml))] if len(xml) <= 8 * MAX_PAGE else None
    except _FAILURES:
        yield Skipped(
            source.path,
            None,
            Message(
                "这不是 DOCX，或已损坏；请打开后另存。", "It is no DOCX or a damaged one; open it and save it again."
            ),
        )
        return
    if paragraphs is None:
        yield Skipped(
            source.path,
            None,
            Message(
                f"文字大于 {8 * MAX_PAGE >> 20} MB，请分成几个。",
                f"Its text is larger than {8 * MAX_PAGE >> 20} MB; cut it into parts.",
            ),
        )
    elif not (lines := page_lines("\n".join(paragraphs))):
        yield Skipped(
            source.path,
            None,
            Message(
                "里面没有文字；如果是图片，请先做文字识别（OCR）。",
                "There is no text in it; if it is a picture, run it through text recognition.",
            ),
        )
    else:
        yield Page(source.path, lines)


def _paragraphs(xml: bytes) -> list[str]:
    """Return the text of each paragraph, those of a text box before the paragraph that it hangs on."""
    body = _Body()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = body.start, body.end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = body.characters, _forbid
    parser.Parse(xml, True)
    return body.done


def _set_in(paragraph: str) -> str:
    """Return a paragraph of running text set in by two, as a page prints it, so that it is not joined to the next."""
    return "\u3000\u3000" + paragraph.lstrip() if _SENTENCE.search(paragraph) else paragraph


class _Body:
    """What is collected of a document: the paragraphs that are done, those still open, and where the parser stands."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.open: list[list[str]] = []
        self.repeated = 0  # depth of fallbacks
        self.in_text = False

    def start(self, name: str, _: object) -> None:
        self.repeated += name == _FALLBACK
        tag = name.removeprefix(_WORDS) if name.startswith(_WORDS) and not self.repeated else ""
        self.in_text = tag == "t"
        if tag == "p":
            self.open.append([])
        elif tag in _WHITE and self.open:
            self.open[-1].append(_WHITE[tag])

    def end(self, name: str) -> None:
        self.in_text = False
        if name == _WORDS + "p" and not self.repeated:
            self.done.append("".join(self.open.pop()))
        self.repeated -= name == _FALLBACK

    def characters(self, text: str) -> None:
        if self.in_text and self.open:
            self.open[-1].append(text)


def _forbid(*_: object) -> None:
    raise Forbidden
