"""An archive moved from one store into another, proven row by row and by what both answer."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import get_args

from searchsvc.errors import BadRequest, IndexDamaged
from searchsvc.ingest.comparing import Share, unheard
from searchsvc.messages import Message
from searchsvc.store import open_tables
from searchsvc.store.base import Store
from searchsvc.store.figures import Field, Selection
from searchsvc.store.tables import move

SAMPLE = 100  # articles that both are asked for
Question = Callable[[Store], object]


@dataclass(frozen=True, slots=True)
class Moved:
    """How many rows each table has, and how many questions both stores answered alike."""

    rows: Mapping[str, int]
    asked: int


def move_store(source: str, target: str, index: Path, on_share: Share = unheard) -> Moved:
    """Move the archive of a place into another, a folder or the address of a database; the source serves on.

    `index` is the folder of the index on this machine. A move that broke off goes on; repeated later, it takes what
    changed in the source. Raises BadRequest where the target holds something else, IndexDamaged where the two are not
    equal, and what the stores raise.
    """
    if source == target:
        raise BadRequest(Message("来源与目标相同。", "Source and target are the same."), parameter="to")
    (own, folder), (its, place) = located(source, index), located(target, index)
    with closing(open_tables(own, folder)) as one, closing(open_tables(its, place, create=True)) as other:
        rows = move(one, other, on_share)
        with one.writing():
            return Moved(rows, sum(_alike(one, other, question) for question in _questions(one)))


def located(place: str, index: Path) -> tuple[str, Path]:
    """Return the store and the folder of a place: a folder, or the address of a database and `index`.

    >>> located("postgresql://db/news", Path("index"))[1] == Path("index"), located("/srv/news", Path("index"))[0]
    (True, 'sqlite')
    """
    return (place, index) if "://" in place else ("sqlite", Path(place))


def _questions(store: Store) -> Iterator[Question]:
    """Yield what both stores are asked: figures by each field, and articles from all over with their copies."""
    yield from (partial(_counts, field) for field in get_args(Field))
    step = max(1, store.count() // SAMPLE)
    ids = [each.id for each in islice(store.changes(), 0, None, step)]
    yield from (partial(_article, name) for name in ids)


def _counts(field: Field, store: Store) -> object:
    return store.figures.counts(Selection(), field)


def _article(name: str, store: Store) -> object:
    entry = store.get(name)
    assert entry is not None  # it was there a moment ago, and nobody writes
    state = (entry.sequence, entry.state, entry.changed, entry.origin, entry.rules, entry.whole, entry.cluster)
    return state, entry.last, store.duplicates([name]), store.page_text(name)


def _alike(one: Store, other: Store, question: Question) -> bool:
    if question(one) != question(other):
        raise IndexDamaged(
            Message("搬运后两边的回答不一致。", "After the move the two answer differently."),
            Message("原存档未动；请再运行一次。", "The source is untouched; run the command again."),
        )
    return True
