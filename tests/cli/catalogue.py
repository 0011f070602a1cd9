"""What the command line says in Chinese of a line it does not understand, compiled: `python -m tests.cli.catalogue`."""

import ast
import re
import struct
from pathlib import Path

import searchsvc.cli

FOLDER = Path(searchsvc.cli.__file__).parent / "locale/zh/LC_MESSAGES"
COMPILED = FOLDER / "messages.mo"
_ENTRY = re.compile(r'msgid (".*")\n(?:msgid_plural (".*")\n)?msgstr(?:\[0\])? ((?:".*"\n?)+)')
_MAGIC = 0x950412DE  # of the GNU format


def entries() -> dict[str, str]:
    """Return the texts and their translations; a plural stands behind its singular and a NUL."""
    source = (FOLDER / "messages.po").read_text(encoding="utf-8")
    return {
        "\0".join(ast.literal_eval(each) for each in (one, many) if each): "".join(
            ast.literal_eval(line) for line in translated.splitlines()
        )
        for one, many, translated in _ENTRY.findall(source)
    }


def compiled() -> bytes:
    """Return the catalogue as gettext reads it: a head, where each text and each translation lies, all of them."""
    pairs = sorted((text.encode(), translated.encode()) for text, translated in entries().items())
    head, rows = 28, 8 * len(pairs)
    place, table, body = head + 2 * rows, b"", b""
    for text in (*(text for text, _ in pairs), *(translated for _, translated in pairs)):
        table += struct.pack("<II", len(text), place + len(body))
        body += text + b"\0"
    return struct.pack("<7I", _MAGIC, 0, len(pairs), head, head + rows, 0, head) + table + body


if __name__ == "__main__":
    COMPILED.write_bytes(compiled())
