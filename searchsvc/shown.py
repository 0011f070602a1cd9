"""What of an article is shown among hits, as the engines keep it beside what they search."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

from searchsvc.analysis import Folded, Places
from searchsvc.articles import Article, Lines

_JSON = json.JSONDecoder().raw_decode  # twice as fast as json.loads for what has nothing around it
_AS_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
Written = tuple[str, Places]  # a text as it was written, and where there each character of its folded form comes from
BETWEEN = "\uffff"  # the texts of an article, folded as one: no character, and part of no run


class Head(NamedTuple):
    """The head of an article, as in Article, and of its paragraphs that hold a text what passages are placed by.

    `begins` are the characters of the body that they begin at, `spans` the lines that they stand on, if any.
    """

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
    begins: tuple[int, ...] = ()
    spans: tuple[Lines | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """An article as it is shown among hits.

    `text` is all that can be found of it (`schema.searchable`), folded as one, with a BETWEEN between each two parts:
    `fields` has the field of each, `begins` the place that it begins at, and last the one that a further part would.
    `source` tells how a part, by its number, was written. `duplicates` are the other articles of its cluster.
    """

    head: Head
    text: Folded
    fields: Sequence[str]
    begins: Sequence[int]
    source: Callable[[int], Written] = field(compare=False)
    duplicates: int = 0

    def pieces(self) -> Iterator[tuple[str, Folded]]:
        """Yield the field and the text of each part, with how it was written."""
        for number, (name, (begin, behind)) in enumerate(zip(self.fields, pairwise(self.begins), strict=True)):
            yield name, self.text.piece(begin, behind - len(BETWEEN), *self.source(number))


def head(article: Article) -> Head:
    """Return the head of an article."""
    places = accumulate((len(paragraph.text) + 1 for paragraph in article.paragraphs), initial=0)
    begins = tuple(place for place, paragraph in zip(places, article.paragraphs, strict=False) if paragraph.text)
    spans = tuple(paragraph.lines for paragraph in article.paragraphs if paragraph.text)
    kept = (getattr(article, name) for name in Head._fields[:-2])
    return Head._make((*kept, begins, spans if any(spans) else ()))


def written(kept: Head) -> str:
    """Return a head as JSON, without its id; of paragraphs that all are on its own lines, as of JSONL, how many."""
    alike = bool(kept.spans) and set(kept.spans) == {kept.lines}
    return _AS_JSON((*kept[1:-1], len(kept.spans) if alike else kept.spans))


def read(article_id: str, said: str) -> Head:
    """Return the head that is written so.

    >>> kept = Head("a1", title="大同：新能源", lines=(3, 9), city=("大同",), begins=(0, 8), spans=(None, (4, 9)))
    >>> alike = kept._replace(spans=((3, 9), (3, 9)))
    >>> [read("a1", written(one)) == one for one in (kept, alike)]
    [True, True]
    """
    *values, authors, source, published, page, lines, city, zone, industry, begins, spans = _JSON(said)[0]
    printed = tuple(authors), source, published, page, _frozen(lines)
    filed = tuple(city), tuple(zone), tuple(industry)
    own = (printed[-1],) * spans if isinstance(spans, int) else tuple(map(_frozen, spans))
    return Head._make((article_id, *values, *printed, *filed, tuple(begins), own))


def shown(kept: Head, parts: Iterable[tuple[str, Folded]], duplicates: int = 0) -> Shown:
    """Return an article as it is shown, of parts whose source is known."""
    given, begun = list(parts), 0
    begins, breaks = list[int](), list[int]()
    for _, text in given:
        begins.append(begun)
        breaks += [begun + place for place in text.breaks]
        begun += len(text.text) + len(BETWEEN)
    whole = Folded(BETWEEN.join(text.text for _, text in given), frozenset(breaks))
    begins.append(begun or len(BETWEEN))

    def source(number: int) -> Written:
        return given[number][1].raw, given[number][1].offsets

    return Shown(kept, whole, [name for name, _ in given], begins, source, duplicates)


def _frozen(value: list[Any] | None) -> Any:  # noqa: ANN401 - JSON
    return None if value is None else tuple(value)
