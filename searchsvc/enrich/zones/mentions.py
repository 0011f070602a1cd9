"""The zones that a sentence names: from the table, or built from their pattern and the place beside it."""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from searchsvc.enrich.lexicon import Hit, Joined
from searchsvc.enrich.naming import Named
from searchsvc.enrich.passages import Passage
from searchsvc.enrich.zones.table import CANONICAL, REFORM, REFORM_ZONE, Zone, by_name, cities_at_head, lexicon

ENDING = re.compile("|".join(sorted(CANONICAL, key=len, reverse=True)))
STOP = "的在与和及以为是将了从由向对把被等至到个家各全两三多首该其这每"  # no name of a zone holds these
NO_NAME = "国家|省级|市级|建设|建成|打造|获批|设立|引进|创建|推进|举行|召开|公司|集团|开发区|项目"
PLAIN = rf"(?:(?!{NO_NAME})[一-龥A-Za-z0-9](?<![{STOP}]))"
INFIX = re.compile(rf"{PLAIN}{{1,5}}")
FULL = ("经济技术开发区", "经济开发区", "高新技术产业开发区", "高新技术开发区", "综合保税区")
UNPLACED = re.compile(  # what makes a name before a full ending, though no place is known in it
    rf"(?<![^\W{STOP}])(?!加快|推动|支持|促进|发展|全国|我国|全省|全市|省内|区域|现有|新设|新增|升级|批准|创办){PLAIN}{{2,4}}$"
)
PARTS = ("郊区", "城区", "矿区")  # names of districts that many cities have
PARK = re.compile(
    r"产业园区?|工业园区?|科技园区?|物流园区?|工业集中区|产业集聚区|循环经济园区|化工园区?|创业园|软件园|生态城"
)
PARK_INFIX = re.compile(rf"(?:{PLAIN}|“{PLAIN}{{1,8}}”){{0,14}}")
SITED = re.compile(rf"\s*({PLAIN}{{4,12}}(?:产业园区?|工业园区?|科技园区?))(?=位于|地处|坐落)")
BRACKETED = re.compile(  # 山西省海峡两岸（高平）产业园
    rf"[（(]([一-龥]{{2,6}})[)）]{PLAIN}{{0,8}}(?:产业园区?|工业园区?|合作示范区)(?!项目)"
)
OF_A_FIRM = re.compile(  # 泽州产业园区发展运营有限公司 and a zone's court are not the zone
    r"[^\W的在与和及]{0,6}?(?:分|发展|运营|投资|建设|开发|控股)+[^\W的在与和及]{0,6}?(?:公司|集团)|[^\W的在与和及]{0,4}(?:法院|检察院)"
)
FREE_TRADE = re.compile(
    r"[)）]?(?:自由贸易试验区|自贸试验区|自贸区)(?P<area>(?![首各三两四多个新])[一-龥]{2,6}?新?片区)?"
)
_MAYBE = ("区", "园", "生态城")  # what every name of a zone ends with that the table doesn't hold
PROGRAMME = re.compile(r"(?:建设|推进|打造|省级|市级|创建)$")


class Mention(NamedTuple):
    """A zone named in a sentence: [start, end) of its subject, and the rule that knew it."""

    start: int
    end: int
    zone: Zone
    rule: str


def found(
    texts: Sequence[Passage], whole: Joined, places: Sequence[Sequence[Named]]
) -> tuple[tuple[Mention, ...], ...]:
    """Return the zones that each passage names in full, from left to right; `whole` are their subjects."""
    known = lexicon().hits_in(whole)
    return tuple(
        tuple(_in_passage(text.subject, near, hits)) if hits or any(map(text.subject.__contains__, _MAYBE)) else ()
        for text, near, hits in zip(texts, places, known, strict=True)
    )


def _in_passage(text: str, places: Sequence[Named], known: Sequence[Hit[Zone]]) -> list[Mention]:
    mentions: list[Mention] = []
    for finder in (_free_trade, _reform, partial(_listed, known), _built, _unplaced, _bracketed, _parks):
        for mention in finder(text, places, mentions):
            if all(mention.end <= other.start or mention.start >= other.end for other in mentions):
                mentions.append(mention)
    return sorted(mention for mention in mentions if not OF_A_FIRM.match(text, mention.end))


def _free_trade(text: str, places: Sequence[Named], _: list[Mention]) -> Iterator[Mention]:
    for match in FREE_TRADE.finditer(text):
        place = _ending_at(match.start(), places)
        if place and place.place.kind in ("省", "市"):
            area, base = match["area"] or "", place.place.short + "自贸试验区"
            cities = cities_at_head(area.removesuffix("片区")) if area else place.cities
            zone = by_name().get(base + area) or Zone(base + area, cities or place.cities)
            yield Mention(place.start, match.end(), zone, "pattern")


def _reform(text: str, places: Sequence[Named], _: list[Mention]) -> Iterator[Mention]:
    """The one reform zone of Shanxi; 建设省级转型综改示范区 is a programme of other zones."""
    for match in REFORM.finditer(text):
        place = _ending_at(match.start(), places)
        ours = place.place.name == "山西省" if place else not PROGRAMME.search(text[: match.start()])
        if ours and not (match["model"] and match["after"] and not place):
            yield Mention(match.start(), match.end(), by_name()[REFORM_ZONE], "table")


def _ending_at(end: int, places: Sequence[Named]) -> Named | None:
    return next((place for place in places if place.end == end), None)


def _listed(known: Sequence[Hit[Zone]], text: str, places: Sequence[Named], _: list[Mention]) -> Iterator[Mention]:
    ends = {place.end: place.cities for place in places}
    for start, end, zone in known:
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
    short, table = place.place.short, by_name()
    known = table.get(infix + ending) if infix else None
    known = known or table.get(short + infix + ending)
    generic = ending == "开发区" and not infix and place.place.kind in ("省", "市") and place.place.full
    if generic or (place.place.kind == "省" and not infix and not known):
        return None  # 吕梁市开发区 are all of 吕梁's
    if known and (not known.cities or not set(known.cities).isdisjoint(place.cities)):
        return known
    if place.place.kind == "区" and not place.place.full and place.start - place.chain == len(place.cities[0]):
        short = place.cities[0] + short  # 运城盐湖高新区
    base = infix if place.place.full and len(infix) > 1 and infix not in PARTS else short + infix
    return Zone(base + CANONICAL[ending], place.cities)


def _unplaced(text: str, _places: Sequence[Named], _others: list[Mention]) -> Iterator[Mention]:
    for match in ENDING.finditer(text):
        name = UNPLACED.search(text[: match.start()]) if match.group() in FULL else None
        if name:
            yield Mention(name.start(), match.end(), Zone(text[name.start() : match.end()], ()), "pattern")


def _bracketed(text: str, places: Sequence[Named], _others: list[Mention]) -> Iterator[Mention]:
    for match in BRACKETED.finditer(text):
        where = next((place for place in places if place.start == match.start(1)), None)
        outer = next((place for place in reversed(places) if place.end <= match.start()), None)
        if where and outer and re.fullmatch(r"[一-龥]{0,8}", text[outer.end : match.start()]):
            yield _park(text, outer.start, match.end(), where.cities)


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
    general = place.end == park.start() and place.place.kind in ("省", "市")  # 晋城市产业园区 are all of them
    return (
        told
        and not general
        and bool(PARK_INFIX.fullmatch(text[place.end : park.start()]))
        and not text.startswith("项目", park.end())
    )


def _lies_in(place: Named, park: re.Match[str], zones: list[Mention]) -> bool:
    return any(place.chain <= zone.end <= park.start() for zone in zones)


def _park(text: str, start: int, end: int, cities: tuple[str, ...]) -> Mention:
    return Mention(start, end, Zone(text[start:end].replace(" ", ""), cities), "pattern")


def _park_start(text: str, place: Named) -> int:
    """Return where the park's name begins: 中车松原新能源装备产业园 has its founder before the place."""
    founder = re.search(rf"(?:^|[\s，。；：、])({PLAIN}{{2,3}})$", text[: place.start])
    return founder.start(1) if founder else place.start
