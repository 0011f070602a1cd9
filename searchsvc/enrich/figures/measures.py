"""What each amount of a sentence measures: by its label, by its unit, or by what the sentence before it spoke of."""

import math
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from searchsvc.articles import Metric
from searchsvc.enrich.figures.amounts import Amount, amounts
from searchsvc.enrich.figures.dimensions import dimension
from searchsvc.enrich.figures.governing import NOTHING, Before
from searchsvc.enrich.figures.labels import GROWN, Label, clause, is_neighbours, label, labels, leads, moved
from searchsvc.enrich.lexicon import Hit

_FALLING = ("下降", "降低", "减少", "下滑", "回落", "降幅", "下调", "缩短", "压缩", "降下来", "跌幅")
_MADE = re.compile(  # 年产鞋, 每小时可灌装, 可年造双燃料船
    r"(?:产(?![品业权地])[一-龥]{0,4}|(?:(?:每[年月天日]|一年|每小时)[可能将]|[可能将][年日])[一-龥]{0,8})[ 　]*$"
)
_PLANT = re.compile(r"级|[^，。；、]{0,12}?项目")
_PER_PIECE = re.compile(
    r"(?:每|平均|单位)(?:吨|件|台|亩|户|人|平方米|公里|千瓦时|度电)[^，。；]{0,6}$"
)  # 每吨白费380度电
_BUILT = re.compile(
    r"[ 　]*(?:用于|用来)?(?:新建|修建|扩建|改建|建[了起设成]|改造|购置|升级)"
)  # 拿出 4800 万元建了堆场
_BARE = re.compile(
    r"(?:^|[，；：、])[ 　]*(?:其中)?[ 　]*(?:[^，。；：、\d]{0,6}有|共有?|达到?|增至)?[超逾近约]?[ 　]*$"
)
_KIND = re.compile(r"(?:^|[，；：、])[^，。；：、\d]{1,10}类[ 　]*$")  # 工程机械类28个, of what was counted before
_THINGS = r"(?:(?!建[成设]|铺设|新[建增]|购[置入]|配[备套]|安装|拥有|节约|减排|消耗)[^，。；：、\d]){0,10}"
_IN_A_ROW = re.compile(rf"{_THINGS}[、和及与]{_THINGS}")  # 年产机器人8000台、减速器5万套; 3000万吨原煤和500万吨焦炭
_BARE_END = re.compile(r"[ 　]*(?:$|[，。；、：]|已|正在?|均|全部|建成|投产|开工|签约|落地)")
_SIZE = re.compile(r"[ 　]*(?:左右|以上)?的?规模")  # what an industry is to come to: 做到500亿元规模
_PAIR = ("/", "／")  # 100MW/200MWh: one plant, told in two units
_AIMED = re.compile(r"(?:拿下|冲刺|力争|冲击|突破|达到?)[ 　]*$")


class Measure(NamedTuple):
    """What an amount measures; `falling` where the words say that it went down."""

    metric: Metric
    label: str | None
    falling: bool = False


def measures(text: str, before: Before) -> Iterator[tuple[Amount, Measure]]:
    """Yield the amounts of a sentence that a reporter would tabulate, each with what it measures."""
    hits: Sequence[Hit[Label]] | None = None
    last: dict[str, tuple[int, Measure | None]] = {}
    for amount in amounts(text):
        hits = labels(text) if hits is None else hits
        kind = dimension(amount.base)
        spent, whole = last.get(kind, (0, None))
        measured = (
            _told(text, amount, spent, hits, whole=whole, before=before) if _counts(text, amount, spent) else None
        )
        last[kind] = amount.end, measured
        if measured:
            yield amount, measured


def _counts(text: str, amount: Amount, spent: int) -> bool:
    """Tell whether an amount says anything of its own: no limit, no conversion, not hundreds of digits."""
    converted = spent == amount.start - 1 and text[spent] in "（("  # 314099平方米（471亩）
    return not amount.threshold and not converted and math.isfinite(max(amount.amount, amount.amount_max or 0))


def _told(
    text: str, amount: Amount, spent: int, hits: Sequence[Hit[Label]], *, whole: Measure | None, before: Before
) -> Measure | None:
    """Return what an amount measures, `whole` being what the one of its kind before it does."""
    if whole and text[spent : amount.start].strip(" 　") in _PAIR:
        return whole
    return _measure(text, amount, spent, hits) or _taken_over(text, amount, spent, hits, whole=whole, before=before)


def _measure(text: str, amount: Amount, spent: int, hits: Sequence[Hit[Label]]) -> Measure | None:
    kind = dimension(amount.base)
    found = label(text, amount, kind, spent, hits)
    if found and kind == "rate" and (pace := moved(text, amount)) is not None:
        return Measure("growth", pace, pace in _FALLING) if pace else Measure("other", None)
    if found:
        named = None if is_neighbours(text, amount, spent, found) else _printed(text, found)
        return Measure(found.value.metric, named, found.value.word in _FALLING)
    if leads(GROWN, text, amount):
        return None
    return _by_unit(text, amount, kind)


def _by_unit(text: str, amount: Amount, kind: str) -> Measure | None:
    """Return what an amount without a label measures."""
    if kind == "area":
        return Measure("area", None)
    if kind == "power":
        return None if leads(_PER_PIECE, text, amount) else Measure("capacity", None)
    if kind == "goods" and (leads(_MADE, text, amount) or _PLANT.match(text, amount.end)):
        return Measure("capacity", None)
    if kind == "money" and _BUILT.match(text, amount.end):
        return Measure("investment", None)
    if kind == "money" and _SIZE.match(text, amount.end):
        return Measure("output", None)
    firms = amount.base == "家" and text[amount.end - 1] != "户"  # 1.3万户 are families, unless something says 商户
    return Measure("projects", None) if firms else None


def _taken_over(
    text: str, amount: Amount, spent: int, hits: Sequence[Hit[Label]], *, whole: Measure | None, before: Before
) -> Measure | None:
    """Return what an amount measures that leaves it to the reader: a part of a whole, a row, a bare count, an aim."""
    kind = dimension(amount.base)
    if kind == "goods" and whole and _IN_A_ROW.fullmatch(text, spent, amount.start):
        return whole
    by_kind = leads(_KIND, text, amount)
    if kind == "count" and (by_kind or leads(_BARE, text, amount)) and _BARE_END.match(text, amount.end):
        governing = [*(labels(before.sentence) if by_kind else ()), *labels(before.parts)]
        governing += [hit for hit in hits if hit.end <= amount.start]
        counted = [hit.value for hit in governing if kind in hit.value.dimensions]
        return Measure(counted[-1].metric, counted[-1].word) if counted else None
    if whole and "其中" in text[clause(text, amount.start) : amount.start]:
        return whole
    if kind == "money" and before.sentence and leads(_AIMED, text, amount):
        return _first(before.sentence, kind)
    return None


@lru_cache(maxsize=4)  # many amounts may aim at the same
def _first(sentence: str, kind: str) -> Measure | None:
    """Return what the first amount of a class measures in a sentence that stands by itself."""
    return next((found for one, found in measures(sentence, NOTHING) if dimension(one.base) == kind), None)


def _printed(text: str, found: Hit[Label]) -> str:
    """Return the label as printed: the 年 of 去年产值 is not its own."""
    of_a_year = found.start and text[found.start - 1] in "去今前上当全本明后"
    return found.value.word.removeprefix("年") if of_a_year else found.value.word
