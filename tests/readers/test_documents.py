"""Documents of rich formats: what is hostile, damaged or beyond the limits is skipped and costs only itself."""

import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchsvc.articles import Article, Page, Skipped
from searchsvc.messages import Message
from searchsvc.readers import READERS, Read, Source, documents, finished
from searchsvc.readers.documents import Limits, docx, html, pdf
from searchsvc.readers.documents import zip as archives
from tests.readers import press

NEWS = "本报讯 侯马经济开发区的晋南保税物流中心3月8日通关。"
DAMAGED = Message(
    "文件已损坏，读不出来；请用原来的软件打开后另存。",
    "It is damaged: reading it failed. Open it in its own program and save it again.",
)


def reading(suffix: str, data: bytes) -> list[Read]:
    return list(finished(READERS[suffix](Source(f"file{suffix}", data))))


def reason(suffix: str, data: bytes) -> str:
    (found,) = reading(suffix, data)
    assert isinstance(found, Skipped)
    return found.reason.en


def sheet(*texts: str) -> list[press.Placed]:
    return [press.Placed(40, 800 - 15 * number, 10, text) for number, text in enumerate(texts)]


def locked() -> bytes:
    """Return a PDF of which a password is asked that nobody has."""
    return press.pdf(
        [sheet(NEWS)],
        b"/ID [<01> <01>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%b> /U <%b> >> " % (b"17" * 32, b"23" * 32),
    )


def test_each_sheet_of_a_pdf_is_a_page() -> None:
    """The path tells the sheet as a link to it would."""
    data = press.pdf([sheet("晋城：", "项目总数 42 个"), sheet(NEWS)], cmap="GBK-EUC-H")
    assert reading(".pdf", data) == [
        Page("file.pdf#page=1", ("晋城：", "项目总数 42 个")),
        Page("file.pdf#page=2", (NEWS,)),
    ]


def test_a_sheet_without_text_costs_only_itself() -> None:
    """A scanned sheet is told to be one; the others are read."""
    picture, text = reading(".pdf", press.pdf([[], sheet(NEWS)]))
    assert picture == Skipped(
        "file.pdf#page=1",
        None,
        Message(
            "这一页只有图片，没有文字；请先做文字识别（OCR）。",
            "There is no text on this sheet, only a picture; run it through text recognition (OCR).",
        ),
    )
    assert text == Page("file.pdf#page=2", (NEWS,))


@pytest.mark.parametrize(
    ("suffix", "data", "begins"),
    [
        (".pdf", locked(), "It is encrypted; save a copy without a password."),
        (".pdf", press.pdf([sheet(NEWS)])[:200], "It is no PDF or a damaged one; export it again."),
        (".pdf", b"%PDF-1.7", "It is no PDF or a damaged one; export it again."),
        (".docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "It is encrypted or an old .doc; save it as .docx"),
        (".docx", press.docx([NEWS])[:-40], "It is no DOCX or a damaged one; open it and save it again."),
        (".docx", press.archive({"a.txt": b"x"}), "It is no DOCX or a damaged one; open it and save it again."),
        (".docx", press.docx([""]), "There is no text in it;"),
        (".html", "<ul><li><a href=/>首页</a></li></ul>".encode(), "There is no running text on it;"),
        (".html", bytes(range(128, 256)) * 4, "It is huge, binary or in an unknown encoding;"),
        (".zip", b"PK\x03\x04", "It is no zip archive or a damaged one; pack it again."),
    ],
)
def test_what_cannot_be_read_is_skipped_with_what_to_do(suffix: str, data: bytes, begins: str) -> None:
    """Each kind of fault has its reason."""
    assert reason(suffix, data).startswith(begins)


def test_entities_do_not_unfold() -> None:
    """A document type declaration, which could grow without end, is not read."""
    bomb = '<!DOCTYPE x [<!ENTITY a "新能源"><!ENTITY b "&a;&a;&a;">]><document>&b;</document>'
    assert reason(".docx", press.docx_of(bomb)) == "It is no DOCX or a damaged one; open it and save it again."


def test_a_word_document_tells_its_paragraphs_once() -> None:
    """Tabs and breaks are white; deleted text and the second form of a text box are left out."""
    words = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    other = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = "<w:p><w:r><w:t>资料框</w:t></w:r></w:p>"
    text = (
        f"<w:document {words} {other}><w:body><w:p>"
        "<w:r><w:t>项目</w:t><w:tab/><w:t>42个</w:t><w:br/><w:t>签约</w:t></w:r>"
        f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
        "<w:del><w:r><w:delText>旧稿</w:delText></w:r></w:del></w:p><w:p><w:r><w:t>总投资5亿元。</w:t></w:r></w:p>"
        "</w:body></w:document>"
    )
    assert reading(".docx", press.docx_of(text)) == [
        Page("file.docx", ("资料框", "项目\t42个", "签约", "\u3000\u3000总投资5亿元。"))
    ]


def test_a_bad_member_of_an_archive_costs_only_itself() -> None:
    """Bombs, archives within archives and pictures are told, hidden files passed over; the rest is read."""
    data = press.archive(
        {
            "1/page.txt": NEWS.encode("gb18030"),
            "2-bomb.txt": b"0" * (4 << 20),
            "3-more.zip": press.archive({"page.txt": NEWS.encode()}),
            "4.jpg": b"\xff\xd8",
            "__MACOSX/._page.txt": b"\0",
            ".DS_Store": b"\0",
            "5.jsonl": '{"title": "签约"}\nnonsense\n'.encode(),
        }
    )
    page, bomb, nested, picture, ready, bad = reading(".zip", data)
    assert page == Page("file.zip/1/page.txt", (NEWS,))
    assert bomb == Skipped(
        "file.zip/2-bomb.txt",
        None,
        Message(
            "展开后超过原大小的 200 倍，不会是文字。", "It unfolds to more than 200 times its size, as no text does."
        ),
    )
    assert isinstance(nested, Skipped)
    assert nested.reason.en.startswith("An archive within an archive is not opened;")
    assert isinstance(picture, Skipped)
    assert picture.reason.en.startswith("Files of type .jpg are not read;")
    assert isinstance(ready, Article)
    assert (ready.title, ready.path) == ("签约", "file.zip/5.jsonl")
    assert isinstance(bad, Skipped)
    assert (bad.path, bad.line) == ("file.zip/5.jsonl", 2)


def test_an_encrypted_member_is_told() -> None:
    """A password is asked of nobody."""
    data = bytearray(press.archive({"page.txt": NEWS.encode()}, zipfile.ZIP_STORED))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert reason(".zip", bytes(data)) == "It is encrypted; unpack it and name the file itself."


def test_what_an_archive_unfolds_to_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the total nothing more is unpacked, and that is told; so is an archive of too many files."""
    data = press.archive({"1.txt": NEWS.encode(), "2.txt": NEWS.encode()})
    monkeypatch.setattr(archives, "MAX_TOTAL", len(NEWS.encode()) + 10)
    first, second = archives.parse(Source("file.zip", data))
    assert first == Source("file.zip/1.txt", NEWS.encode())
    assert isinstance(second, Skipped)
    assert second.reason.en == "The archive unfolds to more than is read at once; cut it into several."
    monkeypatch.setattr(archives, "MAX_MEMBERS", 1)
    (refused,) = archives.parse(Source("file.zip", data))
    assert refused == Skipped(
        "file.zip", None, Message("里面超过 1 个文件，请分成几个。", "It holds more than 1 files; cut it into several.")
    )


@pytest.mark.parametrize(
    ("limits", "begins"),
    [
        (Limits(wall=0.0), "Reading it takes too long;"),
        (Limits(output=100), "It unfolds to more than is read at once;"),
        (Limits(size=100), "It is larger than"),
    ],
)
def test_a_document_beyond_the_limits_is_skipped(monkeypatch: pytest.MonkeyPatch, limits: Limits, begins: str) -> None:
    """Time, what is told and the size are bounded."""
    monkeypatch.setattr(documents, "LIMITS", limits)
    assert reason(".docx", press.docx([NEWS] * 9)).startswith(begins)


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A document that unfolds to more than the process may have ends the process and not us."""
    monkeypatch.setattr(documents, "LIMITS", Limits(memory=128 << 20))
    paragraphs = [NEWS * 20_000] * 40
    assert reason(".docx", press.docx(paragraphs)) == "Reading it takes too much memory; cut it into parts."


def test_a_process_that_fails_gives_what_it_had(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was told before the failure is kept, and the failure is told."""
    monkeypatch.setattr(documents, "PROGRAM", "tests.readers.failing")
    assert reading(".pdf", b"x") == [Page("file.pdf", (NEWS,)), Skipped("file.pdf", None, DAMAGED)]


@pytest.mark.parametrize("parse", [docx.parse, html.parse, pdf.parse, archives.parse])
@given(data=st.data())
@settings(max_examples=60)
def test_no_bytes_crash_a_parser(parse: Callable[[Source], list[Read]], data: st.DataObject) -> None:
    """Any bytes, and any change of good ones, are read or skipped."""
    good = {
        docx.parse: press.docx([NEWS]),
        html.parse: f"<html><body><h1>通关</h1><p>{NEWS}</p></body></html>".encode(),
        pdf.parse: press.pdf([sheet(NEWS)]),
        archives.parse: press.archive({"page.txt": NEWS.encode()}),
    }[parse]
    start = data.draw(st.integers(0, len(good)))
    stop = data.draw(st.integers(start, min(len(good), start + 20)))
    changed = good[:start] + data.draw(st.binary(max_size=20)) + good[stop:]
    for given_bytes in (changed, data.draw(st.binary(max_size=200))):
        found = list(parse(Source("file", given_bytes)))
        assert all(isinstance(item, Page | Article | Skipped | Source) for item in found)
