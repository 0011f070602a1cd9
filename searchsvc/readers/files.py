"""The files behind a path: regular ones only, no link that leads out of the folder, each read within its limit."""

import os
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from searchsvc.articles import Skipped
from searchsvc.messages import Message
from searchsvc.readers.source import MAX_FILE, Source

FOLLOW = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC  # a fifo must not keep us waiting
NO_LINKS = FOLLOW | os.O_NOFOLLOW
STDIN = "-"  # the path that stands for standard input
BESIDE = (".meta.toml", ".fix.toml")  # what a file beside a page adds to the page's name
Load = Callable[[Path], Source | Skipped | None]  # the bytes of a file, why they can't be had, None where there is none
_TOO_LARGE = Message(
    f"文件大于 {MAX_FILE >> 20:,} MB，请分成几个。", f"It is larger than {MAX_FILE >> 20:,} MB; cut it into parts."
)


def walk(folder: Path, suffixes: frozenset[str]) -> Iterator[Path | Skipped]:
    """Yield the files in a folder and below, sorted by name; hidden ones are passed over.

    A link that stays inside only repeats what is read anyway; one that leads out or nowhere is skipped, and so is an
    unknown type.
    """
    yield from _walk(folder, folder.resolve(), suffixes)


def _walk(folder: Path, root: Path, suffixes: frozenset[str]) -> Iterator[Path | Skipped]:
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield Skipped(str(folder), None, _reason(error))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_symlink():
            yield from _link(entry, root)
        elif entry.is_dir():
            yield from _walk(entry, root, suffixes)
        elif entry.suffix.lower() in suffixes:
            yield entry
        elif suffix := next((end for end in BESIDE if entry.name.endswith(end)), None):
            pages = {other.stem for other in entries if other.suffix.lower() in suffixes}
            if entry.name.removesuffix(suffix) not in pages:
                yield Skipped(str(entry), None, alone(suffix))
        else:
            yield Skipped(str(entry), None, unknown(entry, suffixes))


def _link(entry: Path, root: Path) -> Iterator[Skipped]:
    if not os.path.exists(entry):  # noqa: PTH110 - no error of the system is raised
        yield Skipped(
            str(entry),
            None,
            Message(
                "这个链接没有去处，或绕成了圈；请删除或改正。",
                "It is a link that leads nowhere, or in a circle; remove it or set it right.",
            ),
        )
    elif not entry.resolve().is_relative_to(root):
        yield Skipped(
            str(entry),
            None,
            Message(
                "这是指向文件夹外的链接，请把文件复制进来，或直接指定它。",
                "It is a link that leads out of the folder; copy the file here or name it itself.",
            ),
        )


def load(path: Path, flags: int) -> Source | Skipped:
    """Return the bytes of a regular file, or why they can't be had."""
    try:
        number = os.open(path, flags)
    except OSError as error:
        return Skipped(str(path), None, _reason(error))
    with os.fdopen(number, "rb") as file:
        status = os.fstat(number)
        if not stat.S_ISREG(status.st_mode):
            return Skipped(
                str(path),
                None,
                Message(
                    "这不是普通文件，而是管道、套接字或设备，请指定文件。",
                    "It is no regular file but a pipe, socket or device; name a file.",
                ),
            )
        if status.st_size > MAX_FILE:
            return Skipped(str(path), None, _TOO_LARGE)
        try:
            data = file.read(MAX_FILE)
        except OSError as error:
            return Skipped(str(path), None, _reason(error))
    return (
        Source(str(path), data)
        if data
        else Skipped(
            str(path), None, Message("文件是空的，请重新导出或删除。", "It is empty; export it again or remove it.")
        )
    )


def loader(flags: int) -> Load:
    """Return what gives the bytes of a file that there may be; the flags are those of `load`."""
    return lambda path: load(path, flags) if path.exists() or path.is_symlink() else None


def standard_input() -> Source | Skipped:
    """Return what came on standard input, to its end; nothing where it is closed."""
    data = sys.stdin.buffer.read(MAX_FILE + 1) if sys.stdin else b""
    return Source(STDIN, data) if len(data) <= MAX_FILE else Skipped(STDIN, None, _TOO_LARGE)


def alone(suffix: str) -> Message:
    """Return the reason why a file that stands beside no page is skipped."""
    return Message(
        f"旁边没有同名的版面文件；请照版面命名，只把扩展名换成 {suffix}。",
        f"There is no page of this name beside it; name it as the page, with {suffix} instead of the page's suffix.",
    )


def unknown(path: Path, suffixes: frozenset[str]) -> Message:
    """Return the reason why a file of an unknown type is skipped."""
    return Message(
        f"不读这种类型的文件：{path.suffix or '没有扩展名'}；可读的有 {'、'.join(sorted(suffixes))}。",
        f"Files of type {path.suffix or 'without suffix'} are not read; readable are {', '.join(sorted(suffixes))}.",
    )


def _reason(error: OSError) -> Message:
    if isinstance(error, FileNotFoundError):
        return Message("没有这个文件或文件夹，请检查路径。", "There is no such file or folder; check the path.")
    if isinstance(error, PermissionError):
        return Message("没有读取权限，请授权给当前用户。", "It may not be read; give this user the right to.")
    return Message(
        f"读不出来（{error.strerror}），请检查文件。", f"It can't be read ({error.strerror}); check the file."
    )
