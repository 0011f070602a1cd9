"""The use case of looking at the page that an article came from: its lines, and which of them are the article's."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from searchsvc.articles import Article, Lines
from searchsvc.service.archive import Archive
from searchsvc.store.base import Entry

LONG = 1000  # lines; of a longer page only what stands around the article is shown
_AROUND = 100  # lines, before and behind it


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines that follow each other, the first numbered `first` from 1; `own` are those of the article."""

    first: int
    lines: tuple[str, ...]
    own: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """A page as it was read, with the article, or the part of it, that stands there.

    `total` lines has the page, all of them in `stretches` unless it is long. `others` are the further articles of the
    page by the line that they begin on.
    """

    part: Article
    total: int
    stretches: tuple[Stretch, ...]
    others: Mapping[int, Article]


def standing(archive: Archive, article: Article) -> list[Standing]:
    """Return the pages that the parts of an article stand on, in order; those whose lines are kept."""
    entries = [archive.store.as_read(part) for part in article.parts or (article.id,)]
    return [found for entry in entries if entry for found in _pages(archive, entry)]


def _pages(archive: Archive, entry: Entry) -> Iterator[Standing]:
    text = archive.store.page_text(entry.id)
    spans = list(_spans(entry.last))
    if text and spans:
        shown = _shown(len(text), spans)
        beside = archive.store.of_origin(entry.origin) if entry.origin else []
        others = {each.article.lines[0]: each.article for each in beside if each.article and each.article.lines}
        others = {line: other for line, other in others.items() if other.id != entry.id and line in shown}
        yield Standing(entry.last, len(text), tuple(_stretches(text, shown, spans)), others)


def _spans(article: Article) -> Iterator[Lines]:
    """Yield the lines of each paragraph; those of the article where its paragraphs have none."""
    spans = [paragraph.lines for paragraph in article.paragraphs if paragraph.lines]
    yield from spans or ([article.lines] if article.lines else [])


def _shown(total: int, spans: Iterable[Lines]) -> range:
    """Return the numbers of the lines that are shown."""
    ends = list(zip(*spans, strict=True))
    first, last = (min(ends[0]), max(ends[1])) if total > LONG else (1, total)
    around = _AROUND if total > LONG else 0
    return range(max(1, first - around), min(total, last + around) + 1)


def _stretches(text: tuple[str, ...], shown: range, spans: Iterable[Lines]) -> Iterator[Stretch]:
    own = {number for first, last in spans for number in range(first, last + 1)}
    for is_own, numbers in groupby(shown, key=own.__contains__):
        stretch = list(numbers)
        yield Stretch(stretch[0], text[stretch[0] - 1 : stretch[-1]], is_own)
