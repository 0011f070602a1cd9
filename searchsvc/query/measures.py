"""Figures as people ask for them: the names of what is measured, and amounts with their limits."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

from searchsvc.analysis import fold
from searchsvc.enrich.figures.amounts import quantity
from searchsvc.enrich.figures.dimensions import TABLE, dimension
from searchsvc.enrich.lexicon import rows
from searchsvc.messages import Message
from searchsvc.query.fields import Field
from searchsvc.query.nodes import Limit

# The names of the metrics in a query, beside their own; any other name is a label as the page prints it.
METRICS: Mapping[str, str] = {
    "investment": "投资",
    "output": "产值",
    "finance": "融资",
    "trade": "贸易",
    "projects": "项目数",
    "area": "面积",
    "capacity": "产能",
    "growth": "增速",
}
_BASES = {"money": "元", "area": "平方米", "rate": "率"}  # of a number without a unit, where one is beyond doubt
_EXAMPLES = {
    "money": Message("金额，如 10亿元", "money, as in 10亿元"),
    "count": Message("个数，如 40个", "a count, as in 40个"),
    "area": Message("面积，如 500亩", "an area, as in 500亩"),
    "rate": Message("比率，如 7%", "a rate, as in 7%"),
    "people": Message("人数，如 300人", "people, as in 300人"),
    "goods": Message("产量，如 5万吨", "what is made, as in 5万吨"),
    "power": Message("功率或电量，如 100MW", "power or energy, as in 100MW"),
}
BETWEEN = re.compile(r"\.{2,}|。{2,}")
_UNITLESS = re.compile(r"-?[\d.,，]+")


class Range(NamedTuple):
    """From `least` to `most`, None where open, in the base unit, None for any; `swapped` where they were reversed."""

    base: str | None
    least: Limit | None
    most: Limit | None
    swapped: bool = False


_COMPARED: dict[str, Callable[[str, float], tuple[Limit | None, Limit | None]]] = {
    ">": lambda said, amount: (Limit(said, amount, reached=False), None),
    ">=": lambda said, amount: (Limit(said, amount), None),
    "<": lambda said, amount: (None, Limit(said, amount, reached=False)),
    "<=": lambda said, amount: (None, Limit(said, amount)),
    "=": lambda said, amount: (Limit(said, amount), Limit(said, amount)),
}
_COMPARED |= {"≥": _COMPARED[">="], "≤": _COMPARED["<="]}


def named(name: str) -> Field | None:
    """Return what a metric's or label's name in a query stands for.

    >>> named("投资"), named("總投資").key, named("gdp").label, named("大同")
    (Field(key='investment', label='投资', kind='figures'), '总投资', 'GDP', None)
    """
    return _names().get(fold(name).text)


def labelled(key: str) -> str:
    """Return the name that the echo gives to a metric or label."""
    return _names()[key].label


def plain(key: str) -> str | None:
    """Return the base unit of a number without a unit, None where it may be any.

    >>> plain("investment"), plain("growth"), plain("capacity")
    ('元', '率', None)
    """
    kinds = _dimensions()[key]
    return _BASES.get(*kinds) if len(kinds) == 1 else None


def taken(key: str) -> Message:
    """Return what kind of amount goes with a metric or label."""
    kinds = [_EXAMPLES[kind] for kind in sorted(_dimensions()[key])]
    return Message("或".join(kind.zh for kind in kinds), " or ".join(kind.en for kind in kinds))


def readable(said: str) -> bool:
    """Tell whether a text is an amount, or two with `..` between them, one of which may be missing."""
    ends = [end for end in BETWEEN.split(said, maxsplit=1) if end.strip()]
    return bool(ends) and all(quantity(end) for end in ends)


def read(said: str, sign: str, key: str) -> Range | Message:
    """Return the range that an amount behind a sign (none: `5亿..20亿`) means, or what is wrong with it.

    >>> read("10亿元", ">", "investment")
    Range(base='元', least=Limit(said='10亿元', amount=1000000000.0, reached=False), most=None, swapped=False)
    >>> read("10%", ">", "investment").zh
    '“投资”要的是金额，如 10亿元；“10%”按文字检索。'
    """
    ends = _whole(BETWEEN.split("".join(said.split()), maxsplit=1))
    if not readable(said) or (sign and len(ends) > 1):
        return Message(f"“{said}”不是数值，按文字检索。", f"{said!r} is no amount; it was searched as text.")
    known = [found for found in map(quantity, ends) if found]
    bases = {base for _, base in known if base}
    kinds = _dimensions()[key]
    if len(bases) > 1 or not {dimension(base) for base in bases} <= kinds:
        name, wanted = labelled(key), taken(key)
        zh = f"“{name}”要的是{wanted.zh}；“{said}”按文字检索。"
        return Message(zh, f"{name!r} takes {wanted.en}; {said!r} was searched as text.")
    base = next(iter(bases), plain(key))
    return Range(base, *_COMPARED[sign](ends[0], known[0][0])) if sign else _range(ends, base)


def _range(ends: list[str], base: str | None) -> Range:
    least, most = (Limit(end, found[0]) if (found := quantity(end)) else None for end in (ends[0], ends[-1]))
    if least and most and least.amount > most.amount:
        return Range(base, most, least, swapped=True)
    return Range(base, least, most)


def _whole(ends: list[str]) -> list[str]:
    """Return the ends of a range with the unit that one of them has left to the other: `5..20亿元`.

    >>> _whole(["5", "20亿元"]), _whole(["5亿", "20亿元"]), _whole(["5", ""])
    (['5亿元', '20亿元'], ['5亿', '20亿元'], ['5', ''])
    """
    units = [_UNITLESS.sub("", end, count=1) for end in ends]
    unit = next(filter(None, units), "")
    return [end + unit if end and not own else end for end, own in zip(ends, units, strict=True)]


@cache
def _names() -> dict[str, Field]:
    labels = (row["label"] for row in rows(TABLE))
    names = {fold(label).text: Field(fold(label).text, label, "figures") for label in labels}
    for metric, name in METRICS.items():
        names[metric] = names[name] = Field(metric, name, "figures")
    return names


@cache
def _dimensions() -> dict[str, frozenset[str]]:
    """Return the classes of amounts that go with each metric and label."""
    found: dict[str, set[str]] = {}
    for row in rows(TABLE):
        for key in (row["metric"], fold(row["label"]).text):
            found.setdefault(key, set()).update(row["dimensions"].split())
    return {key: frozenset(kinds) for key, kinds in found.items()}
