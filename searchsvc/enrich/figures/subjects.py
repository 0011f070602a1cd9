"""Whose a figure is: the city and zone named last before it, carried from sentence to sentence as a reader does."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from searchsvc.enrich.naming import Named
from searchsvc.enrich.passages import Passage
from searchsvc.enrich.reading import Reading
from searchsvc.enrich.zones.mentions import Mention

_WIDER = re.compile(  # not 与全省同步, 居全省第一, 全省“三个一批”活动
    r"(?<![与同和跟在为对居占排列位])(?:全[国省]|[我该][国省])(?!第|前|首|平均|“)"
)
_WHOLE_CITY = re.compile(r"全[市县区]|[我该][市县]")  # the city that the talk is of, and not just its zone
_GOES_ON = re.compile("其中")
_JOINED = re.compile(r"[市县区]?[、和与及至]")


class Subject(NamedTuple):
    """The city and the zone that figures belong to; None where it is a province, several, or nobody's."""

    city: str | None
    zone: str | None


NOBODY = Subject(None, None)


class Turns(NamedTuple):
    """The subjects of one passage: each holds from its place on."""

    places: tuple[int, ...]
    subjects: tuple[Subject, ...]

    def at(self, place: int) -> Subject:
        """Return the subject of a figure at `place`."""
        return next(
            subject for start, subject in zip(self.places[::-1], self.subjects[::-1], strict=True) if start <= place
        )


def subjects_of(reading: Reading) -> tuple[Turns, ...]:
    """Return the subjects of each passage of an article.

    A paragraph begins with what the article is about: its one city and zone, or what it names first: a city, or the
    province, which then is told city by city.
    """
    about = _about(reading)
    turns: list[Turns] = []
    current = about
    for text, here, zones in zip(reading.texts, reading.near, reading.zones, strict=True):
        begins = about if text.opens and not _GOES_ON.match(text.subject) else current
        home = begins.city or about.city
        turned = sorted([(0, begins), *_turns(reading, text, here, zones, home)], key=lambda turn: turn[0])
        turns.append(Turns(*zip(*turned, strict=True)))
        current = turned[-1][1]
    return tuple(turns)


def _about(reading: Reading) -> Subject:
    if len(reading.city) == 1:
        return Subject(reading.city[0], reading.zone[0] if len(reading.zone) == 1 else None)
    for place in (place for here in reading.near for place in here):
        if place.place.kind == "省" and not place.cities:
            return NOBODY
        if len(place.cities) == 1 and place.cities[0] in reading.city:
            return Subject(place.cities[0], None)
    return NOBODY


def _turns(
    reading: Reading, text: Passage, here: Sequence[Named], zones: Sequence[Mention], home: str | None
) -> Iterator[tuple[int, Subject]]:
    """Yield where the talk turns to another subject; `home` is the city that 全市 means."""
    yield from ((match.end(), NOBODY) for match in _WIDER.finditer(text.subject))
    yield from ((match.end(), Subject(home, None)) for match in _WHOLE_CITY.finditer(text.subject))
    for mention in zones:
        if mention.zone.name in reading.zone:
            cities = mention.zone.cities
            yield mention.end, Subject(cities[0] if len(cities) == 1 else home, mention.zone.name)
    if not here:
        return
    joined = [  # 许昌市与深圳企业签约 speaks of 许昌 where the article isn't filed under 深圳
        one.cities != other.cities
        and not {*one.cities, *other.cities} - {*reading.city}
        and _JOINED.fullmatch(text.subject, one.end, other.start)
        for one, other in pairwise(here)
    ]
    for place, row in zip(here, map(any, zip([False, *joined], [*joined, False], strict=True)), strict=False):
        inside = any(mention.start <= place.start < mention.end for mention in zones)
        if not inside and len(place.cities) == 1 and place.cities[0] in reading.city:
            yield place.end, NOBODY if row else Subject(place.cities[0], None)
