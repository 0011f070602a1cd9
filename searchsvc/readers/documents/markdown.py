"""Articles written in Markdown: `#` begins one with its headline, `##` is a subhead, front matter says the rest."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from searchsvc.articles import Article, Paragraph, Skipped, spanned
from searchsvc.messages import Message
from searchsvc.readers.encodings import decode
from searchsvc.readers.made import made
from searchsvc.readers.source import MAX_PAGE, Read, Source
from searchsvc.readers.text import page_lines

_FENCE = re.compile(r"(?:---|\.\.\.)\s*\Z")
_PAIR = re.compile(r"\s*([\w-]+)\s*[:：](?:\s+|$|(?<=：))(.*)")
_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_PICTURE = re.compile(r"!\[([^\]]*)\]\([^)]*\)\s*\Z")
_ITEM = re.compile(r"\A\s*(?:[-*+]|\d{1,3}[.)])\s+")
_RULE = re.compile(r"\s*(?:[-*_]\s*){3,}\Z|(?=.[^|]*\|)[\s:|-]+\Z")
_TARGET = r"\([^)]{0,2000}\)"  # of a link; no run of these patterns goes beyond where the next one may begin
_INLINE = (
    (re.compile(rf"!\[([^\[\]]*)\]{_TARGET}"), r"\1"),
    (re.compile(rf"\[([^\[\]]*)\]{_TARGET}"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)((?:(?!\1).)+)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"`([^`]+)`"), r"\1"),
    (re.compile(r"<!--(?:(?!<!--).)*?-->"), ""),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|-])"), r"\1"),
)

Numbered = tuple[int, str]  # a line with its number, from 1


def parse(source: Source) -> Iterator[Read]:
    """Yield an article for each `#` heading, the one article of a file that has none; paragraphs keep their lines."""
    text = decode(source.data) if len(source.data) <= MAX_PAGE else None
    lines = page_lines(text) if text is not None else ()
    if not lines:
        yield Skipped(
            source.path,
            None,
            Message(
                "文件是空的、过大、二进制或编码不明，请存为 UTF-8。",
                "It is empty, huge, binary or in an unknown encoding; save it in UTF-8.",
            ),
        )
        return
    told, first = _front_matter(lines)
    numbered = list(enumerate(lines, start=1))[first:]
    for part in _articles(numbered):
        yield from _article(part, told, source.path)


def _front_matter(lines: Sequence[str]) -> tuple[dict[str, str | list[str]], int]:
    """Return what the lines between two `---` at the top say, and how many lines that takes."""
    end = next((number for number, line in enumerate(lines[1:], start=1) if _FENCE.match(line)), 0)
    if lines[0].rstrip() != "---" or not end:
        return {}, 0
    told: dict[str, str | list[str]] = {}
    name = ""
    for line in lines[1:end]:
        item = line.strip().removeprefix("- ")
        if line.strip().startswith("- ") and name:
            told[name] = [*(told[name] if isinstance(told[name], list) else []), _unquoted(item)]
        elif match := _PAIR.match(line):
            name = match[1]
            told[name] = _value(match[2].strip())
    return {name: value for name, value in told.items() if value}, end + 1


def _value(text: str) -> str | list[str]:
    if text.startswith("[") and text.endswith("]"):
        return [_unquoted(part) for part in re.split(r"[,，]", text[1:-1]) if part.strip()]
    return _unquoted(text)


def _unquoted(text: str) -> str:
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text


def _articles(lines: Sequence[Numbered]) -> Iterator[list[Numbered]]:
    """Yield the lines of each article: a `#` heading begins one, text before the first goes with it."""
    heads = [place for place, (_, line) in enumerate(lines) if (match := _HEADING.match(line)) and match[1] == "#"]
    starts = [0, *heads[1:], len(lines)]
    yield from (list(lines[start:stop]) for start, stop in pairwise(starts))


def _article(lines: Sequence[Numbered], told: Mapping[str, str | list[str]], path: str) -> Iterator[Read]:
    """Yield the article and what of the front matter is not understood."""
    heads = [(number, match) for number, line in lines if (match := _HEADING.match(line))]
    titles = [_plain(_headline(match[2])) for _, match in heads if match[1] == "#"]
    paragraphs = tuple(_paragraphs(lines))
    record = dict(told) | {"body": "\n".join(paragraph.text for paragraph in paragraphs)}
    line = lines[0][0] if lines else 1
    subheads = tuple(_plain(_headline(match[2])) for _, match in heads if match[1] != "#")
    captions = tuple(match[1] for _, text in lines if (match := _PICTURE.match(text)) and match[1])
    seen: dict[str, Any] = {"paragraphs": paragraphs, "lines": spanned(paragraphs) or (line, line)}
    for found in made(record | ({"title": titles[0]} if titles else {}), path, line):
        if isinstance(found, Article):
            yield replace(found, **seen, subheads=found.subheads + subheads, captions=found.captions + captions)
        else:
            yield found


def _headline(text: str) -> str:
    """Return the text of a heading without the `#` that may close it, set off by a space."""
    bare = text.rstrip()
    closed = bare.rstrip("#")
    return closed.rstrip() if not closed or closed[-1].isspace() else bare


def _paragraphs(lines: Sequence[Numbered]) -> Iterator[Paragraph]:
    """Yield the paragraphs: lines without a blank one between, an item of a list or a row of a table by itself."""
    block: list[Numbered] = []
    for number, line in [*lines, (0, "")]:
        apart = not line.strip() or _HEADING.match(line) or _PICTURE.match(line) or _RULE.match(line)
        single = _ITEM.match(line) or line.lstrip().startswith("|")
        if block and (apart or single):
            yield _paragraph(block)
            block = []
        if not apart:
            block.append((number, line))


def _paragraph(block: Sequence[Numbered]) -> Paragraph:
    text = ""
    for _, line in block:
        part = _ITEM.sub("", line.strip().lstrip(">").strip(), count=1).strip("|").strip()
        text += (" " if part and "!" <= text[-1:] <= "~" and part[0].isascii() else "") + part
    return Paragraph(_plain(text), (block[0][0], block[-1][0]))


def _plain(text: str) -> str:
    """Return a text without its markup.

    >>> _plain("**晋城**的[光机电](https://example.org)项目"), _plain("[![园区](a.png)](https://example.org)")
    ('晋城的光机电项目', '园区')
    """
    for pattern, plain in _INLINE:
        text = pattern.sub(plain, text)
    return text
