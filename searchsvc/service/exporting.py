"""The use case of taking all hits away: a walk through one state of the index, whatever comes meanwhile."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from searchsvc.articles import Article
from searchsvc.service import cursors
from searchsvc.service.archive import Archive
from searchsvc.service.asking import MAX_SIZE, Search
from searchsvc.service.search import Answer, Found, search


class Whole(NamedTuple):
    """A hit with its whole article."""

    found: Found
    article: Article


def walked(archive: Archive, asked: Search) -> Iterator[Whole]:
    """Return every hit in the order asked for, MAX_SIZE of them in memory at a time; not what was deleted meanwhile.

    Raises what `search` raises, before the first; later on Expired, where nobody took a hit for longer than a state
    of the index is kept.
    """
    begun = replace(asked, size=MAX_SIZE, page=1, facets=(), cursor=cursors.START, explain=False, figures=False)
    return _onward(archive, begun, search(archive, begun))


def _onward(archive: Archive, asked: Search, found: Answer) -> Iterator[Whole]:
    yield from _whole(archive, found)
    while found.cursor:
        found = search(archive, replace(asked, cursor=found.cursor))
        yield from _whole(archive, found)


def _whole(archive: Archive, answer: Answer) -> Iterator[Whole]:
    articles = archive.store.many(found.article.id for found in answer.hits)
    for found in answer.hits:
        if found.article.id in articles:
            yield Whole(found, articles[found.article.id])
