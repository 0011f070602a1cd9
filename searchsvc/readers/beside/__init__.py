"""The files beside a page: NAME.meta.toml tells what it is of, NAME.fix.toml how it is to be split."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from searchsvc.articles import Page, Skipped, Unfit
from searchsvc.messages import Message
from searchsvc.readers.beside.fixes import fitted, statements
from searchsvc.readers.beside.said import said_in
from searchsvc.readers.beside.toml import table
from searchsvc.readers.files import BESIDE, Load
from searchsvc.readers.source import Line, Read, Said

__all__ = ["dressed"]

_NO_PAGE = Message(
    "没有可以切分的版面：它应放在版面文件旁边，而不是成篇文章或压缩包旁边。",
    "There is no page that it could split; it goes beside a page, not beside ready articles or an archive.",
)


def dressed(path: Path, items: Iterable[Read | Line], said: Said, load: Load) -> Iterator[Read | Line]:
    """Yield what was read from a file with what the files beside it say; what of that can't be followed is Unfit.

    The file beside it is nearest: it goes before `said`, and that before what the page itself tells. A ready article,
    and a page of an archive, keeps what it has and gets what it lacks. `load` gives the files beside it.
    """
    meta, fix = (path.with_name(path.stem + suffix) for suffix in BESIDE)
    nearest, unsaid = said_in(table(meta, load))
    told, misread = statements(table(fix, load))
    yield from [*unsaid, *misread]
    used = False
    for item in items:
        if isinstance(item, Skipped):
            yield item
        elif isinstance(item, Page) and Path(item.path) == path:
            split, unfit = fitted(told, item.lines, str(fix))
            yield from unfit
            yield nearest.over(said).of(replace(item, fix=split))
            used = True
        elif isinstance(item, Line):
            yield item.of(nearest.over(said))
        else:
            yield nearest.over(said).of(item)
    yield from (Unfit(str(fix), statement.line, _NO_PAGE) for statement in told[:1] if not used)
