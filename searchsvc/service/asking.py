"""What is asked: a search as people and programs say it, its query understood, and the request that it makes."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from difflib import get_close_matches
from functools import partial
from typing import Any, Literal

from searchsvc.engines.base import Choice, Request, Sort
from searchsvc.engines.expressions import And, Everything, Expression, HasFigure, Published
from searchsvc.errors import BadRequest
from searchsvc.facets import FACETS
from searchsvc.messages import Message
from searchsvc.query import nodes, parse
from searchsvc.service import cursors
from searchsvc.service.archive import Archive
from searchsvc.service.lexicon import alike
from searchsvc.service.lowering import lower, ranked
from searchsvc.service.measuring import figure
from searchsvc.service.relaxing import idle

Collapse = Literal["dup"]  # of what one hit stands for all: of near-duplicates

MAX_SIZE, MAX_FACET_SIZE, MAX_SNIPPETS = 100, 200, 5
# What may change on the way through hits:
_SHOWN = ("cursor", "explain", "figures", "page", "size", "facets", "facet_size", "snippets")


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What is asked; the names are those of the API and the command line.

    `choices` by facet; `metric` is a name of query.measures, `least` and `most` (`min`, `max`) are numbers in its base
    unit or such as `10亿元`; the sort by figure needs it. `first` and `last` (the API's `from` and `to`) are days, both
    inclusive; `page` counts from 1. `cursor` goes on where an answer's `cursor` says, `cursors.START` begins a walk.
    With `explain` hits tell the parts of their scores, with `figures` all their figures, not those asked for alone.
    """

    q: str = ""
    choices: Mapping[str, Choice] = field(default_factory=dict)
    first: date | None = None
    last: date | None = None
    metric: str = ""
    least: str = ""
    most: str = ""
    sort: Sort = "relevance"
    collapse: Collapse | None = None
    size: int = 10
    page: int = 1
    facets: tuple[str, ...] = ()
    facet_size: int = 20
    snippets: int = 2
    strict: bool = False
    recency: bool = True
    relax: bool = True
    cursor: str = ""
    explain: bool = False
    figures: bool = False

    @property
    def identity(self) -> str:
        """The digest of what decides which hits there are, in which order."""
        said = {one.name: getattr(self, one.name) for one in fields(self) if one.name not in _SHOWN}
        said["choices"] = sorted((name, _listed(own.only), _listed(own.never)) for name, own in self.choices.items())
        return cursors.digest(repr(sorted(said.items())))

    def anew(self, **changes: Any) -> "Search":  # noqa: ANN401 - fields of this class
        """Return the search with these fields otherwise, from its first page on."""
        return replace(self, page=1, cursor=cursors.START if self.cursor else "", **changes)


def understand(archive: Archive, text: str, *, strict: bool = False, day: date | None = None) -> nodes.Query:
    """Parse a query as of a day, else of today in the settings' time zone, with this archive's aliases and words."""
    archive.use_words()
    query = parse(
        text, today=day or today(archive), strict=strict, aliases=archive.aliases(), alikes=partial(alike, archive)
    )
    told = idle(query.root)
    return replace(query, warnings=(*query.warnings, told)) if told else query


def today(archive: Archive) -> date:
    """Return the day that relative dates are counted from."""
    return datetime.now(archive.settings.zone).date()


def check(asked: Search) -> None:
    """Raise BadRequest for what is out of its range or unknown."""
    for name, value, least, most in (
        ("size", asked.size, 1, MAX_SIZE),
        ("page", asked.page, 1, 10**9),
        ("facet_size", asked.facet_size, 1, MAX_FACET_SIZE),
        ("snippets", asked.snippets, 0, MAX_SNIPPETS),
    ):
        if not least <= value <= most:
            zh, en = f"{name} 应在 {least} 到 {most} 之间。", f"{name} is between {least} and {most}."
            raise BadRequest(Message(zh, en), parameter=name)
    if asked.cursor and asked.page > 1:
        raise BadRequest(Message("cursor 和 page 只能用一个。", "Give cursor or page, not both."), parameter="page")
    for name in (*asked.choices, *asked.facets):
        known_facet(name)
    measure(asked)


def known_facet(name: str) -> str:
    """Return the name of a facet; raises BadRequest with the nearest name for any other."""
    if name in FACETS:
        return name
    nearest = next(iter(get_close_matches(name, FACETS, 1, 0.5)), None)
    hint = Message(f"是不是 {nearest}？", f"Did you mean {nearest}?") if nearest else None
    known = "、".join(FACETS), ", ".join(FACETS)
    message = Message(f"没有名为“{name}”的分面，可用：{known[0]}。", f"There is no facet {name!r}; known: {known[1]}.")
    raise BadRequest(message, hint, parameter="facets", nearest=nearest)


def request_of(asked: Search, root: nodes.Node, counts: tuple[Expression, ...] = ()) -> Request:
    """Return what the engine is asked for a search whose query was parsed."""
    return Request(
        match=within(lower(root), asked),
        measure=measure(asked),
        words=ranked(root),
        choices=asked.choices,
        sort="newest" if asked.sort == "relevance" and isinstance(root, nodes.Everything) else asked.sort,
        recency=asked.recency,
        collapse=bool(asked.collapse),
        start=(asked.page - 1) * asked.size,
        size=asked.size,
        facets=dict.fromkeys(asked.facets, asked.facet_size),
        counts=counts,
        explain=asked.explain,
    )


def within(match: Expression, asked: Search) -> Expression:
    """Return a match narrowed by the days and the figures that are asked for beside the query."""
    days = Published(*(day.toordinal() if day else None for day in (asked.first, asked.last)))
    clauses = (match, measure(asked), days if asked.first or asked.last else None)
    narrowed = tuple(clause for clause in clauses if clause and not isinstance(clause, Everything))
    return narrowed[0] if len(narrowed) == 1 else And(narrowed)


def measure(asked: Search) -> HasFigure | None:
    """Return the figures that are asked for beside the query."""
    wanted = asked.metric or asked.least or asked.most or asked.sort == "figure"
    return figure(asked.metric, asked.least, asked.most) if wanted else None


def _listed(values: Iterable[str | None]) -> list[str]:
    return sorted(json.dumps(value) for value in values)
