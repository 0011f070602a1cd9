"""The day nearest to those that were asked for, where the archive has nothing of them: it is old, or has a gap."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from searchsvc.engines.base import Sort
from searchsvc.engines.expressions import And, Published
from searchsvc.messages import Message
from searchsvc.query import nodes
from searchsvc.query.echo import echo
from searchsvc.query.trees import all_of
from searchsvc.service.archive import Archive
from searchsvc.service.asking import Search, request_of

Way = tuple[Message, Search]

_DAY = timedelta(days=1)
_BEFORE = Message("此前最近的一天", "the last day before")
_AFTER = Message("此后最早的一天", "the first day after")


def nearest_days(archive: Archive, asked: Search, root: nodes.Node) -> Iterator[Way]:
    """Yield for each stretch of days in a search the nearest day on which the rest of it finds something.

    That is the last one before them, or where nothing is older the first one after.
    """
    clauses = root.clauses if isinstance(root, nodes.And) else (root,)
    for place, clause in enumerate(clauses):
        if isinstance(clause, nodes.Dates):
            first, last = (date.fromisoformat(end) if end else None for end in (clause.first, clause.last))
            others = all_of((*clauses[:place], *clauses[place + 1 :])) or nodes.Everything()
            for said, day in _nearest(archive, asked, others, first, last):
                on = replace(clause, first=day.isoformat(), last=day.isoformat())
                yield said, asked.anew(q=echo(all_of((*clauses[:place], on, *clauses[place + 1 :])) or on))
    if asked.first or asked.last:
        free = asked.anew(first=None, last=None)
        for said, day in _nearest(archive, free, root, asked.first, asked.last):
            yield said, asked.anew(first=day, last=day)


def _nearest(
    archive: Archive, asked: Search, rest: nodes.Node, first: date | None, last: date | None
) -> Iterator[tuple[Message, date]]:
    """Yield the nearest day, if there is one, and what is said of it."""
    sides: list[tuple[Message, Sort, Published]] = []
    if first and first > date.min:
        sides.append((_BEFORE, "newest", Published(None, (first - _DAY).toordinal())))
    if last and last < date.max:
        sides.append((_AFTER, "oldest", Published((last + _DAY).toordinal(), None)))
    for said, sort, days in sides:
        request = request_of(asked.anew(sort=sort, facets=()), rest)
        found = archive.search(replace(request, match=And((request.match, days)), size=1), partial=True).hits
        if found:
            day = date.fromordinal(int(abs(found[0].place[1])))  # as `ranking.place` orders days
            yield Message(f"{said.zh} {day}", f"{said.en}, {day}"), day
            return
