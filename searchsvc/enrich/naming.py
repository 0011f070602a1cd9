"""Which places a text names: every prefecture and county of China, ambiguous names settled by what stands around."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from searchsvc.analysis import simplified
from searchsvc.enrich.finding import HEAD
from searchsvc.enrich.gazetteer import Place, gazetteer
from searchsvc.enrich.lexicon import Hit, Joined
from searchsvc.enrich.passages import Passage

NOT_A_DISTRICT = "域位块间划别"  # 大同区域 speaks of 大同, not of 大同区
JOINED = re.compile("[、和与及]")
PARK_BEHIND = re.compile("(?:工业|产业|化工)园区|经济(?:技术)?开发区|经开区|高新区")  # 平罗工业园区 is in 平罗
OF_ITS_OWN = "路街巷村镇乡江河湖寺桥庄"  # 中山路, 南山镇 and 赤水河 are places of their own


class Named(NamedTuple):
    """A place's name in a sentence: [start, end), where its chain (山西省晋城市高平市) begins, what it settles to.

    `cities` is empty where nothing settles it. `alone` tells that it is a county's short name and that nothing else in
    the article speaks of its city or province, so that it may be a company's name (永泰, 和顺) as well.
    """

    start: int
    end: int
    chain: int
    place: Place
    cities: tuple[str, ...]
    alone: bool


def named(passages: Sequence[Passage], whole: Joined, source: str | None) -> tuple[tuple[Named, ...], ...]:
    """Return the places that each passage names; `whole` are their subjects.

    The home of the paper, `source`, settles what stays ambiguous.

    So do datelines, though what they alone name is no place of the story.
    """
    known = zip(gazetteer().hits_in(whole), passages, strict=True)
    found = [_places(hits, passage.subject) if hits else [] for hits, passage in known]
    datelines = [_hits(simplified(passage.text)) for passage in passages if passage.framed]
    context = _Context.of([*found, *datelines, _hits(source or "")])
    every = zip(found, passages, strict=True)
    return tuple(tuple(_settled(hits, context, passage.subject)) if hits else () for hits, passage in every)


def _hits(text: str) -> list[Hit[tuple[Place, ...]]]:
    return _places(gazetteer().hits(text), text)


def _places(hits: Iterable[Hit[tuple[Place, ...]]], text: str) -> list[Hit[tuple[Place, ...]]]:
    found = [_trimmed(hit, text) for hit in hits]
    return [hit for hit in found if hit.value and hit.value[0].kind != "无" and not _is_another(hit, text)]


def _trimmed(hit: Hit[tuple[Place, ...]], text: str) -> Hit[tuple[Place, ...]]:
    if text[hit.end - 1] == "区" and text[hit.end : hit.end + 1] in tuple(NOT_A_DISTRICT):
        return Hit(hit.start, hit.end - 1, gazetteer().get(text[hit.start : hit.end - 1]) or ())
    return hit


def _is_another(hit: Hit[tuple[Place, ...]], text: str) -> bool:
    return text[hit.end : hit.end + 1] in tuple(OF_ITS_OWN) and not any(place.full for place in hit.value)


@dataclass(frozen=True, slots=True)
class _Context:
    """What an article names beyond doubt: cities, provinces, and the places that it spells out."""

    cities: frozenset[str]
    provinces: frozenset[str]
    spelled: frozenset[str]

    @classmethod
    def of(cls, passages: Iterable[Sequence[Hit[tuple[Place, ...]]]]) -> "_Context":
        sure, spelled = [], set()
        for hits in passages:
            for place, after in _readings(hits):
                if after or place.full:
                    spelled.add(place.name)
                if after or place.full or (place.kind in ("省", "市") and not place.doubt):
                    sure.append(place)
        cities = frozenset(city for place in sure for city in place.cities)
        return cls(cities, frozenset(place.province for place in sure if place.province), frozenset(spelled))

    def admits(self, place: Place, *, sited: bool) -> bool:
        """Tell whether a short name may be meant as this place; `sited` where a zone is named by it."""
        if not place.doubt or place.full or place.name in self.spelled:
            return True
        return place.doubt == "?" and (sited or self.speaks_of(place))

    def speaks_of(self, place: Place) -> bool:
        """Tell whether the place's city or province is named beyond doubt."""
        return not self.cities.isdisjoint(place.cities) or place.province in self.provinces


def _readings(hits: Sequence[Hit[tuple[Place, ...]]]) -> Iterable[tuple[Place, bool]]:
    """Yield each name that can mean one place only, and whether its city or province stands before it."""
    before: Hit[tuple[Place, ...]] | None = None
    for hit in hits:
        within = _within(hit, before)
        places = within or hit.value
        if len({place.cities for place in places}) == 1:
            yield places[0], bool(within)
        before = hit


def _within(hit: Hit[tuple[Place, ...]], before: Hit[tuple[Place, ...]] | None) -> list[Place]:
    """Return the readings of a name that lie in the place named directly before it."""
    if before is None or before.end != hit.start:
        return []
    return [place for place in hit.value if any(_lies_in(place, outer) for outer in before.value)]


def _lies_in(place: Place, outer: Place) -> bool:
    if outer.kind == "省":
        return place.province == outer.province and place.kind != "省"
    return outer.kind == "市" and place.kind in ("县", "区") and not set(place.cities).isdisjoint(outer.cities)


def _settled(hits: Sequence[Hit[tuple[Place, ...]]], context: _Context, text: str) -> Iterable[Named]:
    before: Named | None = None
    outer: Hit[tuple[Place, ...]] | None = None
    for number, hit in enumerate(hits):
        within = _within(hit, outer) or _in_row(hit, hits[max(0, number - 1) : number + 2], text)
        chain = before.chain if before and before.end == hit.start and within else hit.start
        sited = bool(PARK_BEHIND.match(text, hit.end))
        places = within or [place for place in hit.value if context.admits(place, sited=sited)]
        place, cities = _chosen(hit, places, context)
        alone = not within and _is_brief(place) and not context.speaks_of(place)
        before, outer = Named(hit.start, hit.end, chain, place, cities, alone), hit
        yield before


def _in_row(hit: Hit[tuple[Place, ...]], beside: Sequence[Hit[tuple[Place, ...]]], text: str) -> list[Place]:
    """Return the doubtful readings of a name that lie in the city of a county beside it: 平遥、太谷、祁县."""
    sure = {
        city
        for other in beside
        if other is not hit and JOINED.fullmatch(text, min(other.end, hit.end), max(other.start, hit.start))
        for place in other.value
        if place.kind in ("县", "区") and not place.doubt
        for city in place.cities
    }
    return [place for place in hit.value if place.doubt and not sure.isdisjoint(place.cities)]


def _is_brief(place: Place) -> bool:
    return place.kind in ("县", "区") and not place.full and len(place.short) == HEAD


def _chosen(hit: Hit[tuple[Place, ...]], places: list[Place], context: _Context) -> tuple[Place, tuple[str, ...]]:
    """Return the place that is meant and its cities; no cities where nothing decides."""
    if any(place.kind == "省" for place in places):
        places = [place for place in places if place.kind == "省"]
    for known in (context.cities, context.provinces):
        if len({place.cities for place in places}) > 1:
            near = [place for place in places if place.province in known or not known.isdisjoint(place.cities)]
            places = near or places
    if len({place.cities for place in places}) == 1:
        return places[0], places[0].cities
    return (places or hit.value)[0], ()
