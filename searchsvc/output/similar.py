"""Articles like another one as JSON objects, near-duplicates with what changed."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from searchsvc.articles import to_record
from searchsvc.output.links import article_url
from searchsvc.service.differing import Difference
from searchsvc.service.similar import Similar

_SHOWN = ("title", "title_inferred", "kicker", "subtitle", "source", "published", "page", "city", "zone", "industry")


def similar(found: Sequence[Similar]) -> list[dict[str, Any]]:
    """Return for each article its head, its facets, whether it is a near-duplicate, and what changed (else None)."""
    return [_record(each) for each in found]


def difference(found: Difference) -> dict[str, Any]:
    """Return `title`, `sentences` and `figures` with what was `before` and `after`, None where it was not there."""
    return asdict(found)


def _record(each: Similar) -> dict[str, Any]:
    article = to_record(each.article)
    return {
        "id": article["id"],
        "url": article_url(article["id"]),
        **{name: article[name] for name in _SHOWN},
        "duplicate": each.duplicate,
        "difference": difference(each.difference) if each.difference else None,
    }
