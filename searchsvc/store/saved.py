"""The port of the searches that somebody keeps: a reader, or the installation itself."""

from dataclasses import dataclass
from typing import Literal, Protocol

Kept = Literal["kept", "taken", "full"]
INSTALLATION = ""  # the owner of what `searchsvc saved` keeps


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search that an owner keeps under a name of their own.

    `search` is JSON, `seen` the sequence of the archive up to which its hits were looked at, `made` ISO, UTC.
    """

    owner: str
    name: str
    search: str
    seen: int
    made: str


class SavedSearches(Protocol):
    """Saved searches; they are no part of the archive's sequence, and are written while others write articles."""

    def of(self, owner: str) -> list[SavedSearch]:
        """Return what an owner keeps, in the order in which it was saved."""

    def keep(self, saved: SavedSearch, most: int) -> Kept:
        """Keep a search, where its name is not `taken` and the owner has less than `most`."""

    def visited(self, owner: str, day: str, stale: str) -> None:
        """Note that an owner was here on a day, ISO; readers who were last here before the day `stale` are forgotten.

        Only the first visit of a day writes, and of an owner who keeps nothing none. The installation's stay.
        """

    def forget(self, owner: str, name: str) -> bool:
        """Forget a search; False where there is none of this name."""

    def see(self, owner: str, name: str, sequence: int) -> bool:
        """Note up to which sequence its hits were looked at; False where there is none of this name."""
