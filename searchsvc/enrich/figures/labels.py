"""What an amount measures: the word that names it on the page, and the metric that word stands for."""

import re
from dataclasses import dataclass
from functools import cache

from searchsvc.articles import Metric
from searchsvc.enrich.figures.amounts import Amount
from searchsvc.enrich.lexicon import Hit, Lexicon, rows

TABLE = "metrics.tsv"
NEAR = 8  # characters between a label and the amount it governs directly
NOUN = 10  # characters behind a count within which the noun stands that is counted
_CLASSES = {"个": "count", "家": "count", "平方米": "area", "率": "rate", "人": "people", "人次": "people"}
_MONEY = ("元", "镑", "卢布", "新台币")
_METERED = ("千瓦", "千瓦时", "千伏安")  # units that measure what a plant can do, whatever the sentence says
_FALLING = ("下降", "降低", "减少", "下滑", "回落", "降幅", "下调", "缩短", "压缩", "降下来", "跌幅")
_CLAUSE_END = re.compile(r"[，。；：！？,;:!?]")
_NOUN_END = re.compile(r"[，。；：！？,;:!?、]|[共涉有为获被将对]|包括")  # a verb ends the noun that is counted
_REACHED = re.compile(r"(?:达到?|[增降升减]?至|到|为|超过|突破|完成|实现)[超逾近约]?[ 　]*$")
_GROWN = re.compile(r"(?:增长|增加|减少)了?[超逾近约]?[ 　]*$")
_MADE = re.compile(r"产[一-龥]{0,4}[ 　]*$")
_PLANT = re.compile(r"级|[^，。；、]{0,12}?项目")


@dataclass(frozen=True, slots=True)
class Label:
    """A word of metrics.tsv: its metric, and the class of amounts it goes with."""

    word: str
    metric: Metric
    dimension: str


@dataclass(frozen=True, slots=True)
class Measure:
    """What an amount measures; `falling` where the words say that it went down."""

    metric: Metric
    label: str | None
    falling: bool = False


def measure(text: str, amount: Amount, before: int) -> Measure | None:
    """Return what an amount measures, None where it is nothing that a reporter would tabulate.

    `before` is the end of the amount of the same kind that stands before it in the sentence (0 where there is none):
    a label further back has been spent on that one, unless this one has no other.
    """
    kind = dimension(amount.base)
    found = _label(text, amount, kind, before)
    if found:
        return Measure(found.value.metric, _printed(text, found), found.value.word in _FALLING)
    if _GROWN.search(text, 0, amount.start):
        return None
    if kind == "area":
        return Measure("area", None)
    if amount.base in _METERED or (kind == "goods" and _is_made(text, amount)):
        return Measure("capacity", None)
    return Measure("projects", None) if amount.base == "家" else None


def _is_made(text: str, amount: Amount) -> bool:
    """Tell whether goods are what a plant makes or holds, though no label says so (产砖 2 亿块)."""
    return bool(_MADE.search(text, 0, amount.start) or _PLANT.match(text, amount.end))


def _printed(text: str, found: Hit[Label]) -> str:
    """Return the label as printed: the 年 of 去年产值 is not its own."""
    of_a_year = found.start and text[found.start - 1] in "去今前上当全本明后"
    return found.value.word.removeprefix("年") if of_a_year else found.value.word


def dimension(base: str) -> str:
    """Return the class of a base unit: money, count, area, rate, people, or goods."""
    return _CLASSES.get(base) or ("money" if base.endswith(_MONEY) else "goods")


def _label(text: str, amount: Amount, kind: str, spent: int) -> Hit[Label] | None:
    hits = [hit for hit in _labels().hits(text) if hit.value.dimension == kind]
    ahead = [hit for hit in hits if hit.end <= amount.start]
    same_clause = [hit for hit in ahead if not _CLAUSE_END.search(text, hit.end, amount.start)]
    behind = _behind(text, amount, hits, kind)
    if kind == "count" and (behind or _GROWN.search(text, 0, amount.start)):
        return behind
    if same_clause and amount.start - same_clause[-1].end <= NEAR:
        return same_clause[-1]
    if behind:
        return behind
    # «产值从7亿元，增至45亿元»: what is said to be reached belongs to the last thing named
    carried = ahead if kind == "money" and _REACHED.search(text, 0, amount.start) else []
    unspent = [hit for hit in same_clause if hit.start >= spent]
    return next((found[-1] for found in (unspent, carried) if found), None)


def _behind(text: str, amount: Amount, hits: list[Hit[Label]], kind: str) -> Hit[Label] | None:
    """Return the label behind an amount: what is counted (73 个建设项目), or named at once (3000 亿元贷款)."""
    reach = NOUN if kind in ("count", "goods") else 6
    stop = (_NOUN_END if kind == "count" else _CLAUSE_END).search(text, amount.end)
    end = min(amount.end + reach, stop.start() if stop else len(text))
    return next((hit for hit in hits if amount.end <= hit.start <= end), None)


@cache
def _labels() -> Lexicon[Label]:
    metrics: dict[str, Metric] = {
        name: name
        for name in ("investment", "output", "finance", "trade", "projects", "area", "capacity", "growth", "other")
    }
    table = rows(TABLE)
    return Lexicon({row["label"]: Label(row["label"], metrics[row["metric"]], row["dimensions"]) for row in table})
