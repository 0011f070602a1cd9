"""Who an article is: the id made of what it prints, and how much of its text another one holds."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import PurePath

from searchsvc.analysis import fold
from searchsvc.articles import Article

ENOUGH = 0.5  # the overlap from which on two texts are the same article
_SHINGLE = 5  # characters
_LEAD = 40  # characters that stand for a headline

_json = json.JSONEncoder(ensure_ascii=False).encode

Seen = dict[str, bytes]  # the ids given out in a run, each with the digest of its article


def own_name(first: str, own: bytes, seen: Seen) -> str:
    """Return the id of an article to which none was given, by its signature and digest, and note it as given out.

    The very same article again has the same id; of different ones with one signature the second is called `…-2`.
    """
    return next(name for name in names(first) if seen.setdefault(name, own) == own)


def signature(article: Article) -> str:
    """Return 16 hex digits of a hash over source, date, page (else the file's name) and the folded headline.

    Where there is none, the first 40 folded characters of the body stand for the headline.
    """
    place = article.page or PurePath(article.path or "").name
    printed = None if article.title_inferred else article.title
    head = fold(printed or "").text or fold(_text(article)).text[:_LEAD]
    made_of = json.dumps([article.source, article.published, place, head])
    return hashlib.sha256(made_of.encode()).hexdigest()[:16]


def names(first: str) -> Iterator[str]:
    """Yield the ids that articles with one signature have.

    >>> from itertools import islice
    >>> list(islice(names("0a1b"), 3))
    ['0a1b', '0a1b-2', '0a1b-3']
    """
    yield first
    yield from (f"{first}-{number}" for number in count(2))


def further(article: Article) -> Iterator[str]:
    """Yield the ids that an article may take: its own and, where that was made here, those after it."""
    yield article.id
    first, _, number = article.id.partition("-")
    if first == signature(article) and (not number or number.isdecimal()):
        yield from (f"{first}-{later}" for later in count(int(number or 1) + 1))


def digest(article: Article) -> bytes:
    """Return 8 bytes that are the same where headlines, body and captions are."""
    heads = [article.kicker, article.title, article.subtitle]
    printed = _json([heads, article.body, article.subheads, article.captions])
    return hashlib.sha256(printed.encode("utf-8", "surrogatepass")).digest()[:8]


def shingles(article: Article) -> frozenset[str]:
    """Return the strings of 5 characters in the folded body, or in what an article without one has instead."""
    text = fold(_text(article)).text
    return frozenset(text[at : at + _SHINGLE] for at in range(max(1, len(text) - _SHINGLE + 1)) if text)


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how much of the shorter text the other one holds, 0 to 1, by shingles.

    >>> from searchsvc.articles import Paragraph
    >>> whole, part = (Article(paragraphs=(Paragraph(text),)) for text in ("大同新能源装机过半。", "大同新能源装机"))
    >>> overlap(shingles(whole), shingles(part))
    1.0
    """
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def same(one: Article, other: Article) -> bool:
    """Tell whether two articles are one, the second perhaps a corrected one."""
    return digest(one) == digest(other) or overlap(shingles(one), shingles(other)) >= ENOUGH


def pairs(former: Sequence[Article], current: Sequence[Article]) -> dict[int, int]:
    """Return for the articles of a page, by number, which of its former ones each is: equal ones, then the closest."""
    paired = _equal(former, current)
    theirs = {number: shingles(former[number]) for number in set(range(len(former))) - set(paired.values())}
    if not theirs:
        return paired
    ours = {number: shingles(current[number]) for number in range(len(current)) if number not in paired}
    close = [
        (-len(mine & yours), number, other)
        for number, mine in ours.items()
        for other, yours in theirs.items()
        if overlap(mine, yours) >= ENOUGH
    ]
    for _, number, other in sorted(close):
        if number in ours and other in theirs:
            paired[number] = other
            del ours[number], theirs[other]
    return paired


def _equal(former: Sequence[Article], current: Sequence[Article]) -> dict[int, int]:
    known = {digest(article): number for number, article in enumerate(former)}
    digests = {number: digest(article) for number, article in enumerate(current)}
    return {number: known[own] for number, own in digests.items() if own in known}


def _text(article: Article) -> str:
    return article.body or "\n".join(article.captions) or article.title or ""
