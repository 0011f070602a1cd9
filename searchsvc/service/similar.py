"""The use case of looking around an article: its near-duplicates with what changed, and what else is about the same."""

import math
from collections import Counter
from dataclasses import dataclass

from searchsvc.analysis import fold, words
from searchsvc.articles import Article
from searchsvc.engines.base import Request
from searchsvc.engines.expressions import And, Contains, HasId, Not, Or
from searchsvc.errors import BadRequest
from searchsvc.messages import Message
from searchsvc.schema import searchable
from searchsvc.service.archive import Archive
from searchsvc.service.asking import MAX_SIZE
from searchsvc.service.differing import Difference, difference
from searchsvc.service.reading import read

SIZE = 10  # articles, unless it is asked for more
_ASKED = 60  # of an article's words: so many of the most frequent are asked how rare they are …
_TELLING = 15  # … and the most telling of them looked for
_HEADLINE = 3  # times that a word of the headline counts


@dataclass(frozen=True, slots=True)
class Similar:
    """An article like another one; `difference`, from the other to this, for near-duplicates alone."""

    article: Article
    difference: Difference | None

    @property
    def duplicate(self) -> bool:
        """Whether the one is a copy of the other."""
        return self.difference is not None


def similar(archive: Archive, article_id: str, size: int = SIZE) -> tuple[Similar, ...]:
    """Return up to `size` (1 to 100) articles like this one: near-duplicates, then those that share its rare words.

    Raises NotFound, Gone, and BadRequest for a size out of range.
    """
    if not 1 <= size <= MAX_SIZE:
        said = Message(f"size 应在 1 到 {MAX_SIZE} 之间。", f"size is between 1 and {MAX_SIZE}.")
        raise BadRequest(said, parameter="size")
    article = read(archive, article_id)
    copies = archive.store.duplicates([article.id])[article.id]
    found = archive.store.many(copies[:size])
    near = [Similar(other, difference(article, other)) for other in found.values()]
    near.sort(key=lambda each: (each.article.published or "", each.article.id))
    others = _related(archive, article, {article.id, *copies}, size - len(near)) if len(near) < size else []
    return (*near, *(Similar(other, None) for other in others))


def _related(archive: Archive, article: Article, known: set[str], size: int) -> list[Article]:
    """Return the articles that rank highest for this one's telling words, those that are known left out."""
    telling = _telling(archive, article)
    match = And((Or(tuple(Contains(fold(word)) for word in telling)), Not(HasId(frozenset(known)))))
    results = archive.search(Request(match=match, words=telling, size=size, recency=False))
    found = archive.store.many(hit.id for hit in results.hits)
    return [found[hit.id] for hit in results.hits if hit.id in found]


def _telling(archive: Archive, article: Article) -> tuple[str, ...]:
    """Return the words that tell most of an article: often said in it, and in few others."""
    often = _often(article)
    asked = tuple(Contains(fold(word)) for word in often)
    results = archive.search(Request(size=1, counts=asked))
    weights = {
        word: count * math.log(results.total / having)
        for (word, count), having in zip(often.items(), results.counts, strict=True)
        if having > 1
    }
    best = sorted(weights, key=lambda word: (-weights[word], word))
    return tuple(word for word in best[:_TELLING] if weights[word] > 0)


def _often(article: Article) -> dict[str, int]:
    """Return the most frequent words of two characters and more, those of the headline counted several times."""
    counted: Counter[str] = Counter()
    for field, _, text in searchable(article):
        for word in words(fold(text)):
            if len(word) > 1:
                counted[word] += _HEADLINE if field in ("title", "kicker", "subtitle") else 1
    return dict(counted.most_common(_ASKED))
