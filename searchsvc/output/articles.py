"""One article, and a text taken apart, as JSON objects."""

from collections.abc import Iterator
from typing import Any

from searchsvc.analysis import Folded, Token
from searchsvc.articles import to_record
from searchsvc.messages import Language
from searchsvc.output.records import listed
from searchsvc.output.understood import understood
from searchsvc.service.analyze import Analysis
from searchsvc.service.reading import Shown
from searchsvc.snippets import Mark
from searchsvc.store.corrections import as_records

Record = dict[str, Any]


def shown(found: Shown) -> Record:
    """Return an article, the marks of a query in each of its texts, and what was corrected by hand.

    `title_marks` and `body_marks` are those of the title and, counted in the whole body, of its paragraphs.
    """
    places = [
        {"field": field, "number": number, "marks": listed(marks)} for (field, number), marks in found.marks.items()
    ]
    return {
        **article(found),
        "title_marks": listed(found.marks.get(("title", 0), ())),
        "body_marks": listed(_in_body(found)),
        "marks": places,
    }


def article(found: Shown) -> Record:
    """Return an article and what was corrected of it by hand."""
    return {**to_record(found.article), "corrections": as_records(found.corrections)}


def _in_body(found: Shown) -> Iterator[Mark]:
    start = 0
    for number, paragraph in enumerate(found.article.paragraphs):
        yield from ((start + first, start + last) for first, last in found.marks.get(("body", number), ()))
        start += len(paragraph.text) + 1


def analysis(found: Analysis, lang: Language) -> Record:
    """Return a text taken apart; a token's `start` and `end` are those of the text as given."""
    article = to_record(found.article)
    return {
        "text": found.text,
        "folded": found.folded.text,
        "tokens": [token(item, found.folded) for item in found.tokens],
        "words": list(found.words),
        "query": found.query.parsed,
        "warnings": understood(found.query, lang)["warnings"],
        **{name: article[name] for name in ("city", "zone", "industry", "evidence")},
    }


def token(item: Token, folded: Folded) -> Record:
    """Return a piece of a folded text with its place in the source."""
    start, end = folded.source(item.start, item.end)
    return {"text": item.text, "start": start, "end": end, "word": item.word}
