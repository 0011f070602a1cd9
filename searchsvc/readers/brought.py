"""What a ready article brings of what would else be derived: figures, days, and the evidence of all it gives."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeVar, get_args

from searchsvc.articles import Bound, Evidence, Figure, Metric
from searchsvc.messages import Message
from searchsvc.readers.dates import iso_date
from searchsvc.readers.source import Refused, plainly

T = TypeVar("T")
LIST = re.compile(r"[、,，;；]+")  # between the items of a list that is one text


@dataclass(frozen=True, slots=True)
class Brought:
    """The figures and days of a record, None where it says nothing of them, and complaints of what is no such thing."""

    figures: tuple[Figure, ...] | None
    events: tuple[str, ...] | None
    complaints: tuple[Message, ...]


def brought(given: Mapping[str, Any]) -> Brought:
    """Return the figures and days that a record brings along; an empty list says that the article has none."""
    complaints: list[Message] = []
    figures = _items(given, "figures", _figure, complaints)
    events = _items(given, "events", _day, complaints)
    return Brought(figures, None if events is None else tuple(dict.fromkeys(events)), tuple(complaints))


def given_evidence(
    given: Mapping[str, Any], facets: Mapping[str, Sequence[str]], items: Brought, line: int
) -> tuple[Evidence, ...]:
    """Return the evidence `given` for each value of a record, and for each empty list of a facet a blank one."""
    values = [(facet, value) for facet, found in facets.items() for value in found or [""] * (given.get(facet) == [])]
    values += [("figures", str(len(items.figures)))] if items.figures is not None else []
    values += [("events", str(len(items.events)))] if items.events is not None else []
    return tuple(Evidence(facet=facet, value=value, rule="given", lines=(line, line)) for facet, value in values)


def _items(
    given: Mapping[str, Any], name: str, read: Callable[[object], T], complaints: list[Message]
) -> tuple[T, ...] | None:
    value = given.get(name)
    if value is None or value == "":
        return None
    try:
        return tuple(read(item) for item in _listed(value))
    except Refused as refused:
        why = refused.message
    except (TypeError, ValueError) as error:
        why = plainly(error)
    zh, en = (
        f"{name} 未收（{why.zh}），请写成 parse 打印的样子。",
        f"Its {name} are left out ({why.en}); write them as parse prints them.",
    )
    complaints.append(Message(zh, en))
    return None


def _listed(value: object) -> list[Any]:
    items = [part.strip() for part in LIST.split(value)] if isinstance(value, str) else value
    if not isinstance(items, list):
        raise Refused(Message("不是列表", "they are no list"))
    return items


def _figure(item: object) -> Figure:
    if not isinstance(item, dict):
        raise Refused(Message("每个数字应是一个 JSON 对象", "a figure is a JSON object"))
    if missing := [name for name in ("metric", "value", "unit", "amount") if item.get(name) is None]:
        raise Refused(Message(f"有数字缺少 {missing[0]}", f"a figure has no {missing[0]}"))
    values: dict[str, Any] = {"label": None}
    values |= {field.name: item[field.name] for field in fields(Figure) if item.get(field.name) is not None}
    if isinstance(values.get("lines"), list):
        values["lines"] = tuple(values["lines"])
    figure = Figure(**values)
    numbers = (figure.value, figure.amount, figure.amount_max or 0.0)
    if figure.metric not in get_args(Metric) or figure.bound not in get_args(Bound):
        raise Refused(
            Message(
                f"没有这样的 metric 或 bound：{figure.metric!r}，{figure.bound!r}",
                f"unknown metric or bound {figure.metric!r}, {figure.bound!r}",
            )
        )
    if not all(isinstance(number, int | float) and math.isfinite(number) for number in numbers):
        raise Refused(Message("value 和 amount 应是数", "value and amount are numbers"))
    return figure


def _day(item: object) -> str:
    day = iso_date(item) if isinstance(item, str) else None
    if day is None:
        raise Refused(
            Message(f"“{str(item)[:40]}”不是 2025-02-06 这样的日期", f"{str(item)[:40]!r} is no day such as 2025-02-06")
        )
    return day
