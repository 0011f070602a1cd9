"""The port: the archive of what was read, what was derived from it, and in which order it came."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from searchsvc.articles import Article
from searchsvc.enrich.sketches import Sketch
from searchsvc.messages import Message
from searchsvc.store.corrections import Correction
from searchsvc.store.entries import Entry, Incoming, Known, Outcome, Prepared, State, Token, known
from searchsvc.store.figures import Figures
from searchsvc.store.saved import SavedSearches

__all__ = ["Entry", "Incoming", "Known", "Outcome", "Prepared", "State", "Store", "Token", "known"]


class Store(Protocol):
    """The truth: an article is acknowledged when `save` has returned.

    What was read stays as it was read; the parts of one article are joined beside that (`join`), and who asks for
    articles is given the whole, under the id of its first part. `as_read`, `of_origin`, `readings` and `parts` give
    what was read.

    One process writes at a time (`writing`), any number read. Raises IndexMissing, IndexOutdated, IndexDamaged,
    IndexLocked.
    """

    @property
    def sequence(self) -> int:
        """The sequence of the newest change; 0 in an empty archive."""

    @property
    def figures(self) -> Figures:
        """The figures of the articles that are shown."""

    @property
    def saved(self) -> SavedSearches:
        """The searches that somebody keeps."""

    def writing(self, wait: float = 5.0) -> AbstractContextManager[None]:
        """Hold the one writer's lock, which may be taken again inside.

        Raises IndexLocked, naming the holder, when it is not free within `wait` seconds.
        """

    def indexing(self, wait: float = 5.0) -> AbstractContextManager[None]:
        """Hold the lock of who writes the index of this folder; the writer's own where they are in one place.

        It may be taken inside `writing`, never the other way round. Raises IndexLocked.
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

    def correct(
        self, article_id: str, corrections: Iterable[Correction], undone: Iterable[tuple[str, str]] = ()
    ) -> bool:
        """Take back the corrections with these (field, spot), then note those; False where no such article lives.

        Whoever asks for articles is given them corrected (store.corrections); what was read stays as it was read.
        """

    def corrections(self, article_id: str) -> list[Correction]:
        """Return the corrections of an article, the oldest first, in force or not."""

    def get(self, article_id: str) -> Entry | None:
        """Return the newest state of an id, None for an id that never was; a joined part's id gives the whole."""

    def as_read(self, article_id: str) -> Entry | None:
        """Return what was read under an id, None for an id that never was."""

    def held(self, ids: Iterable[str]) -> frozenset[str]:
        """Return those of the ids under which anything was ever read."""

    def corrected(self, ids: Iterable[str]) -> frozenset[str]:
        """Return those of the ids whose articles have corrections."""

    def many(self, ids: Iterable[str]) -> dict[str, Article]:
        """Return those of the articles that are there."""

    def page_text(self, article_id: str) -> tuple[str, ...] | None:
        """Return the lines of the page that what was read under an id stands on; None where they were not kept."""

    def arrivals(self, after: int) -> list[str]:
        """Return the ids that came after this sequence and live; what was only changed since is none of them."""

    def of_origin(self, origin: str) -> list[Entry]:
        """Return what this page file holds as last read, in its order, the deleted included."""

    def readings(self) -> Iterator[Entry]:
        """Yield what was read and lives, in order of sequence."""

    def unjoined(self) -> list[str]:
        """Return the issues whose parts were written or moved since they were joined."""

    def parts(self, issue: str) -> list[Entry]:
        """Return the parts that stand in an issue, the deleted included, the superseded not, in order of id."""

    def join(self, issue: str, wholes: Iterable[Incoming]) -> None:
        """Set what the parts of an issue make: articles with the first part's id whose `parts` are ids of the issue.

        What is in none of them is an article of its own again. What is as it was changes nothing.
        """

    @property
    def compared(self) -> int:
        """The sequence up to which near-duplicates were looked for."""

    def compare(self, sketches: Mapping[str, Sketch | None], reached: int) -> None:
        """Compare changed articles with all others; None is one that went. Afterwards `compared` is `reached`."""

    def duplicates(self, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return for each id the other articles of its cluster, in order of id: those that copies lead to."""

    def changes(self, after: int = 0) -> Iterator[Entry]:
        """Yield the newest state of every id changed after this sequence, in order of sequence; after 0, the living.

        Among them are those that only got into another cluster; these have the sequence that they had.
        """

    def count(self) -> int:
        """Return how many articles live in the archive."""

    def derived_otherwise(self, rules: str) -> int:
        """Return how many of these have facets that other rules than these derived."""

    def faults(self) -> Iterator[Message]:
        """Yield what is not as it was written: the file's own structure, the articles, the table of figures."""

    def backup(self, target: Path) -> None:
        """Write a proven copy into a new file while others write. Raises BadRequest where the file is there."""

    def compact(self) -> None:
        """Give back the space that what was changed and deleted took."""

    def replace(self, source: Path) -> None:
        """Take a proven backup in place of all there is, at once or not at all; `history` is another one then."""

    @property
    def size(self) -> int:
        """The bytes that the archive takes on the disk."""

    @property
    def shared(self) -> bool:
        """Whether other machines may write the archive, each with an index of its own to follow it."""

    @property
    def history(self) -> str:
        """A name that an archive keeps as it grows; a backup that takes its place begins another one."""

    def tokens(self) -> list[Token]:
        """Return the tokens, in order of name."""

    def add_token(self, token: Token) -> bool:
        """Keep a token; False where its name is taken."""

    def remove_token(self, name: str) -> bool:
        """Forget a token; False where there is none of this name."""

    def close(self) -> None:
        """Release the files."""
