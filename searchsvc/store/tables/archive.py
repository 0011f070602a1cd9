"""Store over a database: all of the port but where the tables lie."""

from collections.abc import Iterable, Iterator, Mapping

from searchsvc.articles import Article
from searchsvc.enrich.sketches import Sketch
from searchsvc.store.base import Entry, Incoming, Outcome, Token
from searchsvc.store.corrections import Correction
from searchsvc.store.tables import comparing, correcting, joining, texts, writing
from searchsvc.store.tables.database import Database
from searchsvc.store.tables.figures import TableOfFigures
from searchsvc.store.tables.rows import COUNTED, LIVING, READ, RULES, SHOWN, entry
from searchsvc.store.tables.saved import TableOfSaved

_MANY = 500  # ids in one SELECT


class Tables(Database):
    """The adapter of store.base.Store. Threads may share it; a process opens its own, after it was forked."""

    def __init__(self) -> None:
        self.figures = TableOfFigures(self._rows, self.stream)
        self.saved = TableOfSaved(self._rows, self._aside)

    @property
    def sequence(self) -> int:
        """The sequence of the newest change."""
        return self._number("SELECT coalesce(max(sequence), 0) FROM articles")

    def save(self, incoming: Iterable[Incoming], superseded: Iterable[tuple[str, str]] = ()) -> list[Outcome]:
        """Write articles and let superseded ones go, in one durable transaction."""
        every, gone = list(incoming), list(superseded)
        with self.transaction() as connection:
            outcomes = writing.save(connection, every)
            for origin, article_id in gone:
                writing.let_go(connection, origin, article_id)
        return outcomes

    def delete(self, article_id: str, reason: str | None = None) -> bool:
        """Leave a tombstone."""
        with self.transaction() as connection:
            return writing.move(connection, article_id, "living", "deleted", reason)

    def restore(self, article_id: str) -> bool:
        """Take a tombstone away."""
        with self.transaction() as connection:
            return writing.move(connection, article_id, "deleted", "living")

    def correct(
        self, article_id: str, corrections: Iterable[Correction], undone: Iterable[tuple[str, str]] = ()
    ) -> bool:
        """Take back corrections and note others."""
        with self.transaction() as connection:
            return writing.correct(connection, article_id, corrections, undone)

    def corrections(self, article_id: str) -> list[Correction]:
        """Return the corrections of an article."""
        rows = self._rows(f"SELECT {correcting.OF_ARTICLE} FROM articles WHERE id = ?", article_id)
        return [each for (said,) in rows for each in correcting.read(said)]

    def get(self, article_id: str) -> Entry | None:
        """Return the newest state of an id, of a joined part the whole's."""
        found = self._one(f"{SHOWN} WHERE articles.id = ?", article_id)
        return self.get(found.whole) if found and found.whole and found.state == "joined" else found

    def as_read(self, article_id: str) -> Entry | None:
        """Return what was read under an id."""
        return self._one(f"{READ} WHERE id = ?", article_id)

    def held(self, ids: Iterable[str]) -> frozenset[str]:
        """Return those of the ids under which anything was ever read."""
        with self._lent() as connection:
            return writing.held(connection, ids)

    def corrected(self, ids: Iterable[str]) -> frozenset[str]:
        """Return those of the ids whose articles have corrections."""
        with self._lent() as connection:
            return correcting.corrected(connection, ids)

    def many(self, ids: Iterable[str]) -> dict[str, Article]:
        """Return those of the articles that live."""
        wanted = list(ids)
        found: dict[str, Article] = {}
        for start in range(0, len(wanted), _MANY):
            some = wanted[start : start + _MANY]
            marks = ", ".join("?" * len(some))
            entries = self._entries(f"{SHOWN} WHERE articles.id IN ({marks})", *some)
            found |= {each.id: each.article for each in entries if each.article}
        return found

    def page_text(self, article_id: str) -> tuple[str, ...] | None:
        """Return the lines of the page that what was read under an id stands on."""
        of_article = "SELECT data FROM texts JOIN articles ON articles.text = texts.hash WHERE articles.id = ?"
        return next((texts.lines(data) for (data,) in self._rows(of_article, article_id)), None)

    def arrivals(self, after: int) -> list[str]:
        """Return the ids that came after this sequence and live."""
        came = "SELECT id FROM articles WHERE arrived > ? AND state = 'living' ORDER BY arrived"
        return [article_id for (article_id,) in self._rows(came, after)]

    def of_origin(self, origin: str) -> list[Entry]:
        """Return what this page file holds as last read."""
        held = "JOIN readings ON readings.article = id WHERE readings.origin = ? ORDER BY place"
        return list(self._entries(f"{READ} {held}", origin))

    def readings(self) -> Iterator[Entry]:
        """Yield what was read and lives."""
        return map(entry, self.stream(f"{READ} WHERE state = 'living' ORDER BY sequence"))

    def unjoined(self) -> list[str]:
        """Return the issues whose parts changed since they were joined."""
        with self._lent() as connection:
            return [issue for (issue,) in connection.execute("SELECT issue FROM unjoined ORDER BY issue")]

    def parts(self, issue: str) -> list[Entry]:
        """Return the parts that stand in an issue."""
        held = "JOIN parts ON parts.article = id WHERE issue = ? AND state <> 'superseded' ORDER BY id"
        return list(self._entries(f"{READ} {held}", issue))

    def join(self, issue: str, wholes: Iterable[Incoming]) -> None:
        """Set what the parts of an issue make."""
        with self.transaction() as connection:
            joining.join(connection, issue, list(wholes))

    @property
    def compared(self) -> int:
        """The sequence up to which near-duplicates were looked for."""
        return self._number("SELECT sequence FROM compared")

    def compare(self, sketches: Mapping[str, Sketch | None], reached: int) -> None:
        """Compare changed articles with all others."""
        with self.transaction() as connection:
            comparing.compare(connection, sketches, reached)
            connection.execute("UPDATE compared SET sequence = ?", (reached,))

    def duplicates(self, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return for each id the other articles of its cluster."""
        with self._lent() as connection:
            return comparing.copies(connection, ids)

    def changes(self, after: int = 0) -> Iterator[Entry]:
        """Yield the newest state of every id changed or moved after this sequence; after 0, the living."""
        living = "" if after else f"AND {LIVING}"
        moved = "articles.id IN (SELECT article FROM sketches WHERE moved > ?)"
        select = f"{SHOWN} WHERE (sequence > ? OR {moved}) {living} ORDER BY sequence"
        return map(entry, self.stream(select, after, after))

    def count(self) -> int:
        """Return how many articles live in the archive."""
        return self._number(COUNTED)

    def derived_otherwise(self, rules: str) -> int:
        """Return how many of these other rules derived."""
        return self._number(f"{COUNTED} AND coalesce({RULES}, '') <> ?", rules)

    def tokens(self) -> list[Token]:
        """Return the tokens."""
        return [Token(*row) for row in self._rows("SELECT name, digest, made FROM tokens ORDER BY name")]

    def add_token(self, token: Token) -> bool:
        """Keep a token."""
        insert = "INSERT INTO tokens VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
        with self.transaction() as connection:
            return bool(connection.execute(insert, (token.name, token.digest, token.made)).rowcount)

    def remove_token(self, name: str) -> bool:
        """Forget a token."""
        with self.transaction() as connection:
            return bool(connection.execute("DELETE FROM tokens WHERE name = ?", (name,)).rowcount)

    def _one(self, select: str, article_id: str) -> Entry | None:
        return next(self._entries(select, article_id), None)

    def _entries(self, select: str, *values: object) -> Iterator[Entry]:
        return map(entry, self._rows(select, *values))
