"""The numbers of an article that a reporter would tabulate, each with the sentence it stands in."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from searchsvc.articles import Figure
from searchsvc.enrich.figures.amounts import DIGIT, Amount
from searchsvc.enrich.figures.amounts import TABLE as UNITS
from searchsvc.enrich.figures.dimensions import TABLE as METRICS
from searchsvc.enrich.figures.governing import governed
from searchsvc.enrich.figures.measures import Measure, measures
from searchsvc.enrich.figures.stages import stage
from searchsvc.enrich.figures.subjects import Subject, subjects_of
from searchsvc.enrich.passages import Passage
from searchsvc.enrich.reading import Derived, Reading

MOST = 2_000  # figures of an article; each tells its whole sentence
TABLES = (UNITS, METRICS)
_UNPRINTED = re.compile(r"[\s多余餘]")  # between the parts of a unit: 500 亿多元
_STAGED = ("projects", "investment", "output", "area", "capacity")


def figures(reading: Reading) -> Derived:
    """Return the figures of an article's headlines and sentences, the first MOST of them."""
    texts = reading.texts
    measured = list(islice(_measured(texts), MOST))
    if not measured:
        return Derived(())
    turns = subjects_of(reading)
    found = [
        (texts[number], _figure(texts[number], turns[number].at(amount.start), amount, measure, at))
        for number, amount, measure, at in measured
    ]
    return Derived(tuple(_once(found)))


def _measured(texts: Sequence[Passage]) -> Iterator[tuple[int, Amount, Measure, str | None]]:
    """Yield what is measured, with the number of its passage and its stage."""
    for place, passage in governed(texts):
        if DIGIT.search(passage.subject):
            before = place.before(texts)
            for amount, measured in measures(passage.subject, before):
                at = stage(passage.subject, amount, before) if measured.metric in _STAGED else None
                yield place.number, amount, measured, at


def _figure(passage: Passage, subject: Subject, amount: Amount, measured: Measure, at: str | None) -> Figure:
    indent = len(passage.text) - len(passage.text.lstrip())
    sign = -1 if measured.falling else 1
    return Figure(
        metric=measured.metric,
        label=measured.label,
        value=amount.value,
        unit=_UNPRINTED.sub("", passage.text[slice(*amount.unit)]),
        amount=sign * amount.amount,
        amount_max=None if amount.amount_max is None else sign * amount.amount_max,
        bound=amount.bound,
        city=subject.city,
        zone=subject.zone,
        stage=at,
        quote=passage.text.strip(),
        start=amount.start - indent,
        end=amount.end - indent,
        lines=passage.lines,
    )


def _once(found: list[tuple[Passage, Figure]]) -> Iterator[Figure]:
    """Yield each figure once: what the headline or an earlier sentence told already is left to the fuller telling.

    Two equal figures of one sentence are two (13 个签约, 13 个开工), and so are those of different things
    (5 亿元的热电项目, 5 亿元的稻谷项目).
    """
    kept: dict[tuple[object, ...], tuple[int, Figure]] = {}
    for place, (passage, figure) in enumerate(found):
        of_what = re.match(r"的[^，。；、]{1,6}", figure.quote[figure.end :])
        key: tuple[object, ...] = (figure.metric, figure.amount, figure.unit, figure.stage, of_what and of_what[0])
        earlier = kept.get(key)
        if earlier and earlier[1].quote == figure.quote:
            key = (*key, place)
        elif earlier and passage.part != "title" and earlier[1].lines is not None:
            continue
        kept[key] = (place, figure)
    yield from (figure for _, figure in sorted(kept.values(), key=lambda item: item[0]))
