"""The development zones an article is about: those of the table, others built from their pattern and place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import NamedTuple

from searchsvc.articles import Article, Evidence
from searchsvc.enrich.gazetteer import Named, gazetteer, named
from searchsvc.enrich.lexicon import Lexicon, rows
from searchsvc.enrich.passages import Passage, evidence, passages

TABLE = "zones.tsv"
CANONICAL = {  # the ending as printed → as spelled out
    "经济技术开发区": "经济技术开发区",
    "经济技术产业开发区": "经济技术开发区",
    "经开区": "经济技术开发区",
    "高新技术产业开发区": "高新技术产业开发区",
    "高新技术产业园区": "高新技术产业开发区",
    "高新区": "高新技术产业开发区",
    "高新技术开发区": "高新技术开发区",
    "经济开发区": "经济开发区",
    "产业开发区": "产业开发区",
    "开发区": "开发区",
    "综合保税区": "综合保税区",
    "综保区": "综合保税区",
}
KNOWN_AS = {  # a zone of the table may be called by any of these endings
    "经济技术开发区": ("经开区", "经济开发区", "开发区", "国家级经济技术开发区", "国家级经开区"),
    "高新技术产业开发区": ("高新区", "高新技术开发区", "高新技术产业园区", "国家高新区", "国家级高新区"),
    "经济开发区": ("开发区",),
    "综合保税区": ("综保区",),
    "自贸试验区": ("自贸区", "自由贸易试验区"),
}
ENDING = re.compile("|".join(sorted(CANONICAL, key=len, reverse=True)))
STOP = "的在与和及以为是将了从由向对把被等至到个家各全两三多首该其这每"  # no name of a zone holds these
NO_NAME = "国家|省级|市级|建设|建成|打造|获批|设立|引进|创建|推进|举行|召开|公司|集团|开发区|项目"
PLAIN = rf"(?:(?!{NO_NAME})[一-龥](?<![{STOP}]))"
INFIX = re.compile(rf"{PLAIN}{{1,5}}")
PARK = re.compile(
    r"产业园区?|工业园区?|科技园区?|物流园区?|工业集中区|产业集聚区|循环经济园区|化工园区?|创业园|软件园|生态城"
)
PARK_INFIX = re.compile(rf"(?:{PLAIN}|“{PLAIN}{{1,8}}”){{2,14}}")
SITED = re.compile(rf"\s*({PLAIN}{{4,12}}(?:产业园区?|工业园区?|科技园区?))(?=位于|地处|坐落)")
FREE_TRADE = re.compile(
    r"[)）]?(?:自由贸易试验区|自贸试验区|自贸区)(?P<area>(?![首各三两四多个新])[一-龥]{2,6}?新?片区)?"
)
REFORM = re.compile(r"(?:转型)?综合?改革?(?P<model>示范)?区(?P<after>建设)?")
PROGRAMME = re.compile(r"(?:建设|推进|打造|省级|市级|创建)$")
REFORM_ZONE = "山西转型综合改革示范区"
BARE = re.compile(rf"(?<![一-龥])(?:|[{STOP}])(经开区|高新区|综保区)|[在对由给为入与和]((?:经开|高新|综保)区)")
CAREER = re.compile(r"历任|曾任|出生于|简历|任职|挂职")


class Zone(NamedTuple):
    """A zone by its canonical name, and the cities that it lies in."""

    name: str
    cities: tuple[str, ...]


class Mention(NamedTuple):
    """A zone named in a sentence: [start, end) of its subject, and the rule that knew it."""

    start: int
    end: int
    zone: Zone
    rule: str


@cache
def _table() -> dict[str, Zone]:
    """Return the zones of the table by every name they go by; what is printed first wins."""
    names: dict[str, Zone] = {}
    table = [(Zone(row["name"], tuple(row["city"].split())), row["aliases"].split()) for row in rows(TABLE)]
    for zone, aliases in table:
        for name in (zone.name, *aliases):
            names.setdefault(name, zone)
    for zone, aliases in table:
        for name in (zone.name, *aliases):
            for short in _shortened(name):
                names.setdefault(short, zone)
    return names


def _shortened(name: str) -> Iterator[str]:
    ending = next((ending for ending in KNOWN_AS if name.endswith(ending)), None)
    if ending:
        base = name.removesuffix(ending)
        yield from (base + other for other in KNOWN_AS[ending])


@cache
def _lexicon() -> Lexicon[Zone]:
    return Lexicon({name: zone for name, zone in _table().items() if name not in ("综改区", "综改示范区")})


def city_of_zone(zone: str) -> str | None:
    """Return the city that a zone lies in, None where it lies in several or in none that its name or the table tells.

    >>> city_of_zone("高平经济技术开发区"), city_of_zone("山西转型综合改革示范区")
    ('晋城', None)
    """
    known = _table().get(zone)
    cities = known.cities if known else _cities_at_head(zone)
    return cities[0] if len(cities) == 1 else None


def canonical_zone(name: str) -> str | None:
    """Return the canonical name of the zone that is called so, None where neither table nor ending tells.

    >>> canonical_zone("晋城经开区"), canonical_zone("综改区"), canonical_zone("高平经开区"), canonical_zone("大同")
    ('晋城经济技术开发区', '山西转型综合改革示范区', '高平经济技术开发区', None)
    """
    known = _table().get(name)
    if known:
        return known.name
    if REFORM.fullmatch(name):
        return REFORM_ZONE
    ending = next((ending for ending in sorted(CANONICAL, key=len, reverse=True) if name.endswith(ending)), None)
    return name.removesuffix(ending) + CANONICAL[ending] if ending and name != ending else None


def _cities_at_head(name: str) -> tuple[str, ...]:
    hits = gazetteer().hits(name)
    places = [place for place in hits[0].value if place.cities] if hits and hits[0].start == 0 else []
    return places[0].cities if len({place.cities for place in places}) == 1 else ()


@lru_cache(maxsize=4)
def found(texts: tuple[Passage, ...], places: tuple[tuple[Named, ...], ...]) -> tuple[tuple[Mention, ...], ...]:
    """Return the zones that each passage names in full, from left to right."""
    return tuple(tuple(_in_passage(text.subject, near)) for text, near in zip(texts, places, strict=True))


def _in_passage(text: str, places: Sequence[Named]) -> list[Mention]:
    mentions: list[Mention] = []
    for finder in (_free_trade, _reform, _listed, _built, _parks):
        for mention in finder(text, places, mentions):
            if all(mention.end <= other.start or mention.start >= other.end for other in mentions):
                mentions.append(mention)
    return sorted(mentions)


def _free_trade(text: str, places: Sequence[Named], _: list[Mention]) -> Iterator[Mention]:
    for match in FREE_TRADE.finditer(text):
        place = _ending_at(match.start(), places)
        if place and place.place.kind in ("省", "市"):
            area, base = match["area"] or "", place.place.short + "自贸试验区"
            cities = _cities_at_head(area.removesuffix("片区")) if area else place.cities
            zone = _table().get(base + area) or Zone(base + area, cities or place.cities)
            yield Mention(place.start, match.end(), zone, "pattern")


def _reform(text: str, places: Sequence[Named], _: list[Mention]) -> Iterator[Mention]:
    """The one reform zone of Shanxi; 建设省级转型综改示范区 is a programme of other zones."""
    for match in REFORM.finditer(text):
        place = _ending_at(match.start(), places)
        ours = place.place.name == "山西省" if place else not PROGRAMME.search(text[: match.start()])
        if ours and not (match["model"] and match["after"] and not place):
            yield Mention(match.start(), match.end(), _table()[REFORM_ZONE], "table")


def _ending_at(end: int, places: Sequence[Named]) -> Named | None:
    return next((place for place in places if place.end == end), None)


def _listed(text: str, places: Sequence[Named], _: list[Mention]) -> Iterator[Mention]:
    ends = {place.end: place.cities for place in places}
    for start, end, zone in _lexicon().hits(text):
        before = ends.get(start, ())
        if not before or not zone.cities or not set(before).isdisjoint(zone.cities):
            yield Mention(start, end, zone, "table")


def _built(text: str, places: Sequence[Named], _: list[Mention]) -> Iterator[Mention]:
    """Zones that the table lacks or that are printed with 市 or 县: their place, what stands between, the ending."""
    for match in ENDING.finditer(text):
        place = next((place for place in reversed(places) if place.end <= match.start()), None)
        infix = text[place.end : match.start()] if place else ""
        if place and place.cities and (not infix or INFIX.fullmatch(infix)):
            zone = _spelled(place, infix, match.group())
            if zone:
                yield Mention(place.start, match.end(), zone, "pattern")


def _spelled(place: Named, infix: str, ending: str) -> Zone | None:
    short, table = place.place.short, _table()
    known = table.get(infix + ending) if infix else None
    known = known or table.get(short + infix + ending)
    generic = ending == "开发区" and not infix and place.place.kind in ("省", "市") and place.place.full
    if generic or (place.place.kind == "省" and not infix and not known):
        return None  # 吕梁市开发区 are all of 吕梁's
    if known and (not known.cities or not set(known.cities).isdisjoint(place.cities)):
        return known
    base = infix if infix and place.place.full else short + infix
    return Zone(base + CANONICAL[ending], place.cities)


def _parks(text: str, places: Sequence[Named], others: list[Mention]) -> Iterator[Mention]:
    """Parks with a proper name of their own; one inside a zone files under the zone, a company's or a project's not."""
    for match in PARK.finditer(text):
        place = next((place for place in reversed(places) if place.end <= match.start()), None)
        if place and _is_named_park(text, place, match) and not _lies_in(place, match, others):
            yield _park(text, _park_start(text, place), match.end(), place.cities)
    sited = SITED.match(text)
    if sited:
        yield _park(text, sited.start(1), sited.end(1), ())


def _is_named_park(text: str, place: Named, park: re.Match[str]) -> bool:
    told = bool(place.cities) or place.place.kind == "省"
    return (
        told and bool(PARK_INFIX.fullmatch(text[place.end : park.start()])) and not text.startswith("项目", park.end())
    )


def _lies_in(place: Named, park: re.Match[str], zones: list[Mention]) -> bool:
    return any(place.chain <= zone.end <= park.start() for zone in zones)


def _park(text: str, start: int, end: int, cities: tuple[str, ...]) -> Mention:
    return Mention(start, end, Zone(text[start:end].replace(" ", ""), cities), "pattern")


def _park_start(text: str, place: Named) -> int:
    """Return where the park's name begins: 中车松原新能源装备产业园 has its founder before the place."""
    founder = re.search(rf"(?:^|[\s，。；：、])({PLAIN}{{2,3}})$", text[: place.start])
    return founder.start(1) if founder else place.start


def with_zones(article: Article) -> Article:
    """Return the article with the development zones that it is about or names as a scene."""
    texts = passages(article)
    mentions = found(texts, named(texts, article.source))
    values = _explicit(texts, mentions) or _bare(texts, article.city)
    return replace(article, zone=tuple(values), evidence=article.evidence + tuple(values.values()))


def _explicit(texts: Sequence[Passage], mentions: Sequence[Sequence[Mention]]) -> dict[str, Evidence]:
    values: dict[str, Evidence] = {}
    for text, here in zip(texts, mentions, strict=True):
        for mention in here:
            if not CAREER.search(text.text):
                values.setdefault(mention.zone.name, evidence("zone", mention.zone.name, mention.rule, text))
    return {name: why for name, why in values.items() if not _has_part(name, values)}


def _has_part(name: str, values: dict[str, Evidence]) -> bool:
    """Tell whether a 片区 of this free-trade zone is named: the article is about that one."""
    return name.endswith("自贸试验区") and any(other != name and other.startswith(name) for other in values)


def _bare(texts: Sequence[Passage], cities: Sequence[str]) -> dict[str, Evidence]:
    """Resolve 经开区 standing alone where the article's only city has exactly one such zone."""
    if len(cities) == 1:
        for text in texts:
            for match in BARE.finditer(text.subject):
                zone = _table().get(cities[0] + (match[1] or match[2]))
                if zone:
                    return {zone.name: evidence("zone", zone.name, "bare", text)}
    return {}
