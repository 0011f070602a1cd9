"""Ready articles, one JSON object a line: their keys under any of the usual names, their values kept as given."""

import io
import json
import re
from collections.abc import Iterator
from typing import Any

from searchsvc.articles import Skipped
from searchsvc.messages import Message
from searchsvc.readers.encodings import decode
from searchsvc.readers.made import made
from searchsvc.readers.source import MAX_LINE, Line, Read, Refused, Source

MAX_DEPTH = 32  # brackets within brackets
_NESTING = re.compile(rb'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)|[\[\]{}]', re.DOTALL)  # a string without an end goes to the end


def read_jsonl(source: Source) -> Iterator[Line]:
    """Yield the lines, to be read by `read_line`; blank ones are passed over."""
    return (Line(source.path, number, line) for number, line in _lines(source.data))


def read_line(line: Line) -> Iterator[Read]:
    """Yield the Article of a line, or Skipped where it is none.

    An article whose date or figures can't be understood is kept without them, followed by an Unfit that says so.
    """
    try:
        record = _object(line.data)
    except Refused as refused:
        yield Skipped(line.path, line.number, refused.message)
        return
    for item in made(record, line.path, line.number):
        yield item if isinstance(item, Skipped) else line.said.of(item)


def _lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not blank with their numbers; UTF-16 is told by its byte order mark."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = decode(data)
        data = data if text is None else text.encode("utf-8", "surrogatepass")  # else each line is told as unknown
    for number, line in enumerate(io.BytesIO(data.removeprefix(b"\xef\xbb\xbf")), start=1):
        if line.strip():
            yield number, line


def _object(line: bytes) -> dict[str, Any]:
    if len(line) > MAX_LINE:
        raise Refused(
            Message(
                f"这一行大于 {MAX_LINE >> 20} MB，请把文章分开。",
                f"The line is longer than {MAX_LINE >> 20} MB; cut the article.",
            )
        )
    if line.count(b"[") + line.count(b"{") > MAX_DEPTH and depth(line) > MAX_DEPTH:  # few brackets can't be deep
        raise Refused(
            Message(
                f"括号嵌套超过 {MAX_DEPTH} 层，请减少记录的层次。",
                f"Its brackets are nested more than {MAX_DEPTH} deep; flatten the record.",
            )
        )
    text = decode(line)
    if text is None:
        raise Refused(Message("编码不明，请把文件存为 UTF-8。", "Its encoding is unknown; save the file in UTF-8."))
    try:
        value = json.loads(text, parse_constant=no_number)
    except (ValueError, RecursionError) as error:
        raise Refused(
            Message(
                f"不是有效的 JSON（{error}），请每行写一个 JSON 对象。",
                f"It is no valid JSON ({error}); write one JSON object a line.",
            )
        ) from error
    if not isinstance(value, dict):
        raise Refused(
            Message(
                "这不是 JSON 对象，请每行写一个带 title 和 body 的 {…}。",
                "It is no JSON object; write one {…} with title and body a line.",
            )
        )
    return value


def depth(data: bytes) -> int:
    """Return how deep brackets are nested in a JSON text."""
    level = deepest = 0
    for match in _NESTING.finditer(data):
        if match[0] in b"[{":
            level += 1
            deepest = max(deepest, level)
        elif match[0] in b"]}":
            level -= 1
    return deepest


def no_number(name: str) -> float:
    """Refuse NaN and Infinity, which JSON does not have."""
    raise ValueError(f"{name} is no number")
