"""The parts of a score, as a JSON object and as a table for people."""

from collections.abc import Iterator
from typing import Any

from searchsvc.output.terminal import clean, table
from searchsvc.service.explaining import Explained, Reason


def record(found: Explained) -> dict[str, Any]:
    """Return an explanation; nothing in it is rounded, so that the parts make the score."""
    return {
        "score": found.score,
        "recency": found.recency,
        "parts": [_part(reason) for reason in found.reasons],
    }


def lines(found: Explained) -> Iterator[str]:
    """Yield a row for each part, then what age makes of their sum."""
    rows = [
        (
            f"{reason.share.score:.4f}",
            reason.share.view,
            clean(reason.share.term),
            f"idf {reason.share.idf:.4f}",
            f"frequency {reason.share.frequency} ({_places(reason)})",
            f"length {reason.share.length}/{reason.share.average:.1f}",
        )
        for reason in found.reasons
    ]
    yield from table(rows, right=frozenset({0}))
    yield f"sum × recency {found.recency:.4f} = {found.score:.4f}"


def _places(reason: Reason) -> str:
    return " ".join(f"{place}×{times}" for place, times in reason.places.items())


def _part(reason: Reason) -> dict[str, Any]:
    share = reason.share
    return {
        "view": share.view,
        "term": share.term,
        "places": dict(reason.places),
        "frequency": share.frequency,
        "length": share.length,
        "average": share.average,
        "idf": share.idf,
        "score": share.score,
    }
