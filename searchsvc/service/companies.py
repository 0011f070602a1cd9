"""The companies that the newest articles name."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from searchsvc.analysis import fold, tokens
from searchsvc.articles import Article
from searchsvc.engines.base import Request
from searchsvc.engines.expressions import Contains, Or
from searchsvc.enrich.gazetteer import gazetteer
from searchsvc.enrich.lexicon import Hit
from searchsvc.service.archive import Archive
from searchsvc.service.stopwords import stopwords

NEWEST = 1000  # articles that are read for companies
_ENDINGS = ("公司", "集团")
# What leads to a name.
_LEADING = re.compile("包括|涉及|查处|发现|走进|来自|属于|隶属|通报|侦破|启动|支持|加强|强化|该|某|原")
_CALLED = re.compile("[\u4e00-\u9fff（）()]{2,24}?(?:集团(?:股份)?(?:有限(?:责任)?公司)?|有限(?:责任)?公司)")
_NONE = re.compile("(?:集团|股份|有限|责任|公司)+|.*[一二三四五六七八九十]国集团")  # 二十国集团 is no company
_OPEN = re.compile("[《、，。；：]?")  # nothing, or a mark, stands before a name


def companies(archive: Archive) -> dict[str, int]:
    """Return the names of companies in the newest articles that hold one, with how many of these name each."""
    holding = Or(tuple(Contains(fold(ending)) for ending in _ENDINGS))
    hits = archive.search(Request(match=holding, sort="newest", size=NEWEST)).hits
    articles = archive.store.many(hit.id for hit in hits)
    return Counter(name for article in articles.values() for name in set(_named(article)))


def _named(article: Article) -> Iterator[str]:
    """Yield what is called a company, where something tells where its name begins."""
    for paragraph in article.paragraphs:
        for match in _CALLED.finditer(paragraph.text):
            name = _name(match.group(), paragraph.text[: match.start()][-1:])
            if name and not _NONE.fullmatch(name) and name.count("（") == name.count("）"):
                yield name


def _name(called: str, before: str) -> str | None:
    """Return the name that a run ending like a company's ends with: whole in quotes, else from where something tells.

    That is behind the last word that asks, joins or leads to a name, and there from the last place on, or from a mark.

    >>> _name("走进太原重工集团", "者"), _name("潞安化工集团", "“"), _name("太原公司", "")
    ('太原重工集团', '潞安化工集团', None)
    """
    if before == "“":
        return called
    words = [token for token in tokens(fold(called)) if token.text not in _ENDINGS]
    begin = max((token.end for token in words if _leads(token.text)), default=0)
    starts = {token.start for token in words if token.start >= begin and called[token.start - 1 : token.start] != "（"}
    places = [hit for hit in gazetteer().hits(called) if hit.start in starts]
    if places:
        return called[_run(places).start :] if called[places[-1].end :] not in _ENDINGS else None
    return called[begin:] if begin or _OPEN.fullmatch(before) else None


def _leads(word: str) -> bool:
    return bool(_LEADING.fullmatch(word)) or word in stopwords()


def _run(places: Sequence[Hit[Any]]) -> Hit[Any]:
    """Return the first of the last places that follow each other: 山西 in 山西大同."""
    first = places[-1]
    for place in reversed(places):
        first = place if place.end == first.start else first
    return first
