"""Article → Article: the numbers that a reporter would tabulate, each with the sentence it stands in."""

import math
import re
from collections.abc import Iterator
from dataclasses import replace

from searchsvc.articles import Article, Figure
from searchsvc.enrich.figures.amounts import TABLE as UNITS
from searchsvc.enrich.figures.amounts import Amount, amounts
from searchsvc.enrich.figures.labels import TABLE as METRICS
from searchsvc.enrich.figures.labels import Measure, dimension, measure
from searchsvc.enrich.figures.subjects import Subject, Turns, subjects_of
from searchsvc.enrich.passages import Passage, passages

TABLES = (UNITS, METRICS)
STAGES = {"签约": "签约|新签|签下|签订|协议(?=总?投资|引资)", "开工": "开工|动工|破土|奠基", "投产": "投产|竣工"}
_STAGE = re.compile("|".join(f"(?P<{stage}>{words})" for stage, words in STAGES.items()))
_NO_STAGE = re.compile(
    "率|后|达产|[、和]"
)  # a rate, what is to come after, one of several: 开工率, 全部投产后, 签约、开工
_UNPRINTED = re.compile(r"[\s多余餘]")  # between the parts of a unit: 500 亿多元
_CLAUSE = re.compile("[^，。；、]*")
_STAGED = ("projects", "investment", "output", "capacity")


def with_figures(article: Article) -> Article:
    """Return the article with the figures of its headlines and sentences."""
    found = [
        (passage, figure)
        for passage, turns in zip(passages(article), subjects_of(article), strict=True)
        for figure in _figures(passage, turns)
    ]
    return replace(article, figures=tuple(_once(found)))


def _figures(passage: Passage, turns: Turns) -> Iterator[Figure]:
    text = passage.subject
    last: dict[str, int] = {}
    for amount in amounts(text):
        kind = dimension(amount.base)
        spent = last.get(kind, 0)
        last[kind] = amount.end
        converted = spent == amount.start - 1 and text[spent] in "（("  # 314099平方米（471亩）
        endless = not math.isfinite(max(amount.amount, amount.amount_max or 0))  # hundreds of digits
        measured = None if amount.threshold or converted or endless else measure(text, amount, spent)
        if measured:
            yield _figure(passage, turns.at(amount.start), amount, measured)


def _figure(passage: Passage, subject: Subject, amount: Amount, measured: Measure) -> Figure:
    indent = len(passage.text) - len(passage.text.lstrip())
    sign = -1 if measured.falling else 1
    return Figure(
        metric=measured.metric,
        label=measured.label,
        value=amount.value,
        unit=_UNPRINTED.sub("", passage.text[amount.unit : amount.end]),
        amount=sign * amount.amount,
        amount_max=None if amount.amount_max is None else sign * amount.amount_max,
        bound=amount.bound,
        city=subject.city,
        zone=subject.zone,
        stage=_stage(passage.subject, amount) if measured.metric in _STAGED else None,
        quote=passage.text.strip(),
        start=amount.start - indent,
        end=amount.end - indent,
        lines=passage.lines,
    )


def _stage(text: str, amount: Amount) -> str | None:
    """Return the stage of a project that governs an amount: the last named before it, else the next in its clause."""
    named = [match for match in _STAGE.finditer(text) if not _NO_STAGE.match(text, match.end())]
    ahead = [match for match in named if match.end() <= amount.start]
    if ahead:
        return ahead[-1].lastgroup
    clause = _CLAUSE.match(text, amount.end)
    return next((match.lastgroup for match in named if clause and match.end() <= clause.end()), None)


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
