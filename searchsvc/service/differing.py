"""What changed from one article to another: the headline, sentences, and figures."""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from searchsvc.analysis import fold, grams
from searchsvc.articles import Article, Figure

_SENTENCE = re.compile(r"[^。！？；]*[。！？；]+[”’」』）]*|[^。！？；]+")
_CHANGED = 0.4  # from this likeness on a sentence was changed, else one went and another came
_BLOCK = 50  # sentences that are compared one by one where as many were put in place of others


@dataclass(frozen=True, slots=True)
class Change:
    """A headline or sentence before and after; None before where it was added, None after where it was removed."""

    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure before and after, of the same metric, subject and stage; None as in Change."""

    before: Figure | None
    after: Figure | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed: the headline if it did, sentences and figures in order. What is set otherwise did not change."""

    title: Change | None
    sentences: tuple[Change, ...]
    figures: tuple[FigureChange, ...]


def difference(before: Article, after: Article) -> Difference:
    """Return what changed from one article to the other."""
    titles = [None if article.title_inferred else article.title for article in (before, after)]
    return Difference(
        title=None if _key(titles[0]) == _key(titles[1]) else Change(*titles),
        sentences=tuple(_sentences(list(_split(before)), list(_split(after)))),
        figures=tuple(_figures(before.figures, after.figures)),
    )


def _split(article: Article) -> Iterator[str]:
    for paragraph in article.paragraphs:
        yield from (sentence[0].strip() for sentence in _SENTENCE.finditer(paragraph.text) if sentence[0].strip())


def _key(text: str | None) -> str:
    return fold(text or "").text


def _sentences(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    matcher = SequenceMatcher(None, [_key(text) for text in before], [_key(text) for text in after], autojunk=False)
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        if kind != "equal":
            yield from _paired(before[start:end], after[other_start:other_end])


def _paired(gone: Sequence[str], come: Sequence[str]) -> Iterator[Change]:
    """Yield what was changed, each with the likest one behind the last, and between these what went and came."""
    at = 0
    for text in gone:
        likest = max(range(at, min(len(come), at + _BLOCK)), key=lambda place: _likeness(text, come[place]), default=at)
        if at < len(come) and _likeness(text, come[likest]) >= _CHANGED:
            yield from (Change(None, added) for added in come[at:likest])
            yield Change(text, come[likest])
            at = likest + 1
        else:
            yield Change(text, None)
    yield from (Change(None, added) for added in come[at:])


def _likeness(one: str, other: str) -> float:
    ours, theirs = grams(_key(one)), grams(_key(other))
    return len(ours & theirs) / len(ours | theirs) if ours and theirs else 0.0


def _figures(before: Iterable[Figure], after: Iterable[Figure]) -> Iterator[FigureChange]:
    """Yield the figures that are not in both, paired in order with those of the same subject."""
    ours, theirs = _less(before, after), _less(after, before)
    for subject in dict.fromkeys((*ours, *theirs)):
        yield from (FigureChange(*pair) for pair in zip_longest(ours.get(subject, ()), theirs.get(subject, ())))


def _less(figures: Iterable[Figure], others: Iterable[Figure]) -> dict[Hashable, list[Figure]]:
    """Return the figures that the others don't have too, by subject."""
    there = Counter((_subject(figure), _size(figure)) for figure in others)
    left: dict[Hashable, list[Figure]] = defaultdict(list)
    for figure in figures:
        said = _subject(figure), _size(figure)
        if there[said]:
            there[said] -= 1
        else:
            left[said[0]].append(figure)
    return left


def _subject(figure: Figure) -> Hashable:
    return figure.metric, figure.label, figure.city, figure.zone, figure.stage


def _size(figure: Figure) -> Hashable:
    return figure.amount, figure.amount_max, figure.bound
