"""Why a hit stands where it stands: the parts of its score, and where in the article each term was counted."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from searchsvc.analysis import Folded
from searchsvc.engines.base import Explanation, Share
from searchsvc.engines.expressions import Expression
from searchsvc.engines.matching import simple
from searchsvc.schema import VIEWS, Part, weighed
from searchsvc.shown import Shown


@dataclass(frozen=True, slots=True)
class Reason:
    """A term's part of a score, and how often it stands in each place of schema.WEIGHTS."""

    share: Share
    places: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Explained:
    """The reasons of a score, the greatest first; their sum times `recency`, the factor of age, is the score."""

    reasons: tuple[Reason, ...]
    recency: float

    @property
    def score(self) -> float:
        """The score that the parts make."""
        return sum(reason.share.score for reason in self.reasons) * self.recency


def explained(shown: Shown, explanation: Explanation | None) -> Explained | None:
    """Return an explanation with the places of its terms in what is shown."""
    if explanation is None:
        return None
    texts = list(weighed(Part(*piece) for piece in shown.pieces()))
    reasons = [Reason(share, _places(texts, share)) for share in explanation.shares]
    return Explained(tuple(sorted(reasons, key=lambda reason: -reason.share.score)), explanation.recency)


def path(engine: str, match: Expression) -> str:
    """Tell which engine answered, and whether the index alone told the hits or candidates were read after it.

    >>> from searchsvc.engines.base import Everything
    >>> path("whoosh", Everything())
    'whoosh: index'
    """
    return f"{engine}: index" if simple(match) else f"{engine}: index, then text"


def _places(texts: Iterable[tuple[str, Folded]], share: Share) -> dict[str, int]:
    found = Counter[str]()
    for place, text in texts:
        found[place] += VIEWS[share.view](text).count(share.term)
    return {place: times for place, times in found.items() if times}
