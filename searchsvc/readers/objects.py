"""Ready articles in a JSON document: an array of them, one alone, or an object with the array `articles`."""

import json
import re
from collections.abc import Iterator
from typing import Any

from searchsvc.articles import Skipped
from searchsvc.messages import Message
from searchsvc.readers.encodings import decode
from searchsvc.readers.made import made
from searchsvc.readers.records import MAX_DEPTH, depth, no_number
from searchsvc.readers.source import MAX_WHOLE, Read, Source

_SCALARS = r'(?:[^"\[\]{}]|"(?:[^"\\]|\\.)*+")*?'
_ARRAY = re.compile(rf'\s*+(?:\{{{_SCALARS}"articles"\s*+:\s*+)?\[\s*+', re.DOTALL)
_WHITE = " \t\r\n"
_DECODER = json.JSONDecoder(parse_constant=no_number)


def read_json(source: Source) -> Iterator[Read]:
    """Yield an Article for each object, Skipped for one that is none; `lines` are those that the object begins on."""
    if len(source.data) > MAX_WHOLE:
        yield Skipped(
            source.path,
            None,
            Message(
                f"文件大于 {MAX_WHOLE >> 20} MB，请改为每行一个对象的 .jsonl。",
                f"It is larger than {MAX_WHOLE >> 20} MB; write one object a line as .jsonl.",
            ),
        )
        return
    text = decode(source.data)
    if text is None:
        yield Skipped(
            source.path,
            None,
            Message("编码不明，请把文件存为 UTF-8。", "Its encoding is unknown; save the file in UTF-8."),
        )
        return
    if depth(text.encode("utf-8", "surrogatepass")) > MAX_DEPTH + 2:
        yield Skipped(
            source.path,
            None,
            Message(
                f"括号嵌套超过 {MAX_DEPTH} 层，请减少记录的层次。",
                f"Its brackets are nested more than {MAX_DEPTH} deep; flatten the records.",
            ),
        )
        return
    yield from _articles(text, source.path)


def _articles(text: str, path: str) -> Iterator[Read]:
    line, seen = 1, 0
    try:
        for place, value in _values(text):
            line += text.count("\n", seen, place)
            seen = place
            yield from _article(value, path, line)
    except (ValueError, RecursionError) as error:
        place = error.lineno if isinstance(error, json.JSONDecodeError) else line
        yield Skipped(
            path,
            place,
            Message(
                f"从这里起不是有效的 JSON（{error}），请重新导出。",
                f"From here on it is no valid JSON ({error}); export it again.",
            ),
        )


def _values(text: str) -> Iterator[tuple[int, Any]]:
    """Yield each object with its place. Raises ValueError where the text is no JSON."""
    array = _ARRAY.match(text)
    if array is None:
        yield _white(text, 0), json.loads(text, parse_constant=no_number)
        return
    place = array.end()
    while text[place : place + 1] != "]":
        value, end = _DECODER.raw_decode(text, place)
        yield place, value
        place = _white(text, end)
        if text[place : place + 1] == ",":
            place = _white(text, place + 1)
        elif text[place : place + 1] != "]":
            raise json.JSONDecodeError("Expecting ',' or ']'", text, place)


def _white(text: str, place: int) -> int:
    """Return the place of the first character from `place` on that is no white space."""
    while text[place : place + 1] and text[place] in _WHITE:
        place += 1
    return place


def _article(value: object, path: str, line: int) -> Iterator[Read]:
    if not isinstance(value, dict):
        yield Skipped(
            path,
            line,
            Message(
                "这不是 JSON 对象，请写成带 title 和 body 的 {…}。",
                "It is no JSON object; write {…} with title and body.",
            ),
        )
    else:
        yield from made(value, path, line)
