"""The files in a zip archive, unpacked within limits."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from searchsvc.articles import Skipped
from searchsvc.messages import Message
from searchsvc.readers.encodings import decode
from searchsvc.readers.files import BESIDE
from searchsvc.readers.source import Source

MAX_MEMBERS = 20_000
MAX_MEMBER = 256 << 20  # bytes of one file
MAX_TOTAL = 960 << 20  # bytes of all
MAX_RATIO = 200  # bytes that one packed byte may unfold to; text gives 3 to 15
_HIDDEN = re.compile(r"(?:^|/)(?:\.|__MACOSX/)")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_UTF8 = 0x800
_ENCRYPTED = 0x1


def parse(source: Source) -> Iterator[Source | Skipped]:
    """Yield the files by name, their path that of the archive, a slash and their own; hidden ones are passed over.

    Those that stand beside a page come first of all.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(source.data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        yield Skipped(
            source.path,
            None,
            Message(
                "这不是 zip 压缩包，或已损坏；请重新压缩。", "It is no zip archive or a damaged one; pack it again."
            ),
        )
        return
    with archive:
        members = [(_name(info), info) for info in archive.infolist() if not info.is_dir()]
        if len(members) > MAX_MEMBERS:
            yield Skipped(
                source.path,
                None,
                Message(
                    f"里面超过 {MAX_MEMBERS:,} 个文件，请分成几个。",
                    f"It holds more than {MAX_MEMBERS:,} files; cut it into several.",
                ),
            )
            return
        left = MAX_TOTAL
        for name, info in sorted(members, key=lambda member: (not member[0].endswith(BESIDE), member[0])):
            if _HIDDEN.search(name):
                continue
            path = f"{source.path}/{name}"
            item = _member(archive, info, path, left)
            left -= len(item.data) if isinstance(item, Source) else 0
            yield item


def _name(info: zipfile.ZipInfo) -> str:
    """Return the name of a member; programs of China write it in GBK, which zipfile takes for the old code page 437."""
    utf8 = info.flag_bits & _UTF8 or not info.filename.isprintable()
    told = None if utf8 else decode(info.filename.encode("cp437", "replace"))
    return _UNPRINTABLE.sub("", told or info.filename)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: str, left: int) -> Source | Skipped:
    if info.flag_bits & _ENCRYPTED:
        return Skipped(
            path,
            None,
            Message("文件已加密，请解压后直接指定。", "It is encrypted; unpack it and name the file itself."),
        )
    if info.file_size > max(MAX_RATIO * info.compress_size, 1 << 20):
        return Skipped(
            path,
            None,
            Message(
                f"展开后超过原大小的 {MAX_RATIO} 倍，不会是文字。",
                f"It unfolds to more than {MAX_RATIO} times its size, as no text does.",
            ),
        )
    most = min(left, MAX_MEMBER)
    try:
        with archive.open(info) as file:
            data = file.read(most + 1)
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError, RuntimeError):
        return Skipped(
            path,
            None,
            Message(
                "文件已损坏或压缩方式不明，请重新压缩。", "It is damaged or packed by an unknown method; pack it again."
            ),
        )
    if len(data) > most:
        return Skipped(
            path,
            None,
            Message(
                "压缩包展开后超过一次能读的量，请分成几个。",
                "The archive unfolds to more than is read at once; cut it into several.",
            ),
        )
    return Source(path, data)
