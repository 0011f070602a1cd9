"""The saved searches as rows."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

from searchsvc.store.saved import INSTALLATION, Kept, SavedSearch
from searchsvc.store.tables.connection import Connection, Row

_COLUMNS = "owner, name, search, seen, made"


class TableOfSaved:
    """The adapter of store.saved.SavedSearches: `rows` reads, `change` is a transaction."""

    def __init__(
        self,
        rows: Callable[..., Iterator[Row]],
        change: Callable[[], AbstractContextManager[Connection]],
    ) -> None:
        self._rows = rows
        self._change = change

    def of(self, owner: str) -> list[SavedSearch]:
        """Return what an owner keeps."""
        select = f"SELECT {_COLUMNS} FROM saved WHERE owner = ? ORDER BY number"
        return [SavedSearch(*row) for row in self._rows(select, owner)]

    def keep(self, saved: SavedSearch, most: int) -> Kept:
        """Keep a search."""
        with self._change() as connection:
            (held,) = connection.execute("SELECT count(*) FROM saved WHERE owner = ?", (saved.owner,)).fetchone()
            named = "SELECT 1 FROM saved WHERE owner = ? AND name = ?"
            if connection.execute(named, (saved.owner, saved.name)).fetchone():
                return "taken"
            if held >= most:
                return "full"
            values = (saved.owner, saved.name, saved.search, saved.seen, saved.made, saved.made[:10])
            number = "(SELECT coalesce(max(number), 0) + 1 FROM saved)"
            connection.execute(
                f"INSERT INTO saved (number, {_COLUMNS}, used) VALUES ({number}, ?, ?, ?, ?, ?, ?)", values
            )
            return "kept"

    def visited(self, owner: str, day: str, stale: str) -> None:
        """Note the day of a visit, and forget readers who have not been here for long."""
        if not any(self._rows("SELECT 1 FROM saved WHERE owner = ? AND used < ? LIMIT 1", owner, day)):
            return
        with self._change() as connection:
            connection.execute("UPDATE saved SET used = ? WHERE owner = ? AND used < ?", (day, owner, day))
            connection.execute("DELETE FROM saved WHERE owner <> ? AND used < ?", (INSTALLATION, stale))

    def forget(self, owner: str, name: str) -> bool:
        """Forget a search."""
        return self._changed("DELETE FROM saved WHERE owner = ? AND name = ?", owner, name)

    def see(self, owner: str, name: str, sequence: int) -> bool:
        """Note up to where its hits were looked at."""
        return self._changed("UPDATE saved SET seen = ? WHERE owner = ? AND name = ?", sequence, owner, name)

    def _changed(self, statement: str, *values: object) -> bool:
        with self._change() as connection:
            return bool(connection.execute(statement, values).rowcount)
