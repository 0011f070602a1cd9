"""Articles as stores write them: what was read and what was derived as two texts of JSON, hashed."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from searchsvc.articles import DERIVED, Article, from_record, to_record
from searchsvc.enrich.figures.amounts import base_of
from searchsvc.store.figures import spot_of

_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True)  # without slots, which would make it slow to send to another process
class Record:
    """An article as it is written; `content` is the same for the same words in another file or on other lines.

    `figures` are the rows of its figures.
    """

    path: str | None
    read: str
    derived: str
    hash: bytes
    content: bytes
    figures: tuple[tuple[object, ...], ...]

    def article(self) -> Article:
        """Return the article."""
        return from_record({**json.loads(self.read), **json.loads(self.derived), "path": self.path})


def record(article: Article) -> Record:
    """Return an article as it is written."""
    values = to_record(article)
    content = hashlib.sha256(_json(_without_place(values)).encode()).digest()
    path = values.pop("path")
    derived = _json({name: values.pop(name) for name in DERIVED})
    read = _json(values)
    return Record(path, read, derived, hashed(article.id, path, read, derived), content, figure_rows(article))


def _without_place(values: dict[str, Any]) -> dict[str, Any]:
    """Return what an article says: not where it stands, nor how sure its cut is, which hangs on its neighbours too."""
    place = ("path", "lines", "paragraph_lines", "confidence")
    said = {name: value for name, value in values.items() if name not in place}
    for name in ("evidence", "figures"):
        said[name] = [{key: value for key, value in item.items() if key != "lines"} for item in values[name]]
    return said


def hashed(*columns: str | None) -> bytes:
    """Return a hash of texts, by which is proven that they are as they were written."""
    return hashlib.sha256("\0".join(column or "" for column in columns).encode()).digest()


def figure_rows(article: Article) -> tuple[tuple[object, ...], ...]:
    """Return the rows of the table of figures, in the order of its columns."""
    return tuple(
        (
            article.id,
            place,
            figure.metric,
            figure.label,
            float(figure.value),
            figure.unit,
            float(figure.amount),
            figure.amount_max if figure.amount_max is None else float(figure.amount_max),
            figure.bound,
            figure.city,
            figure.zone,
            figure.stage,
            figure.quote,
            figure.start,
            figure.end,
            *(figure.lines or (None, None)),
            article.title,
            article.source,
            article.published,
            base_of(figure.unit),
            spot_of(article, figure),
        )
        for place, figure in enumerate(article.figures)
    )
