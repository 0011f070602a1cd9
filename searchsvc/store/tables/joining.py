"""Articles that run over pages, as rows: the parts beside what was read, and the wholes that they make."""

from collections.abc import Iterable, Iterator, Sequence

from searchsvc.store.base import Incoming
from searchsvc.store.records import record
from searchsvc.store.tables.connection import Connection
from searchsvc.store.tables.rows import NEXT
from searchsvc.store.tables.tabulating import tabulate

_COLUMNS = ("issue", "path", "rules", "read", "derived", "hash", "content")
_INSERT = (
    f"INSERT INTO wholes (id, {', '.join(_COLUMNS)}) VALUES (?{', ?' * len(_COLUMNS)}) ON CONFLICT (id)"
    f" DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in _COLUMNS)}"
)


def enter(connection: Connection, incoming: Incoming) -> None:
    """Note what a written article is a part of, so that its issue will be joined anew."""
    name, issue = incoming.known.id, incoming.known.issue
    mark(connection, name)
    if issue is None:
        connection.execute("DELETE FROM parts WHERE article = ?", (name,))
        return
    connection.execute(
        "INSERT INTO parts (article, issue) VALUES (?, ?) ON CONFLICT (article) DO UPDATE SET issue = excluded.issue",
        (name, issue),
    )
    mark(connection, name)


def mark(connection: Connection, article_id: str) -> None:
    """Note that the issue of a part is to be joined anew; nothing where the article is no part."""
    connection.execute(
        "INSERT INTO unjoined SELECT issue FROM parts WHERE article = ? ON CONFLICT DO NOTHING", (article_id,)
    )


def join(connection: Connection, issue: str, wholes: Sequence[Incoming]) -> None:
    """Set which parts of an issue are joined and what they make; whoever shows something else now has changed."""
    changed = [*_part(connection, issue, wholes), *_put_away(connection, issue, wholes)]
    changed += [each.article.id for each in wholes if _write(connection, issue, each)]
    for name in dict.fromkeys(changed):
        connection.execute(f"UPDATE articles SET sequence = {NEXT} WHERE id = ?", (name,))
        tabulate(connection, name)
    connection.execute("DELETE FROM unjoined WHERE issue = ?", (issue,))


def _part(connection: Connection, issue: str, wholes: Iterable[Incoming]) -> Iterator[str]:
    """Set what each part of the issue belongs to; yield those that are shown now and were not, or the reverse."""
    now = {part: each.article.id for each in wholes for part in each.article.parts}
    before = connection.execute("SELECT article, whole FROM parts WHERE issue = ? ORDER BY article", (issue,))
    for name, whole in before.fetchall():
        if now.get(name) != whole:
            connection.execute("UPDATE parts SET whole = ? WHERE article = ?", (now.get(name), name))
            yield name


def _put_away(connection: Connection, issue: str, wholes: Iterable[Incoming]) -> Iterator[str]:
    """Take out the wholes of an issue that are none any more, and yield their ids."""
    now = {each.article.id for each in wholes}
    for (name,) in connection.execute("SELECT id FROM wholes WHERE issue = ? ORDER BY id", (issue,)).fetchall():
        if name not in now:
            connection.execute("DELETE FROM wholes WHERE id = ?", (name,))
            yield name


def _write(connection: Connection, issue: str, whole: Incoming) -> bool:
    """Write a whole, and return whether it says something else than before."""
    written = record(whole.article)
    old = connection.execute("SELECT content FROM wholes WHERE id = ?", (whole.article.id,)).fetchone()
    values = (issue, written.path, whole.rules, written.read, written.derived, written.hash, written.content)
    connection.execute(_INSERT, (whole.article.id, *values))
    return old is None or bool(old[0] != written.content)
