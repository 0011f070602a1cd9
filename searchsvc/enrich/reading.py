"""What every step reads of an article, made once: its sentences, and the places and zones that each names."""

from collections.abc import Sequence
from typing import NamedTuple

from searchsvc.articles import Article, Evidence, Figure
from searchsvc.enrich.lexicon import Joined
from searchsvc.enrich.naming import Named, named
from searchsvc.enrich.passages import Passage, passages
from searchsvc.enrich.zones.mentions import Mention, found


class Reading(NamedTuple):
    """An article as its librarian reads it; `near` and `zones` tell what each of the `texts` names.

    `whole` is what the rules read of all texts. `city` and `zone` are what it is filed under, once that is derived or
    where it was given.
    """

    texts: Sequence[Passage]
    whole: Joined
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
    whole = Joined.of([text.subject for text in texts])
    near = named(texts, whole, article.source)
    return Reading(texts, whole, near, found(texts, whole, near), article.published, article.city, article.zone)
