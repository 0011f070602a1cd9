"""The table of figures, in line with the articles that are shown."""

from collections.abc import Iterator

from searchsvc.articles import Article
from searchsvc.enrich.figures.amounts import base_of
from searchsvc.store.figures import spot_of
from searchsvc.store.tables.connection import Connection
from searchsvc.store.tables.rows import SHOWN, entry


def tabulate(connection: Connection, article_id: str, article: Article | None = None) -> None:
    """Write the figures of an id anew, from the article it shows where that is not given."""
    connection.execute("DELETE FROM figures WHERE article = ?", (article_id,))
    if article is None:
        row = connection.execute(f"{SHOWN} WHERE articles.id = ?", (article_id,)).fetchone()
        article = entry(row).article
    if article is not None:
        fill(connection, article)


def fill(connection: Connection, article: Article) -> None:
    """Write the figures of an article of which none are there."""
    if article.figures:
        marks = ", ".join("?" * 22)
        connection.executemany(f"INSERT INTO figures VALUES ({marks})", rows(article))


def rows(article: Article) -> Iterator[tuple[object, ...]]:
    """Yield the rows of the table of figures, in the order of its columns."""
    for place, figure in enumerate(article.figures):
        yield (
            article.id,
            place,
            figure.metric,
            figure.label,
            float(figure.value),
            figure.unit,
            float(figure.amount),
            figure.amount_max if figure.amount_max is None else float(figure.amount_max),
            figure.bound,
            figure.city,
            figure.zone,
            figure.stage,
            figure.quote,
            figure.start,
            figure.end,
            *(figure.lines or (None, None)),
            article.title,
            article.source,
            article.published,
            base_of(figure.unit),
            spot_of(article, figure),
        )
