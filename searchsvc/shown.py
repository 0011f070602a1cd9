"""What of an article is shown among hits, as the engines keep it beside what they search."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from searchsvc.analysis import Folded, fold
from searchsvc.articles import Article, Lines

BETWEEN = "\uffff"  # the texts of an article, folded as one: no character, and part of no run


class Head(NamedTuple):
    """The head of an article, as in Article, and the `spans` of lines of its paragraphs that hold a text, if any."""

    id: str = ""
    title: str | None = None
    title_inferred: bool = False
    kicker: str | None = None
    subtitle: str | None = None
    authors: tuple[str, ...] = ()
    source: str | None = None
    published: str | None = None
    page: str | None = None
    lines: Lines | None = None
    city: tuple[str, ...] = ()
    zone: tuple[str, ...] = ()
    industry: tuple[str, ...] = ()
    spans: tuple[Lines | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """An article as it is shown among hits.

    `text` is all that can be found of it (`schema.searchable`), its source known, with a BETWEEN between each two
    `parts`: the field of each, and the place in the folded text that it begins at. `duplicates` are the other articles
    of its cluster.
    """

    head: Head
    text: Folded
    parts: Sequence[tuple[str, int]]
    duplicates: int = 0

    def pieces(self) -> Iterator[tuple[str, Folded]]:
        """Yield the field and the folded text of each part, without its source."""
        starts = [*(start for _, start in self.parts), len(self.text.text) + len(BETWEEN)]
        for (field, _), (start, end) in zip(self.parts, pairwise(starts), strict=True):
            yield field, self.text.piece(start, end - len(BETWEEN))


def head(article: Article) -> Head:
    """Return the head of an article."""
    spans = tuple(paragraph.lines for paragraph in article.paragraphs if paragraph.text)
    kept = (getattr(article, name) for name in Head._fields[:-1])
    return Head._make((*kept, spans if any(spans) else ()))


def written(kept: Head) -> str:
    """Return a head as JSON, without its id."""
    return json.dumps(kept[1:], ensure_ascii=False, separators=(",", ":"))


def read(article_id: str, said: str | bytes) -> Head:
    """Return the head that is written so.

    >>> kept = Head("a1", title="大同：新能源装机增长", lines=(3, 9), city=("大同市",), spans=(None, (4, 9)))
    >>> read("a1", written(kept)) == kept
    True
    """
    *values, spans = json.loads(said)
    return Head._make((article_id, *map(_frozen, values), tuple(map(_frozen, spans))))


def shown(kept: Head, parts: Iterable[tuple[str, Folded]], duplicates: int = 0) -> Shown:
    """Return an article as it is shown, of parts whose source is known."""
    given = list(parts)
    begun, places = 0, []
    for field, text in given:
        places.append((field, begun))
        begun += len(text.text) + len(BETWEEN)
    return Shown(kept, fold(BETWEEN.join(text.raw for _, text in given)), places, duplicates)


def _frozen(value: Any) -> Any:  # noqa: ANN401 - JSON
    return tuple(value) if isinstance(value, list) else value
