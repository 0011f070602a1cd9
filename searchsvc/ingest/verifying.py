"""Whether archive and index are as they were written, and say the same."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from searchsvc.engines.base import Engine, Request
from searchsvc.engines.expressions import And, Contains, Expression, HasId, HasValue
from searchsvc.errors import IndexDamaged, IndexOutdated
from searchsvc.ingest.upkeep import catch_up
from searchsvc.messages import Message
from searchsvc.schema import Document, document
from searchsvc.store.base import Entry, Store

Part = Literal["store", "index"]
SAMPLE = 100  # articles whose every part is looked up
_PAGE = 1000  # hits walked at a time


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where: the archive, which only a backup mends, or the index, which a rebuild does."""

    part: Part
    message: Message


def verify(store: Store, engine: Engine, *, deep: bool = False) -> Iterator[Fault]:
    """Yield every fault; with `deep` all articles are looked up in the index, else SAMPLE of them.

    The files of the index are compared with their sums before anything of them is read otherwise. An index that is
    only behind is brought in line, as whoever opens it does. Nothing else is changed.
    """
    broken = False
    for message in store.faults():
        broken = True
        yield Fault("store", message)
    if not broken:  # else there is nothing to compare the index with
        try:
            yield from (Fault("index", message) for message in _index(store, engine, deep=deep))
        except (IndexDamaged, IndexOutdated) as error:
            yield Fault("index", error.message)


def _index(store: Store, engine: Engine, *, deep: bool) -> Iterator[Message]:
    bad = list(engine.faults())
    yield from bad
    if bad:
        return
    with store.writing(), store.indexing():  # nothing comes between what the store says and what the index does
        catch_up(store, engine)
        differing = list(_differences({each.id: each.sequence for each in store.changes()}, dict(_held(engine))))
        yield from differing
        if differing:
            return
        step = 1 if deep else max(1, store.count() // SAMPLE)
        yield from _unfound(engine, islice(store.changes(), 0, None, step))


def _held(engine: Engine) -> Iterator[tuple[str, int]]:
    """Yield id and sequence of every article that the index finds."""
    after = None
    while hits := engine.search(Request(sort="newest", size=_PAGE, after=after)).hits:
        yield from ((hit.id, hit.place[2]) for hit in hits)
        after = hits[-1].place


def _differences(store: Mapping[str, int], index: Mapping[str, int]) -> Iterator[Message]:
    for name in sorted(store.keys() | index.keys()):
        if name not in index:
            yield Message(f"索引里没有文章 {name}。", f"The index lacks article {name}.")
        elif name not in store:
            yield Message(
                f"索引里的文章 {name} 不在存档里。", f"The index has article {name}, which the archive has not."
            )
        elif store[name] != index[name]:
            yield Message(f"索引里的文章 {name} 不是最新的。", f"The index has another state of article {name}.")


def _unfound(engine: Engine, entries: Iterator[Entry]) -> Iterator[Message]:
    for each in entries:
        if each.article:
            wanted = _all_of(document(each.article, each.cluster))
            if engine.search(Request(match=wanted, size=1)).total != 1:
                yield Message(
                    f"索引找不到文章 {each.id} 的全部内容。", f"The index does not find all of article {each.id}."
                )


def _all_of(held: Document) -> Expression:
    """Return what only this article, as it is in the archive, matches."""
    texts = tuple(Contains(part.text, frozenset({part.field})) for part in held.parts)
    values = tuple(HasValue(facet, frozenset({value})) for facet, given in held.facets.items() for value in given)
    return And((HasId(frozenset({held.id})), *texts, *values))
