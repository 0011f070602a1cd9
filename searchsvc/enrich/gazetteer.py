"""The places of China by name: every province, prefecture and county, and where each lies."""

from dataclasses import dataclass
from functools import cache

from searchsvc.enrich.lexicon import Lexicon, rows

TABLE = "places.tsv"


@dataclass(frozen=True, slots=True)
class Place:
    """One row of the gazetteer as one of its names reads.

    `kind` is 省, 市 (prefecture), 县, 区 or 无 (no place at all). `cities` are the prefectures it files under, none for
    provinces and the counties that a province runs. `full` tells that the name carries its 市, 县 or 区. `doubt` is
    "?" where the name needs its city or province near it, "!" where only its full form in the same article helps.
    """

    name: str
    short: str
    kind: str
    cities: tuple[str, ...]
    province: str
    full: bool
    doubt: str = ""


@cache
def gazetteer() -> Lexicon[tuple[Place, ...]]:
    """Return all names with the places that bear them."""
    names: dict[str, list[Place]] = {}
    for row in rows(TABLE):
        short, cities = row["short"] or row["name"], tuple(row["city"].split())
        names.setdefault(row["name"], []).append(
            Place(row["name"], short, row["kind"], cities, row["province"], full=True)
        )
        if row["short"]:
            place = Place(row["name"], short, row["kind"], cities, row["province"], full=False, doubt=row["doubt"])
            names.setdefault(short, []).append(place)
    return Lexicon({name: tuple(places) for name, places in names.items()})


@cache
def _provinces() -> dict[str, str]:
    return {row["city"]: row["province"] for row in rows(TABLE) if row["kind"] in ("省", "市") and row["city"]}


def province_of(city: str) -> str | None:
    """Return the province of a prefecture-level place, None for a name that is none.

    >>> province_of("晋城"), province_of("海南"), province_of("重庆"), province_of("高平")
    ('山西', '青海', '重庆', None)
    """
    return _provinces().get(city)
