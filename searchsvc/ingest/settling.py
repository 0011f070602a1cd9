"""Which id an article gets in the archive: the one that its text had before, else one that no other text has."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from searchsvc.articles import Article
from searchsvc.enrich.signatures import Seen, further, pairs, same
from searchsvc.store.base import Entry, Incoming, Store


@dataclass(frozen=True, slots=True)
class Settled:
    """The articles of a page file with the ids they keep, and the ids of those that it no longer holds."""

    incoming: tuple[Incoming, ...]
    gone: tuple[tuple[str, str], ...] = ()  # (origin, id)


def settle(
    store: Store, page: Sequence[Incoming], seen: Seen, *, complete: bool, absent: Container[str] = ()
) -> Settled:
    """Settle the ids of a page file's articles, or of one ready article, against the archive.

    `absent` are ids of which is known that nothing was ever read under them.

    A changed page hands its ids on to the articles whose text overlaps most; what is left over has vanished, unless
    the page was not read to its end (`complete`). A different page under a file name used before replaces nothing.
    """
    former = _former(store, page)
    matched = pairs([entry.last for entry in former], [each.article for each in page]) if former else {}
    handed = {number: former[other].id for number, other in matched.items()}
    left = {entry.id for entry in former} - set(handed.values()) if handed and complete else set()
    own = {n: each.known.id for n, each in enumerate(page) if n not in handed and each.known.id in left}
    kept = handed | own
    for number, name in kept.items():
        seen[name] = page[number].digest
    taken = frozenset(kept.values())
    names = [kept.get(n) or _free(store, incoming, taken, seen, absent) for n, incoming in enumerate(page)]
    return Settled(
        tuple(each.under(name) for each, name in zip(page, names, strict=True)),
        tuple((str(page[0].origin), name) for name in sorted(left - taken)),
    )


def unread(store: Store, incoming: Iterable[Incoming]) -> frozenset[str]:
    """Return the ids of articles under which nothing was ever read: asked for all at once, it takes a tenth."""
    ids = frozenset(each.known.id for each in incoming)
    return ids - store.held(ids)


def _former(store: Store, page: Sequence[Incoming]) -> list[Entry]:
    """Return what the file held before, if that was the same page of the same issue as far as both tell."""
    origin = page[0].origin
    former = store.of_origin(origin) if origin is not None else []
    return former if former and _one_issue([each.last for each in former], [each.article for each in page]) else []


def _one_issue(former: Sequence[Article], current: Sequence[Article]) -> bool:
    for name in ("source", "published", "page"):
        before, now = ({getattr(article, name) for article in page} - {None} for page in (former, current))
        if before and now and not before & now:
            return False
    return True


def _free(store: Store, incoming: Incoming, taken: frozenset[str], seen: Seen, absent: Container[str]) -> str:
    """Return the first of the ids an article may take that no other article has; an id that was given stays."""
    own = incoming.digest
    for name in _names(incoming):
        if name in taken or seen.get(name, own) != own:
            continue
        if name in absent or _is_free(store.as_read(name), incoming):
            seen[name] = own
            return name
    return incoming.known.id


def _names(incoming: Incoming) -> Iterator[str]:
    """Yield the ids that an article may take: its own nearly always."""
    yield incoming.known.id
    yield from islice(further(incoming.article), 1, None)


def _is_free(entry: Entry | None, incoming: Incoming) -> bool:
    return entry is None or entry.state == "superseded" or same(entry.last, incoming.article)
