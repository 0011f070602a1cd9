"""Quotations: a passage that really stands in an article, where it stands, and a number to check it by later."""

import hashlib
from dataclasses import dataclass

from searchsvc.analysis import fold, inside
from searchsvc.articles import Article, Lines
from searchsvc.schema import searchable


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage as the article prints it, the part that it stands in, and that part's lines in the source.

    `check` is made of the article's id and the passage: whoever has both can make it again.
    """

    text: str
    field: str
    number: int
    lines: Lines | None
    check: str


def quotation(article: Article, passage: str) -> Quotation | None:
    """Return the first place where a passage stands in one part of an article; width, case and spaces may differ."""
    wanted = fold(passage)
    for field, number, text in searchable(article):
        folded = fold(text)
        for place in inside(wanted, folded):
            start, end = folded.source(*place)
            lines = article.paragraphs[number].lines if field == "body" else None
            return Quotation(text[start:end], field, number, lines, check(article.id, text[start:end]))
    return None


def check(article_id: str, passage: str) -> str:
    """Return 16 hex digits of the SHA-256 of an id, a line feed and a passage."""
    return hashlib.sha256(f"{article_id}\n{passage}".encode()).hexdigest()[:16]
