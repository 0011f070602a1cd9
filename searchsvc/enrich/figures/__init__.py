"""The numbers of an article that a reporter would tabulate, each with the sentence it stands in."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from searchsvc.articles import Figure
from searchsvc.enrich.figures.amounts import TABLE as UNITS
from searchsvc.enrich.figures.amounts import Amount
from searchsvc.enrich.figures.governing import Before, governed
from searchsvc.enrich.figures.labels import TABLE as METRICS
from searchsvc.enrich.figures.measures import Measure, measures
from searchsvc.enrich.figures.stages import stage
from searchsvc.enrich.figures.subjects import Subject, Turns, subjects_of
from searchsvc.enrich.passages import Passage
from searchsvc.enrich.reading import Derived, Reading

MOST = 2_000  # figures of an article; each tells its whole sentence
TABLES = (UNITS, METRICS)
_UNPRINTED = re.compile(r"[\s多余餘]")  # between the parts of a unit: 500 亿多元
_STAGED = ("projects", "investment", "output", "area", "capacity")


def figures(reading: Reading) -> Derived:
    """Return the figures of an article's headlines and sentences, the first MOST of them."""
    measured = list(_measured(reading.texts))
    if not any(measured):
        return Derived(())
    found = [
        (passage, figure)
        for (passage, before), turns, here in zip(governed(reading.texts), subjects_of(reading), measured, strict=True)
        for figure in _figures(passage, before, turns, here)
    ]
    return Derived(tuple(_once(found)))


def _measured(texts: Sequence[Passage]) -> Iterator[list[tuple[Amount, Measure]]]:
    """Yield what is measured in each passage."""
    left = MOST
    for passage, before in governed(texts):
        here = list(islice(measures(passage.subject, before), left))
        left -= len(here)
        yield here


def _figures(passage: Passage, before: Before, turns: Turns, here: list[tuple[Amount, Measure]]) -> Iterator[Figure]:
    for amount, measured in here:
        at = stage(passage.subject, amount, before) if measured.metric in _STAGED else None
        yield _figure(passage, turns.at(amount.start), amount, measured, at)


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
