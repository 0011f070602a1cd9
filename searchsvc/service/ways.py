"""Ways out of a search that found nothing: as it is written, a word spelled otherwise, another day, one clause less."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from searchsvc.engines.base import Request, Sort
from searchsvc.engines.expressions import And
from searchsvc.facets import FACETS
from searchsvc.messages import Message
from searchsvc.query import nodes
from searchsvc.query.echo import echo
from searchsvc.query.fields import canonical
from searchsvc.query.grammar import LIMIT, quotable
from searchsvc.service.archive import Archive
from searchsvc.service.asking import Search, request_of, today, understand
from searchsvc.service.lexicon import lexicon
from searchsvc.service.lowering import lower
from searchsvc.service.meant import meant, torn
from searchsvc.service.nearest import nearest_days
from searchsvc.service.widening import wider

_MEANT = 3  # spellings told where nothing was found
_FEW = 6  # conditions of which two are let go together
_TOGETHER = 5  # ways that are tried at once


@dataclass(frozen=True, slots=True)
class WayOut:
    """A search that finds something where this one found nothing: what is let go, and how many it finds."""

    change: Message
    total: int
    search: Search


def verbatim(query: nodes.Query) -> tuple[nodes.Text, ...]:
    """Return what was typed as one string where some of it was taken for an operator, since it may have been pasted."""
    typed = query.text[:LIMIT].strip()
    return (nodes.Text(typed, exact=True),) if query.operators and quotable(typed) else ()


def ways_out(archive: Archive, asked: Search, query: nodes.Query, total: int, written: bool) -> Iterator[WayOut]:
    """Yield the searches that find something: a word spelled otherwise, a clause wider, another day, a clause less.

    Where the query found something, only those for a run that nobody wrote, its pieces apart alone being found, and
    that find more: a slip is rarer than what was meant. First comes the string of `verbatim`, where it is `written` in
    some article.
    """
    literal = verbatim(query) if written else ()
    yield from _finding(archive, _asked(asked, ((_literal(query), text) for text in literal)))
    if total and not _unwritten(archive, torn(query.root)):
        return
    respelled = _finding(archive, _asked(asked, meant(lexicon(archive), query.root)))
    yield from islice((way for way in respelled if way.total > total), _MEANT)
    if not total:
        yield from _finding(archive, _filed(asked))
        yield from _finding(archive, _asked(asked, wider(query.root, today(archive))))
        yield from _finding(archive, nearest_days(archive, asked, query.root))
        less = list(_finding(archive, _looser(asked, query.root)))
        yield from less or islice(_finding(archive, _less(archive, asked, query.root)), _MEANT)


def _asked(asked: Search, ways: Iterable[tuple[Message, nodes.Node]]) -> Iterator[tuple[Message, Search]]:
    return ((change, asked.anew(q=echo(root))) for change, root in ways)


def _literal(query: nodes.Query) -> Message:
    taken = dict.fromkeys(query.operators)
    zh, en = "、".join(f"“{one}”" for one in taken), ", ".join(map(repr, taken))
    return Message(f"{zh}按检索符号理解了；改按原文查找", f"{en} was taken for an operator; find the text as it stands")


def _unwritten(archive: Archive, runs: Sequence[nodes.Text]) -> bool:
    """Tell whether one of some strings stands in no article."""
    wanted = tuple(map(lower, runs))
    return bool(wanted) and 0 in archive.search(Request(size=1, counts=wanted), partial=True).counts


def _finding(archive: Archive, ways: Iterable[tuple[Message, Search]]) -> Iterator[WayOut]:
    """Yield the ways that find something; some are asked at once, as each question to a cluster takes its time."""
    rest = iter(ways)
    while some := list(islice(rest, _TOGETHER)):
        wanted = tuple(_matching(archive, asked) for _, asked in some)
        totals = archive.search(Request(size=1, counts=wanted), partial=True).counts
        yield from (WayOut(change, total, asked) for (change, asked), total in zip(some, totals, strict=True) if total)


def _matching(archive: Archive, asked: Search) -> And:
    request = request_of(asked, understand(archive, asked.q).root)
    return And((request.match, request.chosen()))


def _filed(asked: Search) -> Iterator[tuple[Message, Search]]:
    """Yield the searches that name the chosen values of a facet as articles are filed under them: 太原市 as 太原."""
    for name, choice in asked.choices.items():
        only = {value: value and canonical(name, value) for value in choice.only}
        if new := sorted(filed for value, filed in only.items() if value and filed and filed != value):
            label, said = FACETS[name].label, "、".join(new)
            choices = {**asked.choices, name: replace(choice, only=frozenset(only.values()))}
            yield Message(f"{label.zh}：{said}", f"{label.en.lower()}: {said}"), asked.anew(choices=choices)


def _less(archive: Archive, asked: Search, root: nodes.Node) -> Iterator[tuple[Message, Search]]:
    """Yield the searches that let two conditions go, of a search that has few."""
    first = list(_looser(asked, root))
    seen: set[str] = set()
    for change, one in first if len(first) <= _FEW else ():
        for other, both in _looser(one, understand(archive, one.q).root):
            if both.identity not in seen:
                seen.add(both.identity)
                yield Message(f"{change.zh}，{other.zh}", f"{change.en}, {other.en}"), both


def _looser(asked: Search, root: nodes.Node) -> Iterator[tuple[Message, Search]]:
    clauses = root.clauses if isinstance(root, nodes.And) else ()
    for left_out in clauses:
        rest = nodes.And(tuple(clause for clause in clauses if clause is not left_out))
        name = echo(left_out)
        yield Message(f"去掉 {name}", f"without {name}"), asked.anew(q=echo(rest))
    for name in asked.choices:
        others = {other: choice for other, choice in asked.choices.items() if other != name}
        label = FACETS[name].label
        yield Message(f"不限{label.zh}", f"any {label.en.lower()}"), asked.anew(choices=others)
    if asked.metric:
        sort: Sort = "relevance" if asked.sort == "figure" else asked.sort
        other = asked.anew(metric="", least="", most="", sort=sort)
        yield Message("不限数值", "any figures"), other
    if asked.first or asked.last:
        yield Message("不限日期", "any date"), asked.anew(first=None, last=None)
