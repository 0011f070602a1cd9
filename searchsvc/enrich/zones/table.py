"""The development zones that are known by name: their canonical form, what else they are called, where they lie."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from searchsvc.enrich.gazetteer import gazetteer
from searchsvc.enrich.lexicon import Lexicon, rows

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
    "保税港区": "保税港区",
    "边境经济合作区": "边境经济合作区",
    "台商投资区": "台商投资区",
    "临空经济区": "临空经济区",
    "临空经济示范区": "临空经济示范区",
    "生态文化旅游示范区": "生态文化旅游示范区",
    "生态文化旅游开发区": "生态文化旅游开发区",
    "农业高新技术产业示范区": "农业高新技术产业示范区",
}
KNOWN_AS = {  # a zone of the table may be called by any of these endings
    "经济技术开发区": ("经开区", "开发区", "国家级经济技术开发区", "国家级经开区"),
    "高新技术产业开发区": ("高新区", "高新技术开发区", "高新技术产业园区", "国家高新区", "国家级高新区"),
    "经济开发区": ("开发区",),
    "综合保税区": ("综保区",),
    "自贸试验区": ("自贸区", "自由贸易试验区"),
}
REFORM = re.compile(r"(?:转型)?综合?改革?(?P<model>示范)?区(?P<after>建设)?")
REFORM_ZONE = "山西转型综合改革示范区"


class Zone(NamedTuple):
    """A zone by its canonical name, and the cities that it lies in."""

    name: str
    cities: tuple[str, ...]


@cache
def by_name() -> dict[str, Zone]:
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
    province, area = name.split("自贸试验区", 1) if name.endswith("片区") and "自贸试验区" in name else ("", "")
    if province and not area.endswith("新片区"):
        yield from (province + area.removesuffix("片区") + "自贸片区", area.removesuffix("片区") + "自贸片区")
        yield from (f"{start}{area}" for start in ("自贸试验区", "自贸区", f"{province}自贸区"))
    ending = next((ending for ending in KNOWN_AS if name.endswith(ending)), None)
    if ending:
        base = name.removesuffix(ending)
        yield from (base + other for other in KNOWN_AS[ending])


@cache
def lexicon() -> Lexicon[Zone]:
    """Return all names of the table's zones, to be found in a text."""
    return Lexicon(by_name())


def city_of_zone(zone: str) -> str | None:
    """Return the city that a zone lies in, None where it lies in several or in none that its name or the table tells.

    >>> city_of_zone("高平经济技术开发区"), city_of_zone("山西转型综合改革示范区")
    ('晋城', None)
    """
    known = by_name().get(zone)
    cities = known.cities if known else cities_at_head(zone)
    return cities[0] if len(cities) == 1 else None


def canonical_zone(name: str) -> str | None:
    """Return the canonical name of the zone that is called so, None where neither table nor ending tells.

    >>> canonical_zone("晋城经开区"), canonical_zone("综改区"), canonical_zone("高平经开区"), canonical_zone("大同")
    ('晋城经济技术开发区', '山西转型综合改革示范区', '高平经济技术开发区', None)
    """
    known = by_name().get(name)
    if known:
        return known.name
    if REFORM.fullmatch(name):
        return REFORM_ZONE
    ending = next((ending for ending in sorted(CANONICAL, key=len, reverse=True) if name.endswith(ending)), None)
    return name.removesuffix(ending) + CANONICAL[ending] if ending and name != ending else None


def cities_at_head(name: str) -> tuple[str, ...]:
    """Return the cities of the place that a name begins with, none where it is no place or one of several."""
    hits = gazetteer().hits(name)
    places = [place for place in hits[0].value if place.cities] if hits and hits[0].start == 0 else []
    return places[0].cities if len({place.cities for place in places}) == 1 else ()


def names_of_zone(zone: str) -> set[str]:
    """Return all names that a zone of this canonical name goes by, the short ones too.

    >>> sorted(names_of_zone("高平经济技术开发区"))
    ['高平国家级经开区', '高平国家级经济技术开发区', '高平开发区', '高平经开区', '高平经济技术开发区']
    """
    return {zone, *_shortened(zone), *(name for name, known in by_name().items() if known.name == zone)}
