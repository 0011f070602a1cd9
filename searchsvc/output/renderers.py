"""The forms in which answers leave the command line: one row of RENDERERS each."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping

from searchsvc.output import records, screens
from searchsvc.output.terminal import Style, clean, marked, painted
from searchsvc.service.search import Answer, Found
from searchsvc.shown import Head

Answers = Iterable[Answer]
Renderer = Callable[[Answers, Style], Iterator[str]]

_COLUMNS = ("id", "published", "source", "page", "title", "city", "zone", "industry", "score", "snippet")


def as_json(value: object) -> str:
    """Return a value as one line of JSON, its Chinese readable."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def as_csv(rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """Yield rows as lines of CSV, without their ends; what a spreadsheet would run is text (`guarded`)."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="")
    for row in rows:
        writer.writerow(map(guarded, row))
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def guarded(value: object) -> object:
    """Return a cell; a text that a spreadsheet would take for a formula gets a leading apostrophe.

    >>> guarded("=1+1"), guarded("大同"), guarded(-0.05)
    ("'=1+1", '大同', -0.05)
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def as_tabs(*cells: str | None) -> str:
    """Return cells as one line, tabs between them and none within."""
    return "\t".join(clean(cell or "") for cell in cells)


def _json(answers: Answers, style: Style) -> Iterator[str]:
    return (as_json(records.answer(answer, style.lang)) for answer in answers)


def _jsonl(answers: Answers, style: Style) -> Iterator[str]:
    for q, found in _each(answers):
        [record] = records.hits([found], q)
        yield as_json(({"q": q} if style.labelled else {}) | record)


def _csv(answers: Answers, style: Style) -> Iterator[str]:
    yield from as_csv([_label(style, "q") + _COLUMNS])
    yield from as_csv(_label(style, q) + _row(found) for q, found in _each(answers))


def _ids(answers: Answers, style: Style) -> Iterator[str]:
    return (as_tabs(*_label(style, q), found.article.id) for q, found in _each(answers))


def _lines(answers: Answers, style: Style) -> Iterator[str]:
    for q, found in _each(answers):
        cells = [clean(cell or "") for cell in (*_label(style, q), *_head(found.article)[:-1])]
        title = marked(clean(found.article.title or ""), found.title_marks, style)
        passages = " … ".join(marked(clean(item.text), item.marks, style) for item in found.snippets)
        yield "\t".join([*cells, title, passages])


def _screen(answers: Answers, style: Style) -> Iterator[str]:
    for answer in answers:
        yield from (painted(clean(q), "head", style) for q in _label(style, answer.search.q))
        yield from screens.hits(answer, style)


def _each(answers: Answers) -> Iterator[tuple[str, Found]]:
    return ((answer.search.q, found) for answer in answers for found in answer.hits)


def _label(style: Style, q: str) -> tuple[str, ...]:
    return (q,) if style.labelled else ()


def _row(found: Found) -> tuple[object, ...]:
    article = found.article
    facets = ["；".join(values) for values in (article.city, article.zone, article.industry)]
    return (*_head(article), *facets, round(found.score, 4), _passages(found))


def _head(article: Head) -> tuple[str | None, ...]:
    return article.id, article.published, article.source, article.page, article.title


def _passages(found: Found) -> str:
    return " … ".join(snippet.text for snippet in found.snippets)


RENDERERS: Mapping[str, Renderer] = {
    "screen": _screen,
    "lines": _lines,
    "ids": _ids,
    "json": _json,
    "jsonl": _jsonl,
    "csv": _csv,
}
