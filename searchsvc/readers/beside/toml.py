"""A small TOML file, with the lines that its statements stand on."""

import re
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from searchsvc.articles import Skipped, Unfit
from searchsvc.messages import Message
from searchsvc.readers.encodings import decode
from searchsvc.readers.files import Load

MAX = 1 << 20  # bytes
_AT = re.compile(r"\(at line (\d+)")


class Table(NamedTuple):
    """What a file holds: its values, and the text they were written in."""

    path: str
    text: str
    values: dict[str, Any]

    def line(self, key: str, number: int = 0) -> int | None:
        """Return the line on which a key, or a table of this name, stands for the `number`th time, counted from 0."""
        written = rf"""^[ \t]*(?:\[\[?[ \t]*)?["']?{re.escape(key)}["']?[ \t]*[]=.]"""
        places = [match.start() for match in re.finditer(written, self.text, re.MULTILINE)]
        return self.text.count("\n", 0, places[number]) + 1 if number < len(places) else None

    def unfit(self, line: int | None, reason: Message) -> Unfit:
        """Return the complaint about a line."""
        return Unfit(self.path, line, reason)


def table(path: Path, load: Load) -> Table | Unfit | None:
    """Read a file; None where there is none, Unfit where it can't be read."""
    source = load(path)
    if source is None:
        return None
    if isinstance(source, Skipped):
        return Unfit(source.path, None, source.reason)
    text = decode(source.data) if len(source.data) <= MAX else None
    if text is None:
        return Unfit(
            source.path,
            None,
            Message(
                f"这不是 {MAX >> 20} MB 以内的文字，请存为 UTF-8 纯文本。",
                f"It is no text of at most {MAX >> 20} MB; save it as plain text in UTF-8.",
            ),
        )
    text = text.replace("\r\n", "\n")
    try:
        return Table(source.path, text, tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        at = _AT.search(str(error))
        return Unfit(
            source.path,
            int(at[1]) if at else None,
            Message(f"不是有效的 TOML：{error}。未照它处理。", f"It is no valid TOML: {error}. It was not followed."),
        )
