"""Whose a figure is: the city and zone that the sentence named last before it, or that the whole article is about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from searchsvc.articles import Article
from searchsvc.enrich.gazetteer import Named, named
from searchsvc.enrich.passages import passages
from searchsvc.enrich.zones.mentions import Mention, found

_WIDER = re.compile("全[国省市县]|[我该][省市县]")  # a sentence about more than the zone that the article is about


@dataclass(frozen=True, slots=True)
class Subject:
    """The cities and zones that a passage names and the article is about; `only_…` where that is just one."""

    places: Sequence[Named]
    zones: Sequence[Mention]
    about: frozenset[str]
    only_city: str | None
    only_zone: str | None

    def city(self, place: int) -> str | None:
        """Return the city of a figure at `place` of the passage."""
        ahead = [
            (mention.end, mention.cities[0])
            for mention in self.places
            if mention.end <= place and len(mention.cities) == 1 and mention.cities[0] in self.about
        ]
        ahead += [
            (mention.end, mention.zone.cities[0])
            for mention in self.zones
            if mention.end <= place and len(mention.zone.cities) == 1 and mention.zone.cities[0] in self.about
        ]
        return max(ahead)[1] if ahead else self.only_city

    def zone(self, place: int) -> str | None:
        """Return the zone of a figure at `place`: no city may have been named since."""
        ahead = [mention for mention in self.zones if mention.end <= place and mention.zone.name in self.about]
        if not ahead:
            return self.only_zone
        since = any(ahead[-1].end <= mention.start and mention.end <= place for mention in self.places)
        return None if since else ahead[-1].zone.name


def subjects_of(article: Article) -> tuple[Subject, ...]:
    """Return the subjects that each passage of an article offers its figures."""
    texts = passages(article)
    near = named(texts, article.source)
    about = frozenset((*article.city, *article.zone))
    city = article.city[0] if len(article.city) == 1 else None
    zone = article.zone[0] if len(article.zone) == 1 and city else None
    return tuple(
        Subject(here, zones, about, city, None if _WIDER.search(text.subject) else zone)
        for text, here, zones in zip(texts, near, found(texts, near), strict=True)
    )
