"""The process that parses one document: it takes its limits on itself, then reads from standard input."""

import json
import resource
import sys
from collections.abc import Iterator
from dataclasses import asdict
from importlib import import_module
from typing import Any

from searchsvc.articles import Page, Skipped, to_record
from searchsvc.messages import Message
from searchsvc.readers.documents import TOO_MUCH_MEMORY, TOO_MUCH_OUTPUT, Limits
from searchsvc.readers.source import Read, Source

MISSING = Message(
    "读这种文件需要另装的软件包，请安装 searchsvc[documents]。",
    "Reading it needs a package that is not installed; install searchsvc[documents].",
)


def main(kind: str, path: str, limits: str) -> int:
    """Parse the document on standard input and write what it holds to standard output; return the exit code."""
    allowed = Limits(**json.loads(limits))
    _limit(allowed)
    told = 0
    try:
        for item in _parse(kind, Source(path, sys.stdin.buffer.read())):
            data = _line(item)
            told += len(data)
            if told > allowed.output:
                return TOO_MUCH_OUTPUT
            sys.stdout.buffer.write(data)
    except MemoryError:
        return TOO_MUCH_MEMORY
    return 0


def _limit(limits: Limits) -> None:
    rows = {
        resource.RLIMIT_AS: limits.memory,
        resource.RLIMIT_CPU: limits.cpu,
        resource.RLIMIT_FSIZE: limits.output,
        resource.RLIMIT_CORE: 0,
    }
    for which, limit in rows.items():
        hard = resource.getrlimit(which)[1]
        resource.setrlimit(which, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def _parse(kind: str, source: Source) -> Iterator[Read | Source]:
    try:
        module = import_module(f"searchsvc.readers.documents.{kind}")
    except ImportError:
        yield Skipped(source.path, None, MISSING)
        return
    yield from module.parse(source)


def _line(item: Read | Source) -> bytes:
    """Return an item as a JSON line; the bytes of a Source follow theirs."""
    data = item.data if isinstance(item, Source) else b""
    return json.dumps({type(item).__name__: _value(item)}).encode() + b"\n" + data


def _value(item: Read | Source) -> dict[str, Any]:
    match item:
        case Source():
            return {"path": item.path, "size": len(item.data)}
        case Page():
            return {"path": item.path, "lines": item.lines}
        case Skipped():
            return asdict(item)
        case _:
            return to_record(item)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
