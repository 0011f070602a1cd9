"""The steps that read out of an article what it is about: one for each facet, one for its figures, one for its days."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from searchsvc.articles import Article, given_facets, without_derived
from searchsvc.enrich import gazetteer, industries, zones
from searchsvc.enrich.dates import events
from searchsvc.enrich.figures import TABLES, figures
from searchsvc.enrich.industries import industries_of
from searchsvc.enrich.lexicon import fingerprint
from searchsvc.enrich.places import cities
from searchsvc.enrich.reading import Derived, Reading, reading
from searchsvc.enrich.zones.filing import zones_of

Step = Callable[[Reading], Derived]

VERSION = "6"  # of the rules; raised with every change that can change a value
STEPS: dict[str, Step] = {  # by what they derive; figures are those of the cities and zones found before
    "city": cities,
    "zone": zones_of,
    "industry": industries_of,
    "figures": figures,
    "events": events,
}
RULES: str = fingerprint(VERSION, (gazetteer.TABLE, zones.TABLE, industries.TABLE, *TABLES))


def enrich(article: Article) -> Article:
    """Return the article with everything that the steps derive; what its source or a correction gave stays as given."""
    article = without_derived(article)
    given = given_facets(article)
    if given.issuperset(STEPS):  # a ready article that brings it all need not be read
        return article
    text, values, why = reading(article), dict[str, Any](), article.evidence
    for name, step in STEPS.items():
        if name not in given:
            values[name], evidence = step(text)
            why += evidence
            text = text._replace(**{name: values[name]}) if name in Reading._fields else text
    return replace(article, evidence=why, **values)
