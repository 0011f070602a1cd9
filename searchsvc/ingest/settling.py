"""Which id an article gets in the archive: the one that its text had before, else one that no other text has."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from searchsvc.articles import Article
from searchsvc.enrich.signatures import Seen, further, pairs, same
from searchsvc.store.base import Entry, Incoming, Store


@dataclass(frozen=True, slots=True)
class Settled:
    """The articles of a page file with the ids they keep, and the ids of those that it no longer holds."""

    incoming: tuple[Incoming, ...]
    gone: tuple[tuple[str, str], ...] = ()  # (origin, id)


def settle(store: Store, page: Sequence[Incoming], seen: Seen, *, complete: bool) -> Settled:
    """Settle the ids of a page file's articles, or of one ready article, against the archive.

    A changed page hands its ids on to the articles whose text overlaps most; what is left over has vanished, unless
    the page was not read to its end (`complete`). A different page under a file name used before replaces nothing.
    """
    articles = [incoming.article for incoming in page]
    former = _former(store, page[0].origin, articles)
    matched = pairs([entry.last for entry in former], articles) if former else {}
    handed = {number: former[other].id for number, other in matched.items()}
    left = {entry.id for entry in former} - set(handed.values()) if handed and complete else set()
    own = {n: article.id for n, article in enumerate(articles) if n not in handed and article.id in left}
    kept = handed | own
    for number, name in kept.items():
        seen[name] = page[number].digest
    taken = frozenset(kept.values())
    names = [kept.get(n) or _free(store, incoming, taken, seen) for n, incoming in enumerate(page)]
    return Settled(
        tuple(each.under(name) for each, name in zip(page, names, strict=True)),
        tuple((str(page[0].origin), name) for name in sorted(left - taken)),
    )


def _former(store: Store, origin: str | None, articles: Iterable[Article]) -> list[Entry]:
    """Return what the file held before, if that was the same page of the same issue as far as both tell."""
    if origin is None:
        return []
    former = store.of_origin(origin)
    return former if _one_issue([entry.last for entry in former], list(articles)) else []


def _one_issue(former: Sequence[Article], current: Sequence[Article]) -> bool:
    for name in ("source", "published", "page"):
        before, now = ({getattr(article, name) for article in page} - {None} for page in (former, current))
        if before and now and not before & now:
            return False
    return True


def _free(store: Store, incoming: Incoming, taken: frozenset[str], seen: Seen) -> str:
    """Return the first of the ids an article may take that no other article has; an id that was given stays."""
    article, own = incoming.article, incoming.digest
    for name in further(article):
        if name not in taken and seen.get(name, own) == own and _is_free(store.as_read(name), article):
            seen[name] = own
            return name
    return article.id


def _is_free(entry: Entry | None, article: Article) -> bool:
    return entry is None or entry.state == "superseded" or same(entry.last, article)
