"""Numbers with a unit, as printed and in the base unit: `500 多亿元`, `20至30家`, `1,100.9亿`, `400MW`."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from searchsvc.analysis import fold
from searchsvc.articles import Bound
from searchsvc.enrich.lexicon import rows

TABLE = "units.tsv"
_MAGNITUDES = {
    "": 1.0,
    "百": 1e2,
    "千": 1e3,
    "万": 1e4,
    "百万": 1e6,
    "千万": 1e7,
    "亿": 1e8,
    "百亿": 1e10,
    "千亿": 1e11,
}
_MAGNITUDES |= {"万亿": 1e12, "亿万": 1e12}
_BEFORE: tuple[tuple[Bound, str], ...] = (
    ("at_most", "不超过|不高于|不多于|至多|最多|最高|控制在"),
    ("at_least", "不少于|不低于|至少|最低|起码"),
    ("below", "接近|不足|不到|低于|少于|将近|近"),
    ("above", "超过|超出|突破|高于|多于|大于|逾|超"),
    ("about", "大约|约为|约合|(?<!签)约"),
)
_AFTER: tuple[tuple[Bound, str], ...] = (
    ("at_least", "以上|及以上"),
    ("at_most", "以内|以下"),
    ("about", "左右|上下|许"),
)
DIGIT = re.compile(r"\d")  # without one there is no amount
_NUMBER = r"\d{1,3}(?:[,，]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
_REST = r"(?:\d{0,2}(?:[,，]\d{3})+(?!\d)(?:\.\d+)?|\d*(?:\.\d+)?)"  # of a number, behind its first digit
_PREFIX = re.compile("(?:" + "|".join(f"(?P<{bound}>{words})" for bound, words in _BEFORE) + r")(?:达到?)?[ 　]*$")
_SUFFIX = re.compile(r"[ 　]*(?:" + "|".join(f"(?P<{bound}>{words})" for bound, words in _AFTER) + ")")
_PREFIX_ENDS = frozenset("达到 　" + "".join(word[-1] for _, words in _BEFORE for word in words.split("|")))
_BOUNDS: dict[str, Bound] = {bound: bound for bound, _ in (*_BEFORE, *_AFTER)}
_LIMITED = re.compile(r"的?[一-龥]")  # 亿元以上项目, 6000元以下手机


class Unit(NamedTuple):
    """What a unit measures (its base unit's name) and how many base units it is."""

    base: str
    factor: float


class Amount(NamedTuple):
    """A number with its unit, [start, end) of the text; the unit as printed is at `unit`. `amount` in base units.

    `threshold` tells that it only limits what follows it (`亿元以上项目`), and counts nothing itself.
    """

    start: int
    end: int
    unit: tuple[int, int]
    value: float
    base: str
    amount: float
    amount_max: float | None
    bound: Bound
    threshold: bool


def amounts(text: str) -> Iterator[Amount]:
    """Yield the amounts of a text (analysis.simplified) from left to right.

    >>> [(amount.value, amount.amount, amount.base, amount.bound) for amount in amounts("总投资超500多亿元")]
    [(500.0, 50000000000.0, '元', 'above')]
    """
    first = DIGIT.search(text)
    for match in _pattern().finditer(text, first.start()) if first else ():
        yield _amount(text, match)


@lru_cache(maxsize=1024)
def quantity(text: str) -> tuple[float, str | None] | None:
    """Return what a number with or without a unit says in base units, and in which; None where it says more or less.

    >>> quantity("1,100.9 亿元"), quantity("-7％"), quantity("100mw"), quantity("40万"), quantity("近10亿")
    ((110090000000.0, '元'), (-0.07, '率'), (100000.0, '千瓦'), (400000.0, None), None)
    """
    match = _quantity().fullmatch(fold(text).text)
    if not match:
        return None
    unit = _folded_units()[match["unit"]] if match["unit"] else None
    amount = _number(match["number"]) * _MAGNITUDES[match["size"] or ""] * (unit.factor if unit else 1)
    return _exact(amount), unit.base if unit else None


def base_of(unit: str) -> str:
    """Return the base unit of a unit as printed; one that the table doesn't hold is its own.

    >>> base_of("億元"), base_of("个百分点"), base_of("元/平方米")
    ('元', '率', '元/平方米')
    """
    one = quantity("1" + unit)
    return one[1] if one and one[1] else unit


def _amount(text: str, match: re.Match[str]) -> Amount:
    unit = _units()[match["unit"]]
    factor = _MAGNITUDES[match["size"] or ""] * unit.factor
    first = _number(match["number"])
    last = _number(match["last"]) if match["last"] else None
    first_factor = _MAGNITUDES[match["first_size"]] * unit.factor if match["first_size"] else factor
    suffix = _SUFFIX.match(text, match.end())
    return Amount(
        start=match.start("number"),
        end=match.end(),
        unit=_unit(match),
        value=first,
        base=unit.base,
        amount=_exact(first * first_factor),
        amount_max=None if last is None else _exact(last * factor),
        bound=_bound(text, match, suffix),
        threshold=bool(suffix and _LIMITED.match(text, suffix.end())),
    )


def _unit(match: re.Match[str]) -> tuple[int, int]:
    """Return where the unit of the printed value stands: behind it (5000万元至1亿元), else behind the range."""
    size, unit = ("first_size", "first_unit") if match["first_unit"] else ("size", "unit")
    return match.start(size) if match[size] else match.start(unit), match.end(unit)


def _bound(text: str, match: re.Match[str], suffix: re.Match[str] | None) -> Bound:
    """Return the bound that the words around a number give it; what stands before it decides first."""
    start = match.start("number")
    prefix = _PREFIX.search(text, max(0, start - 8), start) if text[start - 1 : start] in _PREFIX_ENDS else None
    said = prefix or suffix
    more: Bound = "above" if match["more"] or match["and_more"] else "exact"
    return _BOUNDS[said.lastgroup or ""] if said else more


def _number(printed: str) -> float:
    return float(printed.replace(",", "").replace("，", ""))


def _exact(amount: float) -> float:
    """Return an amount without the noise of binary fractions: 48.51 × 1e8 is 4851000000."""
    return float(f"{amount:.12g}")


@cache
def _units() -> dict[str, Unit]:
    return {row["unit"]: Unit(row["dimension"], float(row["factor"])) for row in rows(TABLE)}


@cache
def _folded_units() -> dict[str, Unit]:
    return {fold(unit).text: known for unit, known in _units().items()}


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _quantity() -> re.Pattern[str]:
    sizes, units = _any(filter(None, _MAGNITUDES)), _any(_folded_units())
    return re.compile(rf"(?P<number>-?(?:{_NUMBER}))(?P<size>{sizes})?(?P<unit>{units})?")


@cache
def _pattern() -> re.Pattern[str]:
    sizes, units = _any(filter(None, _MAGNITUDES)), _any(_units())
    return re.compile(
        rf"(?P<number>\d(?<![\d.A-Za-z]\d)(?<!\d,\d){_REST})"  # by its digit first, which is quick to find
        rf"(?:[ 　]*(?P<first_size>{sizes})?(?P<first_unit>{units})?"
        rf"[ 　]*(?:至|到|[-~～—–－]{{1,2}})[ 　]*(?P<last>{_NUMBER}))?"
        rf"[ 　]*(?P<more>[多余])?[ 　]*(?P<size>{sizes})?(?P<and_more>[多余])?[ 　]*"
        rf"(?P<unit>(?(first_unit)(?P=first_unit)|(?:{units})))(?![A-Za-z])"
    )
