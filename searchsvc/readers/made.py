"""What a reader yields for one record: its article and what of it was not followed, or why it is none."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from searchsvc.articles import Article, Skipped, Unfit
from searchsvc.messages import Message
from searchsvc.readers.fields import KNOWN, article
from searchsvc.readers.source import Read, Refused

_SENTENCE = re.compile(r"[\u3400-\u9fff].{20}", re.S)  # a text, and no address or number


def made(record: Mapping[str, Any], path: str, line: int, *, whole: bool = False) -> Iterator[Read]:
    """Yield the article of a record that begins on `line`, then an Unfit for each value that was left out.

    A record that is no article gives a Skipped; where it is the `whole` file, of the file and not of a line.
    """
    place = None if whole else line
    try:
        found, complaints = article(record, path, line)
    except Refused as refused:
        yield Skipped(path, place, refused.message)
        return
    yield found
    yield from (Unfit(path, place, complaint) for complaint in (*_unread(record, found), *complaints))


def _unread(record: Mapping[str, Any], found: Article) -> Iterator[Message]:
    """Yield which key may hold the body of a record that has none under a known name."""
    if found.body.strip():
        return
    others = {key: value for key, value in record.items() if key.strip().lower() not in KNOWN}
    texts = {key: len(value) for key, value in others.items() if isinstance(value, str) and _SENTENCE.search(value)}
    if texts:
        key = max(texts, key=lambda each: texts[each])
        yield Message(
            f"没有正文，“{key}”下的 {texts[key]:,} 个字没有读；请把这个键改名为 body。",
            f"It has no body, and {texts[key]:,} characters under “{key}” were not read; call that key body.",
        )
