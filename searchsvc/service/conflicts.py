"""Which figures contradict each other, and which of those most likely speak of the same thing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby, islice
from math import inf

from searchsvc.analysis import fold
from searchsvc.articles import Figure
from searchsvc.store.figures import Figures, Reported, Selection

LOOKED_AT = 300  # groups of figures that differ, the newest ones
SHOWN = 20
ABOUT = 0.05  # how far 约 and 左右 reach to either side


@dataclass(frozen=True, slots=True)
class Conflict:
    """What articles of one month say of one subject, metric, label and stage, and can't all be true.

    `alike` (0 to 1) is how much of their sentences the two most alike of them share: the more, the likelier they
    speak of the same thing.
    """

    figures: tuple[Reported, ...]
    alike: float


def conflicts(figures: Figures, wanted: Selection) -> tuple[Conflict, ...]:
    """Return the conflicts within a selection, those first whose sentences are most alike.

    Two articles contradict each other where no figure of one agrees with any of the other: an article that tells of
    two projects does not contradict one that tells of one of them.
    """
    found = [conflict for same in islice(figures.disputable(wanted), LOOKED_AT) for conflict in _conflict(same)]
    return tuple(sorted(found, key=lambda conflict: -conflict.alike)[:SHOWN])


def agree(one: Figure, other: Figure) -> bool:
    """Tell whether two figures of the same thing can both be true: 超50亿元 and 51.2亿元, but not 48亿元."""
    (low, high), (least, most) = _range(one), _range(other)
    return low <= most and least <= high


def _conflict(same: Sequence[Reported]) -> Iterator[Conflict]:
    articles = [
        list(group) for _, group in groupby(sorted(same, key=lambda each: each.article), lambda each: each.article)
    ]
    against = [(one, other) for one, other in combinations(articles, 2) if not _any_agree(one, other)]
    if against:
        shown = {id(each) for pair in against for article in pair for each in article}
        alike = max(_alike(one, other) for ones, others in against for one in ones for other in others)
        yield Conflict(tuple(each for each in same if id(each) in shown), alike)


def _any_agree(one: Sequence[Reported], other: Sequence[Reported]) -> bool:
    return any(agree(each.figure, that.figure) for each in one for that in other)


def _range(figure: Figure) -> tuple[float, float]:
    """Return the least and the greatest amount that a figure may stand for."""
    low, high = sorted((figure.amount, figure.amount if figure.amount_max is None else figure.amount_max))
    bound = figure.bound
    if figure.bound == "about":
        return low - abs(low) * ABOUT, high + abs(high) * ABOUT
    upwards = bound in ("above", "at_least")
    if bound == "exact":
        return low, high
    return (low, inf) if upwards == (figure.amount >= 0) else (-inf, high)  # a fall of more than 5 % is below -5 %


def _alike(one: Reported, other: Reported) -> float:
    """Return the share of character pairs that two sentences have in common, their numbers left out."""
    first, second = _pairs(one.figure.quote), _pairs(other.figure.quote)
    return len(first & second) / max(1, len(first | second))


def _pairs(quote: str) -> set[str]:
    text = "".join(char for char in fold(quote).text if char.isalpha())
    return {text[at : at + 2] for at in range(len(text) - 1)}
