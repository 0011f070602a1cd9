"""A small press for tests and seeds: PDF in a font that every reader of PDF knows, DOCX and zip archives."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape


class Placed(NamedTuple):
    """A piece of text, its left end and baseline in points from the lower left corner of the sheet, and its size."""

    x: float
    y: float
    size: float
    text: str


def column(paragraphs: Sequence[str], x: float, top: float, width: int, size: float = 9) -> list[Placed]:
    """Set paragraphs in a column of `width` characters, the first line of each set in by two."""
    rows: list[tuple[int, str]] = []
    for paragraph in paragraphs:
        rows.append((2, paragraph[: width - 2]))
        rest = paragraph[width - 2 :]
        rows += [(0, rest[start : start + width]) for start in range(0, len(rest), width)]
    return [
        Placed(x + indent * size, top - number * size * 1.5, size, text) for number, (indent, text) in enumerate(rows)
    ]


def columns(
    paragraphs: Sequence[str], x: float, top: float, width: int, count: int, gutter: float = 18
) -> list[Placed]:
    """Set paragraphs in `count` columns of equal height."""
    rows = column(paragraphs, x, top, width)
    height = -(-len(rows) // count)
    step = width * 9 + gutter
    return [
        row._replace(x=row.x + place // height * step, y=top - place % height * 13.5) for place, row in enumerate(rows)
    ]


def pdf(sheets: Iterable[Iterable[Placed]], trailer: bytes = b"", cmap: str = "UniGB-UCS2-H") -> bytes:
    """Return a PDF of sheets of 595 by 842 points."""
    codec = "utf-16-be" if cmap == "UniGB-UCS2-H" else "gb18030"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /%b /DescendantFonts [4 0 R] >>"
        % cmap.encode(),
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500] /FontDescriptor 5 0 R"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 0 >> >>",
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0"
        b" /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
    ]
    kids = []
    for sheet in sheets:
        shown = b"\n".join(
            b"BT /F1 %.1f Tf %.2f %.2f Td <%b> Tj ET" % (size, x, y, text.encode(codec).hex().encode())
            for x, y, size, text in sheet
        )
        objects.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(shown), shown))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%b] /Count %d >>" % (b" ".join(kids), len(kids))
    return _numbered(objects, trailer)


def _numbered(objects: Sequence[bytes], trailer: bytes) -> bytes:
    data, places = b"%PDF-1.4\n%\xe6\x99\x8b\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(objects) + 1, table)
    return (
        data
        + head
        + b"trailer\n<< /Size %d /Root 1 0 R %b>>\nstartxref\n%d\n%%%%EOF\n"
        % (
            len(objects) + 1,
            trailer,
            len(data),
        )
    )


def archive(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, (2025, 3, 20, 0, 0, 0))
            info.compress_type = method
            file.writestr(info, data)
    return out.getvalue()


def gbk_archive(members: Mapping[str, bytes]) -> bytes:
    """Return a zip archive as programs of China write it: names in GBK and nothing that says so."""
    stand_ins = {name: chr(ord("a") + number) * len(name.encode("gbk")) for number, name in enumerate(members)}
    packed = archive({stand_ins[name]: data for name, data in members.items()})
    for name, stand_in in stand_ins.items():
        packed = packed.replace(stand_in.encode(), name.encode("gbk"))
    return packed


def docx(paragraphs: Sequence[str]) -> bytes:
    """Return a DOCX of plain paragraphs, stored as it is."""
    words = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join(f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" for text in paragraphs)
    return docx_of(f"<w:document {words}><w:body>{body}</w:body></w:document>")


def docx_of(document: str) -> bytes:
    """Return a DOCX around the XML of its text."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = (
        f'<Types xmlns="{package}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{office}"/></Types>'
    )
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    relations = (
        f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{relation}" Target="word/document.xml"/></Relationships>'
    )
    parts = {"[Content_Types].xml": types, "_rels/.rels": relations, "word/document.xml": document}
    return archive({name: (head + text).encode() for name, text in parts.items()}, method=zipfile.ZIP_STORED)
