"""What an article is about, read out of its text: one plain step for each facet, its figures, and its days."""

from collections.abc import Callable

from searchsvc.articles import Article, given_facets, without_derived
from searchsvc.enrich import gazetteer, industries, zones
from searchsvc.enrich.dates import with_events
from searchsvc.enrich.figures import TABLES, with_figures
from searchsvc.enrich.industries import with_industries
from searchsvc.enrich.lexicon import fingerprint
from searchsvc.enrich.places import with_cities
from searchsvc.enrich.zones import with_zones

Step = Callable[[Article], Article]

VERSION = "5"  # of the rules; raised with every change that can change a value
STEPS: dict[str, Step] = {
    "places": with_cities,
    "zones": with_zones,
    "industries": with_industries,
    "figures": with_figures,
    "events": with_events,
}
FACETS = {"places": "city", "zones": "zone", "industries": "industry"}  # what each step derives
RULES: str = fingerprint(VERSION, (gazetteer.TABLE, zones.TABLE, industries.TABLE, *TABLES))


def enrich(article: Article) -> Article:
    """Return the article with everything that the steps derive; what its source or a correction gave stays as given."""
    article = without_derived(article)
    given = given_facets(article)
    for name, step in STEPS.items():
        if FACETS.get(name, name) not in given:
            article = step(article)
    return article
