"""What every step reads of an article, made once: its sentences, and the places and zones that each names."""

from collections.abc import Sequence
from typing import NamedTuple

from searchsvc.articles import Article, Evidence, Figure
from searchsvc.enrich.naming import Named, named
from searchsvc.enrich.passages import Passage, passages
from searchsvc.enrich.zones.mentions import Mention, found


class Reading(NamedTuple):
    """An article as its librarian reads it; `near` and `zones` tell what each of the `texts` names.

    `city` and `zone` are what it is filed under, once that is derived or where it was given.
    """

    texts: Sequence[Passage]
    near: Sequence[Sequence[Named]]
    zones: Sequence[Sequence[Mention]]
    published: str | None = None
    city: tuple[str, ...] = ()
    zone: tuple[str, ...] = ()


class Derived(NamedTuple):
    """What a step finds in a reading, and why."""

    values: tuple[str, ...] | tuple[Figure, ...]
    evidence: tuple[Evidence, ...] = ()


def reading(article: Article) -> Reading:
    """Return the reading of an article."""
    texts = passages(article)
    near = named(texts, article.source)
    return Reading(texts, near, found(texts, near), article.published, article.city, article.zone)
