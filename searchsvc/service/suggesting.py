"""The use case of suggesting: what of the archive may be meant by the beginning of a word."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Literal
from weakref import WeakKeyDictionary

from searchsvc.analysis import fold
from searchsvc.engines.base import Request
from searchsvc.engines.expressions import Contains, Expression, HasValue
from searchsvc.enrich.zones.table import names_of_zone
from searchsvc.query.grammar import listed
from searchsvc.query.lexicon import Lexicon
from searchsvc.query.names import Names
from searchsvc.schema import FIELDS
from searchsvc.service.archive import Archive
from searchsvc.service.asking import Search
from searchsvc.service.companies import companies
from searchsvc.service.faceting import values
from searchsvc.service.filling import Blank, blank
from searchsvc.service.lexicon import alike, lexicon

SIZE = 10
Kind = Literal["city", "zone", "company", "word", "title", "value"]
_NAMED: Mapping[str, Kind] = {"city": "city", "zone": "zone"}  # facets whose values are known by other names too
_ALL_VALUES = 10**9
_LAST = re.compile(r"(?P<before>(?:.*[\s：:（(])?)(?P<last>.*)", re.DOTALL)
_WORDS = 20_000  # the most frequent ones: who types wants a common word, or goes on typing
_TYPED = 64  # characters of what is typed; a name is shorter


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name of the archive, how many articles hold it whatever else is typed, and the search with it.

    `alike` where what was typed begins no name, and this one sounds or looks like it.
    """

    text: str
    kind: Kind
    count: int
    search: Search
    alike: bool = False


def suggest(archive: Archive, text: str, size: int = SIZE) -> tuple[Suggestion, ...]:
    """Return what the last word of a query as typed may become, at most `size`.

    As written, in pinyin or by initials; places first, then zones, companies, frequent words and headlines, half of
    them of one kind at most, so that there is room for others. Behind the name of a facet it is a value of that one.
    """
    if value := blank(text):
        return _values(archive, value, size)
    before, last = _cut(text)
    typed = fold(last).text
    if not typed:
        return ()
    each = -(-size // 2)
    named: dict[str, Kind] = {}
    for kind, names in _names(archive).items():
        for name in names.beginning(typed, each):
            named.setdefault(name, kind)
    found = _counted(archive, before, named)
    titled = _titles(archive, before, _written(typed, found), each)
    return (*found[: size - min(len(titled), size // 3)], *titled)[:size] or _alike(archive, before, typed, size)


def _values(archive: Archive, value: Blank, size: int) -> tuple[Suggestion, ...]:
    """Return the values of a facet that begin with what is typed, the most frequent first, else those alike."""
    typed = fold(value.last[:_TYPED]).text
    found = _valued(archive, value, _beginning(archive, value.facet, typed, size))
    near = () if found else _valued(archive, value, alike(archive, typed))
    return (*found, *map(_like, near))[:size]


def _beginning(archive: Archive, facet: str, typed: str, size: int) -> Iterable[str]:
    known = _names(archive).get(_NAMED.get(facet, "value"))
    if known:
        return known.beginning(typed, size)
    return (name for name, _ in values(archive, Search(facet_size=size), facet, typed).counts.values)


def _valued(archive: Archive, value: Blank, names: Iterable[str]) -> list[Suggestion]:
    wanted = {name: HasValue(value.facet, frozenset({name})) for name in names}
    counts = archive.search(Request(size=1, counts=tuple(wanted.values()))).counts
    kind = _NAMED.get(value.facet, "value")
    return [
        Suggestion(name, kind, count, Search(q=value.before + listed(name)))
        for name, count in zip(wanted, counts, strict=True)
        if count
    ]


def _cut(text: str) -> tuple[str, str]:
    """Return what stands before the last word of a query, and that word.

    >>> _cut("大同 新能"), _cut("标题：大")
    (('大同 ', '新能'), ('标题：', '大'))
    """
    match = _LAST.fullmatch(text)
    before, last = match.group("before", "last") if match else ("", text)
    return before, last[:_TYPED]


def _names(archive: Archive) -> Mapping[Kind, Names]:
    """Return the names of each kind, made once for each lexicon."""
    known = lexicon(archive)
    if known not in _KEPT:
        _KEPT[known] = _gathered(archive, known)
    return _KEPT[known]


def _gathered(archive: Archive, known: Lexicon) -> Mapping[Kind, Names]:
    facets = archive.search(Request(size=1, facets={"city": _ALL_VALUES, "zone": _ALL_VALUES})).facets
    cities, zones = dict(facets["city"].values), dict(facets["zone"].values)
    called = {zone: [*names_of_zone(zone), *archive.aliases().others.get(fold(zone).text, ())] for zone in zones}
    return {
        "city": Names(cities, ((f"{city}市", city) for city in cities)),
        "zone": Names(zones, ((form, zone) for zone, forms in called.items() for form in forms)),
        "company": Names(companies(archive)),
        "word": Names(dict(islice(((word, count) for word, count in known.counts.items() if count), _WORDS))),
    }


def _counted(archive: Archive, before: str, named: Mapping[str, Kind]) -> list[Suggestion]:
    """Return the names that articles hold by now."""
    asked = tuple(_asking(name, kind) for name, kind in named.items())
    counts = archive.search(Request(size=1, counts=asked)).counts
    return [
        Suggestion(name, kind, count, Search(q=before + name))
        for (name, kind), count in zip(named.items(), counts, strict=True)
        if count
    ]


def _asking(name: str, kind: Kind) -> Expression:
    return HasValue(kind, frozenset({name})) if kind in ("city", "zone") else Contains(fold(name))


def _written(typed: str, found: list[Suggestion]) -> str:
    """Return what headlines are looked through for: pinyin as the first name that it begins."""
    return found[0].text if found and typed.isascii() else typed


def _titles(archive: Archive, before: str, text: str, most: int) -> list[Suggestion]:
    """Return the newest headlines that hold a text."""
    if len(text) < 2 or before.endswith(("：", ":")):  # one character stands in too many; after a field comes its value
        return []
    hits = archive.search(Request(match=Contains(fold(text), FIELDS["title"]), sort="newest", size=most)).hits
    articles = archive.store.many(hit.id for hit in hits)
    titles = dict.fromkeys(article.title for article in articles.values() if article.title and '"' not in article.title)
    asked = tuple(Contains(fold(title), FIELDS["title"]) for title in titles)
    counts = archive.search(Request(size=1, counts=asked)).counts
    return [
        Suggestion(title, "title", count, Search(q=f'{before}标题:"{title}"'))
        for title, count in zip(titles, counts, strict=True)
        if count
    ]


def _alike(archive: Archive, before: str, typed: str, size: int) -> tuple[Suggestion, ...]:
    near: dict[str, Kind] = dict.fromkeys(alike(archive, typed), "word")
    return tuple(_like(each) for each in _counted(archive, before, near)[:size])


def _like(each: Suggestion) -> Suggestion:
    return Suggestion(each.text, each.kind, each.count, each.search, alike=True)


_KEPT: WeakKeyDictionary[Lexicon, Mapping[Kind, Names]] = WeakKeyDictionary()
