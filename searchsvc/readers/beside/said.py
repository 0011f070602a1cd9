"""Source, date and page as somebody says them, on the command line or in NAME.meta.toml."""

from collections.abc import Iterator
from dataclasses import fields

from searchsvc.articles import Unfit
from searchsvc.messages import Message
from searchsvc.readers.beside.toml import Table
from searchsvc.readers.dates import iso_date
from searchsvc.readers.fields import ALIASES
from searchsvc.readers.source import MAX_TITLE, Said

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
            yield table.unfit(
                line,
                Message(
                    f"版面没有“{key}”这一项，可写 {'、'.join(NAMES)}。",
                    f"{key!r} is nothing that a page has; write {', '.join(NAMES)}.",
                ),
            )
        elif _value(_KNOWN[key], value) is None:
            yield table.unfit(
                line,
                Message(
                    f"“{str(value)[:40]}”不能作 {_KNOWN[key]}，请写成 {_LIKE[_KNOWN[key]]}。",
                    f"{str(value)[:40]!r} is no {_KNOWN[key]}; write it as {_LIKE[_KNOWN[key]]}.",
                ),
            )


def _value(name: str, value: object) -> str | None:
    """Return a value as an article has it; TOML writes days and numbers without quotes."""
    text = "" if isinstance(value, bool | list | dict) else str(value).strip()
    if name == "published":
        return iso_date(text)
    return text if 0 < len(text) <= MAX_TITLE and text.isprintable() else None


_LIKE = {"source": '"科学导报"', "published": "2025-02-10", "page": '"A2"'}
