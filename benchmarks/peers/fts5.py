"""SQLite FTS5: tokens between blanks, facets in a table of their own."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.peers import protocol
from benchmarks.peers.protocol import FACETS, TOP, VALUES, Answer, Ask, passage

_SCHEMA = """
CREATE VIRTUAL TABLE pages USING fts5(title, body, tokenize="unicode61 remove_diacritics 0");
CREATE TABLE texts(id INTEGER PRIMARY KEY, body TEXT);
CREATE TABLE filed(facet TEXT, value TEXT, page INTEGER);
"""


def build(records: Iterator[dict[str, Any]], folder: Path) -> Callable[[], Ask]:
    """Index records in one transaction."""
    base = sqlite3.connect(folder / "fts5.sqlite")
    base.executescript(_SCHEMA)
    with base:
        for number, record in enumerate(records, 1):
            tokens = [" ".join(record[f"{name}_tokens"]) for name in ("title", "body")]
            base.execute("INSERT INTO pages(rowid, title, body) VALUES (?, ?, ?)", (number, *tokens))
            base.execute("INSERT INTO texts VALUES (?, ?)", (number, record["body"]))
            filed = [(name, value, number) for name in FACETS for value in record[name]]
            base.executemany("INSERT INTO filed VALUES (?, ?, ?)", filed)
    base.execute("INSERT INTO pages(pages) VALUES ('optimize')")
    base.execute("CREATE INDEX by_page ON filed(page, facet, value)")
    base.execute("ANALYZE")
    base.commit()
    base.close()
    return lambda: _asking(sqlite3.connect(folder / "fts5.sqlite"))


def _asking(base: sqlite3.Connection) -> Ask:
    def ask(query: dict[str, Any]) -> Answer:
        match, within = _match(query), ""
        arguments = [match]
        if query["city"]:
            within = " AND rowid IN (SELECT page FROM filed WHERE facet = 'city' AND value = ?)"
            arguments.append(query["city"])
        base.execute("CREATE TEMP TABLE IF NOT EXISTS hits(page INTEGER PRIMARY KEY, score REAL)")
        base.execute("DELETE FROM hits")
        ranked = "INSERT INTO hits SELECT rowid, bm25(pages, 3.0, 1.0) FROM pages WHERE pages MATCH ?"
        base.execute(ranked + within, arguments)
        total = base.execute("SELECT count(*) FROM hits").fetchone()[0]
        counted = (
            "SELECT value, count(*) AS n FROM hits JOIN filed USING (page) WHERE facet = ? "
            "GROUP BY value ORDER BY n DESC LIMIT ?"
        )
        facets = {name: base.execute(counted, (name, VALUES)).fetchall() for name in FACETS}
        best = "SELECT body FROM hits JOIN texts ON id = page ORDER BY score LIMIT ?"
        return total, facets, [passage(body, query["words"]) for (body,) in base.execute(best, (TOP,))]

    return ask


def _match(query: dict[str, Any]) -> str:
    words = [f'"{word}"' for word in query["words"]]
    if query["kind"] == "phrase":
        return '"' + " ".join(query["words"]) + '"'
    return (" OR " if query["kind"] == "or3" else " AND ").join(words)


if __name__ == "__main__":
    protocol.run(build)
