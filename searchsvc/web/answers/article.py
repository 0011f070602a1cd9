"""What is answered of one article, and of a text taken apart."""

from dataclasses import fields
from typing import Any, get_type_hints

from pydantic import create_model

from searchsvc.articles import Article, Evidence, Lines
from searchsvc.snippets import Mark
from searchsvc.web.answers.base import Answered


class CorrectionAnswer(Answered):
    """What somebody corrected by hand, and when (UTC); a figure is told by its `spot`: its sentence, start and end."""

    field: str
    value: str | list[str] | dict[str, Any] | None
    by: str
    at: str
    spot: str


class MarkedText(Answered):
    """The marks in a text of the article: the `number` of a `field`, counted from 0 where it has several texts."""

    field: str
    number: int
    marks: list[Mark]


class Citations(Answered):
    """The article cited: by GB/T 7714-2015, in a sentence, as BibTeX."""

    gbt7714: str
    plain: str
    bibtex: str


class Token(Answered):
    """A piece of the folded text; `start` and `end` are the code points of the text as given that it comes from."""

    text: str
    start: int
    end: int
    word: bool


class AnalyzeAnswer(Answered):
    """A text taken apart: folded, cut, as a query, and as an article."""

    text: str
    folded: str
    tokens: list[Token]
    words: list[str]
    query: str
    warnings: list[str]
    city: list[str]
    zone: list[str]
    industry: list[str]
    evidence: list[Evidence]


def _article_fields() -> dict[str, Any]:
    """Return the keys of an article as JSON with their types (`articles.to_record`)."""
    types = get_type_hints(Article)
    named: dict[str, Any] = {}
    for field in fields(Article):
        if field.name == "paragraphs":
            named |= {"body": (str, ...), "paragraph_lines": (list[Lines | None], ...)}
        else:
            named[field.name] = (types[field.name], ...)
    marks = {"title_marks": (list[Mark], ...), "body_marks": (list[Mark], ...), "marks": (list[MarkedText], ...)}
    return named | marks | {"corrections": (list[CorrectionAnswer], ...), "citations": (Citations, ...)}


ArticleAnswer: type[Answered] = create_model(
    "ArticleAnswer",
    __base__=Answered,
    __doc__="An article; marks are [start, end) in code points of the text they are of.",
    **_article_fields(),
)
