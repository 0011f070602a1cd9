"""The companies that the newest articles name."""

import re
from collections import Counter
from collections.abc import Iterator

from searchsvc.analysis import fold
from searchsvc.articles import Article
from searchsvc.engines.base import Contains, Or, Request
from searchsvc.enrich.gazetteer import gazetteer
from searchsvc.service.archive import Archive

NEWEST = 1000  # articles that are read for companies
_ENDINGS = ("公司", "集团")
_CALLED = re.compile("[\u4e00-\u9fff（）()]{2,24}?(?:集团(?:股份)?(?:有限(?:责任)?公司)?|有限(?:责任)?公司)")
_OPEN = re.compile("(?:^|[“《、，。；：])$")


def companies(archive: Archive) -> dict[str, int]:
    """Return the names of companies in the newest articles that hold one, with how many of these name each."""
    holding = Or(tuple(Contains(fold(ending)) for ending in _ENDINGS))
    hits = archive.search(Request(match=holding, sort="newest", size=NEWEST)).hits
    articles = archive.store.many(hit.id for hit in hits)
    return Counter(name for article in articles.values() for name in set(_named(article)))


def _named(article: Article) -> Iterator[str]:
    """Yield what is called a company: from a place or a mark on, since nothing else tells where its name begins."""
    for paragraph in article.paragraphs:
        for match in _CALLED.finditer(paragraph.text):
            begins = [hit.start for hit in gazetteer().hits(match.group())]
            if _OPEN.search(paragraph.text[: match.start()][-1:]) and not begins:
                yield match.group()
            elif begins and begins[0] + 2 < len(match.group()):
                yield match.group()[begins[0] :]
