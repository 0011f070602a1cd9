"""Options that several commands share, each declared once; those of the facets come from the facet table."""

import shlex
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace
from datetime import date
from functools import partial, wraps
from gettext import gettext as _
from typing import Any

import click

from searchsvc.cli.completing import values
from searchsvc.cli.declaring import Decorator, every
from searchsvc.engines.base import Choice
from searchsvc.facets import FACETS
from searchsvc.output.links import NO_VALUE, parameters
from searchsvc.service.asking import Search, known_facet

_FIELDS = frozenset(field.name for field in fields(Search))
_SWITCHES = {"--strict": "--strict", "--recency": "--no-recency", "--relax": "--no-relax", "--include": "--explain"}


def asking(*own: Decorator) -> Decorator:
    """Return the options of a search: these, those of the facets and of dates; the command gets it as `asked`.

    Each option whose name is a field of Search becomes that field.
    """

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(command)
        def run(**said: Any) -> Any:  # noqa: ANN401 - whatever the command takes and returns
            asked = {name: said.pop(name) for name in _FIELDS & said.keys()}
            return command(asked=Search(**asked, choices=_choices(said)), **said)

        return every(*own, *_filters())(run)

    return decorate


def spoken(asked: Search) -> str:
    """Return a search as the arguments of the command that asks it.

    >>> spoken(Search(q="大同 新能源", choices={"city": Choice(never=frozenset({"太原"}))}, recency=False))
    "--not-city 太原 --no-recency '大同 新能源'"
    """
    said: list[str] = []
    for name, value in parameters(replace(asked, q="")):
        option = "--" + name.replace(".", "-").replace("_", "-")
        said += [_SWITCHES[option]] if option in _SWITCHES else [option, value]
    query = ["--", asked.q] if asked.q.startswith("-") else [asked.q] if asked.q else []
    return " ".join(map(_quoted, [*said, *query]))


def names(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[str, ...]:
    """Return the names of facets in `city,zone`, each of which must be known."""
    return tuple(dict.fromkeys(known_facet(name) for name in (value or "").replace("，", ",").split(",") if name))


def joined(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> str:
    """Return the words of a query that a shell has parted."""
    return " ".join(value)


def example(*lines: str) -> str:
    """Return the end of a command's help: how it is called."""
    return "\b\nExample:\n" + "\n".join(f"  searchsvc {line}" for line in lines)


def _filters() -> Iterator[Decorator]:
    for name, facet in FACETS.items():
        label, option = facet.label.en.lower(), name.replace("_", "-")
        wanted = f"Only this {label}; repeated: any of them; {NO_VALUE}: without one."
        unwanted = f"Not this {label}; {NO_VALUE}: with any."
        known = partial(_completed, name)
        for said, into, told in ((option, name, wanted), (f"not-{option}", f"not_{name}", unwanted)):
            yield click.option(f"--{said}", into, multiple=True, metavar="VALUE", help=told, shell_complete=known)
    yield click.option(
        "--metric", default="", metavar="NAME", help="With figures of this metric, or called so: 总投资."
    )
    yield click.option("--min", "least", default="", metavar="AMOUNT", help="From this amount on, as 10亿元.")
    yield click.option("--max", "most", default="", metavar="AMOUNT", help="Up to this amount.")
    yield from PERIOD


def _completed(facet: str, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    return values(facet, ctx.params, incomplete)


def _choices(said: dict[str, Any]) -> dict[str, Choice]:
    """Take the facets out of what was said, and return what was chosen of each."""
    chosen = {name: Choice(_values(said.pop(name)), _values(said.pop(f"not_{name}"))) for name in FACETS}
    return {name: choice for name, choice in chosen.items() if choice != Choice()}


def _values(values: Iterable[str]) -> frozenset[str | None]:
    return frozenset(None if value == NO_VALUE else value for value in values)


def day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """Return the day that an option names."""
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise click.BadParameter(
            _("{value!r} is not a day; it is written 2025-02-10.").format(value=value), ctx, param
        ) from error


PERIOD: tuple[Decorator, ...] = (
    click.option("--from", "first", callback=day, metavar="DAY", help="Published on this day or later."),
    click.option("--to", "last", callback=day, metavar="DAY", help="Published on this day or earlier."),
    click.option("--strict", is_flag=True, help="Refuse a query that would have to be repaired."),
)


def _quoted(argument: str) -> str:
    """Return an argument as a shell takes it; Chinese needs no quotes.

    >>> _quoted("大同"), _quoted("“大同” 或 $x")
    ('大同', "'“大同” 或 $x'")
    """
    return argument if argument.replace("-", "").isalnum() else shlex.quote(argument)
