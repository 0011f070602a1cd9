"""The table of figures, in line with the articles that are shown."""

from collections.abc import Sequence

from searchsvc.articles import Article
from searchsvc.store.records import figure_rows
from searchsvc.store.tables.connection import Connection, Row
from searchsvc.store.tables.rows import SHOWN, entry


def tabulate(connection: Connection, article_id: str, article: Article | None = None) -> None:
    """Write the figures of an id anew, from the article it shows where that is not given."""
    connection.execute("DELETE FROM figures WHERE article = ?", (article_id,))
    if article is None:
        row = connection.execute(f"{SHOWN} WHERE articles.id = ?", (article_id,)).fetchone()
        article = entry(row).article
    if article is not None:
        fill(connection, figure_rows(article))


def fill(connection: Connection, rows: Sequence[Row]) -> None:
    """Write the figures of articles of which none are there."""
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO figures VALUES ({marks})", rows)
