"""The kind of what has no name: its suffix, found out from its first bytes."""

import json
import re

from searchsvc.readers.encodings import decode
from searchsvc.readers.tables import is_table

_HEAD = 1 << 16
_HTML = re.compile(rb"(?:<\?xml[^>]*>\s*)?(?><!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)


def kind(data: bytes) -> str:
    """Return the suffix that a file with these bytes would have; text that is nothing else is a page.

    >>> kind(b"%PDF-1.7"), kind('{"title": "签约"}'.encode()), kind("本报讯 晋城".encode("gb18030"))
    ('.pdf', '.jsonl', '.txt')
    >>> kind("标题,正文,日期".encode())
    '.csv'
    """
    if b"%PDF-" in data[:1024]:
        return ".pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return ".docx" if b"word/document.xml" in data else ".zip"
    head = data[:_HEAD].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe\t\r\n ")  # UTF-16 as well, its Latin letters
    if _HTML.match(head):
        return ".html"
    if head.startswith(b"{"):
        return ".jsonl" if _is_object(head.split(b"\n", 1)[0]) or b"\n" not in head else ".json"
    if re.match(rb"\[\s*[{\]]", head):
        return ".json"
    return ".csv" if is_table(decode(data[:_HEAD]) or "") else ".txt"


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line.decode("utf-8", "replace")), dict)
    except (ValueError, RecursionError):
        return False
