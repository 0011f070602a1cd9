"""Figures in words: what they measure, as printed and in the base unit, and whose they are."""

from collections.abc import Mapping
from typing import Final

from searchsvc.analysis import fold
from searchsvc.articles import Bound, Figure, Metric
from searchsvc.messages import Language, Message
from searchsvc.service.tables import Group, Heading
from searchsvc.store.figures import RATE

METRICS: Final[Mapping[Metric, Message]] = {
    "investment": Message("投资", "investment"),
    "output": Message("产出", "output"),
    "finance": Message("金融", "finance"),
    "trade": Message("商贸", "trade"),
    "projects": Message("项目数", "projects"),
    "area": Message("面积", "area"),
    "capacity": Message("产能", "capacity"),
    "growth": Message("增速", "growth"),
    "other": Message("其他", "other"),
}
GROUPS: Final[Mapping[Group, Message]] = {
    "city": Message("城市", "City"),
    "zone": Message("开发区", "Zone"),
    "metric": Message("指标", "Metric"),
    "stage": Message("阶段", "Stage"),
    "month": Message("月份", "Month"),
}
_BOUNDS: Final[Mapping[Bound, Message]] = {
    "exact": Message("", ""),
    "above": Message("超", "over "),
    "at_least": Message("至少", "at least "),
    "below": Message("不足", "under "),
    "at_most": Message("至多", "at most "),
    "about": Message("约", "about "),
}
_DOWN, _TO = Message("下降", "down "), Message("至", " to ")
_RATE = Message("%", "%")
_SIZES: Final[Mapping[Language, tuple[tuple[float, str], ...]]] = {
    "zh": ((1e12, "万亿"), (1e8, "亿"), (1e4, "万")),
    "en": ((1e12, " trillion"), (1e9, " billion"), (1e6, " million")),
}
_ENGLISH: Final[Mapping[str, str]] = {  # what has a name of its own there; what counts things keeps theirs
    "元": "yuan",
    "美元": "US dollars",
    "平方米": "m²",
    "立方米": "m³",
    "吨": "t",
    "千瓦": "kW",
    "千瓦时": "kWh",
}
_BRACKETED = Message("{name}（{unit}）", "{name} ({unit})")


def metric(name: str, language: Language) -> str:
    """Return a metric in words, one that the table doesn't hold as it is."""
    return next((said.said(language) for known, said in METRICS.items() if known == name), name)


def named(figure: Figure, language: Language) -> str:
    """Return what a figure measures: its label as printed, else its metric."""
    return figure.label or metric(figure.metric, language)


def printed(figure: Figure) -> str:
    """Return a figure as it stands on the page; one without its sentence as value and unit."""
    return " ".join(figure.quote[figure.start : figure.end].split()) or f"{figure.value:.12g}{figure.unit}"


def subject(figure: Figure) -> str:
    """Return whose a figure is: the zone's, else the city's; empty where it is neither's."""
    return figure.zone or figure.city or ""


def worded(figure: Figure, base: str, language: Language) -> str:
    """Return a figure's amount in its base unit.

    >>> figure = Figure(metric="output", label="产值", value=48.51, unit="亿元", amount=4851e6, bound="above")
    >>> worded(figure, "元", "zh")
    '超48.51亿元'
    """
    ends = [figure.amount] if figure.amount_max is None else [figure.amount, figure.amount_max]
    down = _DOWN.said(language) if figure.amount < 0 else ""
    amounts = _TO.said(language).join(amount(abs(end), base, language) for end in ends)
    return down + _BOUNDS[figure.bound].said(language) + amounts


def converted(figure: Figure, base: str, language: Language) -> str:
    """Return a figure's amount in its base unit; empty where that is what is printed, in whatever characters.

    >>> figure = Figure(metric="output", label=None, value=2.4, unit="億元", amount=24e7)
    >>> converted(figure, "元", "zh"), converted(figure, "元", "en")
    ('', '240 million yuan')
    """
    said = worded(figure, base, language)
    return "" if _plain(said) == _plain(printed(figure)) else said


def amount(number: float, base: str, language: Language) -> str:
    """Return a number of base units as people write it.

    >>> amount(4851e6, "元", "zh"), amount(4851e6, "元", "en"), amount(0.075, "率", "zh")
    ('48.51亿元', '4.851 billion yuan', '7.5%')
    >>> amount(46e5 / 3, "平方米", "zh"), amount(26e4 / 3, "平方米", "en")
    ('153.33万平方米', '86,666.67 m²')
    """
    if base == RATE:
        return f"{_rounded(number * 100)}%"
    size, name = next(((size, name) for size, name in _SIZES[language] if abs(number) >= size), (1, ""))
    return f"{_rounded(number / size)}{name}{' ' if language == 'en' else ''}{unit(base, language)}"


def unit(base: str, language: Language) -> str:
    """Return the name of a base unit.

    >>> unit("平方米", "en"), unit("家", "en"), unit("平方米", "zh")
    ('m²', '家', '平方米')
    """
    return _ENGLISH.get(base, base) if language == "en" else base


def heading(of: Heading, language: Language) -> str:
    """Return the heading of a row or a column, with the unit where it has one."""
    name = metric(of.value, language) if of.field == "metric" else of.value
    measured = _RATE.said(language) if of.unit == RATE else unit(of.unit or "", language)
    return _BRACKETED.said(language).format(name=name, unit=measured) if measured else name


def _plain(said: str) -> str:
    return fold(said).text.replace(",", "")


def _rounded(number: float) -> str:
    """Return a number with at most four decimals; one that goes on behind them (of 亩, say) with two."""
    ends = abs(number - round(number, 4)) < 1e-12 * max(1, abs(number))
    return f"{number:,.{4 if ends else 2}f}".rstrip("0").rstrip(".")
