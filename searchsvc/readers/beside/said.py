"""Source, date and page as somebody says them, on the command line or in NAME.meta.toml."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace

from searchsvc.articles import Article, Page, Unfit
from searchsvc.readers.beside.toml import Table
from searchsvc.readers.dates import iso_date
from searchsvc.readers.fields import ALIASES
from searchsvc.readers.source import MAX_TITLE


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says of pages that may not print it; `published` is an ISO date, None is nothing said."""

    source: str | None = None
    published: str | None = None
    page: str | None = None

    def over(self, other: "Said") -> "Said":
        """Return this with what it leaves open taken from another one."""
        return Said(self.source or other.source, self.published or other.published, self.page or other.page)

    def of(self, item: Page | Article) -> Page | Article:
        """Return a page or article that is of what was said; it keeps what it has and gets what it lacks."""
        own = Said(item.source, item.published, item.page)
        told = own.over(self)
        return replace(item, source=told.source, published=told.published, page=told.page) if told != own else item


NAMES = tuple(field.name for field in fields(Said))
_KNOWN = {alias: name for name in NAMES for alias in ALIASES[name]}


def said_in(table: Table | Unfit | None) -> tuple[Said, list[Unfit]]:
    """Return what a file says, and what of it can't be followed."""
    if not isinstance(table, Table):
        return Said(), [table] if table else []
    unfit = list(_unfit(table))
    values = {_KNOWN[key]: _value(_KNOWN[key], value) for key, value in table.values.items() if key in _KNOWN}
    return Said(**values), unfit


def _unfit(table: Table) -> Iterator[Unfit]:
    for key, value in table.values.items():
        line = table.line(key)
        if key not in _KNOWN:
            yield table.unfit(line, f"{key!r} is nothing that a page has; write {', '.join(NAMES)}.")
        elif _value(_KNOWN[key], value) is None:
            yield table.unfit(line, f"{str(value)[:40]!r} is no {_KNOWN[key]}; write it as {_LIKE[_KNOWN[key]]}.")


def _value(name: str, value: object) -> str | None:
    """Return a value as an article has it; TOML writes days and numbers without quotes."""
    text = "" if isinstance(value, bool | list | dict) else str(value).strip()
    if name == "published":
        return iso_date(text)
    return text if 0 < len(text) <= MAX_TITLE and text.isprintable() else None


_LIKE = {"source": '"科学导报"', "published": "2025-02-10", "page": '"A2"'}
