"""The files beside a page: NAME.meta.toml tells what it is of, NAME.fix.toml how it is to be split."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from searchsvc.articles import Article, Page, Unfit
from searchsvc.readers.beside.fixes import fitted, statements
from searchsvc.readers.beside.said import Said, said_in
from searchsvc.readers.beside.toml import table
from searchsvc.readers.source import Read

__all__ = ["NOTHING", "Said", "dressed"]

NOTHING = Said()
SUFFIXES = (".meta.toml", ".fix.toml")
_NO_PAGE = "There is no page that it could split; it goes beside a page, not beside ready articles or an archive."


def page_of(name: str) -> str | None:
    """Return the name, without suffix, of the page that a file of this name goes beside; None for other files.

    >>> page_of("A2.fix.toml"), page_of("A2.txt")
    ('A2', None)
    """
    return next((name.removesuffix(suffix) for suffix in SUFFIXES if name.endswith(suffix)), None)


def dressed(path: Path, items: Iterable[Read], said: Said, flags: int) -> Iterator[Read]:
    """Yield what was read from a file with what the files beside it say; what of that can't be followed is Unfit.

    The file beside it is nearest: it goes before `said`, and that before what the page itself tells. A ready article
    keeps what it has and gets what it lacks. `flags` are those of files.load.
    """
    meta, fix = (path.with_name(path.stem + suffix) for suffix in SUFFIXES)
    nearest, unsaid = said_in(table(meta, flags))
    told, misread = statements(table(fix, flags))
    yield from [*unsaid, *misread]
    for item in items:
        if isinstance(item, Page) and item.path == str(path):
            split, unfit = fitted(told, item.lines, str(fix))
            told = []
            yield from unfit
            yield replace(nearest.over(said).of(item), fix=split)
        else:
            yield nearest.over(said).of(item) if isinstance(item, Page | Article) else item
    yield from (Unfit(str(fix), statement.line, _NO_PAGE) for statement in told[:1])
