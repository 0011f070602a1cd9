"""A web page with one article on it: which of its blocks are running text, and what the page says of the article."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from searchsvc.articles import Article, Paragraph, Skipped, spanned
from searchsvc.messages import Message
from searchsvc.readers.documents.blocks import Block, Blocks
from searchsvc.readers.encodings import decode
from searchsvc.readers.made import made
from searchsvc.readers.source import MAX_PAGE, Read, Source
from searchsvc.readers.text import CONTROL

METADATA: dict[str, tuple[str, ...]] = {
    "title": ("articletitle", "og:title", "twitter:title", "citation_title"),
    "published": (
        "pubdate", "article:published_time", "datepublished", "publishdate", "publish_date", "og:release_date", "date",
    ),
    "source": ("contentsource", "source"),
    "authors": ("author", "article:author"),
}  # fmt: skip
PRINTED: dict[str, re.Pattern[str]] = {
    "published": re.compile(r"(\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2})(?!\d)"),
    "source": re.compile(r"(?:来源|稿源|來源)\s*[:：]\s*([^\s|｜,，]{2,30})"),
    "authors": re.compile(r"(?:作者|记者|通讯员|記者)\s*[:：]?\s*((?:[\u3400-\u9fff·]{2,4}(?:[ 、，,/]|$)){1,6})"),
}
SHORT = 30  # what a block that is no running text takes off, in characters
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*(gb\w*|big5[\w-]*)""", re.IGNORECASE)
_SENTENCE = re.compile(r"[。！？!?；：…][”’」』）)】]*$")
_SHEET = re.compile(r"^第?\s*([A-Z]?\d{1,3})\s*版")
_SITE = re.compile(r"©|版权所有|版權所有|备案|ICP|许可证|免责声明|转载请|责任编辑|责编|上一篇|下一篇|分享到")


def parse(source: Source) -> Iterator[Read]:
    """Yield the article of the page; Skipped where there is none."""
    text = _decoded(source.data) if len(source.data) <= MAX_PAGE else None
    if text is None:
        yield Skipped(
            source.path,
            None,
            Message(
                "文件过大、二进制或编码不明，请把网页存为 UTF-8。",
                "It is huge, binary or in an unknown encoding; save the page in UTF-8.",
            ),
        )
        return
    page = Blocks(CONTROL.sub("", text))
    body = _running_text(page.found)
    if not body:
        yield Skipped(
            source.path,
            None,
            Message(
                "网页上没有成段的文字，请保存单篇文章的网页。",
                "There is no running text on it; save the page of one article.",
            ),
        )
        return
    yield from _article(page, body, source.path)


def _decoded(data: bytes) -> str | None:
    """Return the text as the page says where that is so, else by byte order mark, UTF-8 or evidence."""
    told = _CHARSET.search(data[:4096])
    if told:
        try:
            return data.decode("gb18030" if told[1].lower().startswith(b"gb") else "big5hkscs")
        except UnicodeDecodeError:
            pass  # many a page is not what it says
    return decode(data)


def _running_text(blocks: Sequence[Block]) -> range:
    """Return the run of blocks that holds most running text, less what is none in between."""
    best, most, start, total = range(0), 0, 0, 0
    for number, block in enumerate(blocks):
        if total <= 0:
            start, total = number, 0
        total += _weight(block)
        if total > most:
            best, most = range(start, number + 1), total
    return best


def _weight(block: Block) -> int:
    """Return the characters of a block of running text, a negative number for any other block."""
    size = len(block.text)
    if block.aside or 2 * block.linked > size or _SITE.search(block.text):
        return -size - SHORT
    return size if not block.heading and _SENTENCE.search(block.text) else -SHORT // 2


def _article(page: Blocks, body: range, path: str) -> Iterator[Read]:
    """Yield the article and what of it is not understood."""
    blocks = [block for block in page.found[body.start : body.stop] if not block.aside]
    before = page.found[: body.start]
    title, place = _title(page, before)
    site = page.metadata.get("og:site_name") or None
    record: dict[str, str | None] = {"source": site, **_printed(before, place), **_told(page)}
    record |= {"title": title, "body": "\n".join(block.text for block in blocks)}
    paragraphs = tuple(Paragraph(block.text, (block.line, block.line)) for block in blocks if not _apart(block))
    seen: dict[str, Any] = {
        "paragraphs": paragraphs,
        "subheads": tuple(block.text for block in blocks if block.heading),
        "captions": tuple(block.text for block in blocks if "figcaption" in block.inside),
        "lines": spanned(paragraphs),
    }
    for found in made(record, path, blocks[0].line, whole=True):
        yield replace(found, **seen) if isinstance(found, Article) else found


def _told(page: Blocks) -> dict[str, str]:
    """Return what the metadata of the page say."""
    found = {name: [page.metadata[key] for key in keys if page.metadata.get(key)] for name, keys in METADATA.items()}
    return {name: values[0] for name, values in found.items() if values}


def _apart(block: Block) -> bool:
    return block.heading or "figcaption" in block.inside


def _title(page: Blocks, before: Sequence[Block]) -> tuple[str, int]:
    """Return the headline and its place among the blocks before the text (their number where it is not printed).

    The title of a page is the headline with the name of the site before or behind; the headline is the longest block
    that stands in it.
    """
    told = _told(page).get("title", page.title.strip())
    printed = [
        (len(block.text), -place) for place, block in enumerate(before) if len(block.text) >= 4 and block.text in told
    ]
    if printed:
        place = -max(printed)[1]
        return before[place].text, place
    headings = [place for place, block in enumerate(before) if block.heading and not block.aside]
    return (before[headings[-1]].text, headings[-1]) if headings else (told, len(before))


def _printed(before: Sequence[Block], place: int) -> dict[str, str]:
    """Return date, source and authors from between headline and text, date and page of a newspaper from above it."""
    found: dict[str, str] = {}
    for block in before[place + 1 :]:
        found = {name: match[1].strip() for name, mark in PRINTED.items() if (match := mark.search(block.text))} | found
    sheets = [match[1] for block in before[:place] if (match := _SHEET.match(block.text))]
    if sheets:
        dates = [match[1] for block in before[:place] if (match := PRINTED["published"].match(block.text))]
        found = {"page": sheets[-1], **({"published": dates[-1]} if dates else {}), **found}
    return found
