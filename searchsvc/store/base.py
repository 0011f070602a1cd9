"""The port: the archive of what was read, what was derived from it, and in which order it came."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from searchsvc.articles import Article

Outcome = Literal["new", "replaced", "unchanged", "tombstoned"]
State = Literal[
    "living", "deleted", "superseded"
]  # superseded: gone from the page it stood on, which may bring it back


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The state of an id from `sequence` on, which began at `changed` (ISO, UTC).

    `last` is the article, or what it was when it was deleted. `origin` is the page file it came from (absolute),
    None for ready articles; `rules` the version of the rules that derived its facets; `reason` why it was deleted.
    """

    sequence: int
    id: str
    last: Article
    changed: str
    state: State = "living"
    origin: str | None = None
    rules: str | None = None
    reason: str | None = None

    @property
    def article(self) -> Article | None:
        """The article while it lives, else None."""
        return self.last if self.state == "living" else None


@dataclass(frozen=True, slots=True)
class Incoming:
    """An article to be saved, with the file it came from and the rules that derived its facets."""

    article: Article
    origin: str | None = None
    rules: str | None = None


class Store(Protocol):
    """The truth: an article is acknowledged when `save` has returned.

    One process writes at a time (`writing`), any number read. Raises IndexMissing, IndexOutdated, IndexDamaged,
    IndexLocked.
    """

    @property
    def sequence(self) -> int:
        """The sequence of the newest change; 0 in an empty archive."""

    def writing(self, wait: float = 5.0) -> AbstractContextManager[None]:
        """Hold the one writer's lock, which may be taken again inside.

        Raises IndexLocked, naming the holder, when it is not free within `wait` seconds.
        """

    def save(self, incoming: Iterable[Incoming], superseded: Iterable[tuple[str, str]] = ()) -> list[Outcome]:
        """Write articles in one durable transaction; an outcome for each. All or, with an error, none.

        What is equal to what is there changes nothing. A deleted id stays deleted (`tombstoned`). `superseded` are
        (origin, id) of articles that a page file no longer holds; they go where no other file holds them.
        """

    def delete(self, article_id: str, reason: str | None = None) -> bool:
        """Leave a tombstone; False where no such article lives."""

    def restore(self, article_id: str) -> bool:
        """Take a tombstone away and bring the article back; False where there is none."""

    def get(self, article_id: str) -> Entry | None:
        """Return the newest state of an id, None for an id that never was."""

    def many(self, ids: Iterable[str]) -> dict[str, Article]:
        """Return those of the articles that are there."""

    def of_origin(self, origin: str) -> list[Entry]:
        """Return what this page file holds as last read, in its order, the deleted included."""

    def changes(self, after: int = 0) -> Iterator[Entry]:
        """Yield the newest state of every id changed after this sequence, in order of sequence; after 0, the living."""

    def count(self) -> int:
        """Return how many articles live in the archive."""

    def close(self) -> None:
        """Release the files."""


Opener = Callable[[Path, bool], Store]  # the index folder, and whether to make it where it is missing → its store
