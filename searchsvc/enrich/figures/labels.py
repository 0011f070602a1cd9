"""The words that say what an amount measures, and where in a sentence the one that governs an amount stands."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from searchsvc.articles import Metric
from searchsvc.enrich.figures.amounts import Amount
from searchsvc.enrich.figures.dimensions import TABLE
from searchsvc.enrich.lexicon import Hit, Lexicon, rows

NEAR = 8  # characters between a label and the amount it governs directly
REACH = 20  # characters before an amount within which the words stand that say of it alone what it is
NOUN = 10  # characters behind a count within which the noun stands that is counted
GROWN = re.compile(r"(?:增长|增加|减少)了?[超逾近约]?[ 　]*$")
_PAIRED = re.compile(r"(?:[/／][ 　]*[\d.]+[ 　]*[万亿]?(?:[A-Za-z]+|千瓦时|千瓦|度))?")  # 100MW/200MWh 储能
_CLAUSE_ENDS = "，。；：！？,;:!?"
_CLAUSE_END = re.compile(f"[{_CLAUSE_ENDS}]")
_NOUN_END = re.compile(r"[，。；：！？,;:!?、]|[共涉有为获被将对]|包括")  # a verb ends the noun that is counted
_VERBS = "其中|左右|涉及|包括|建[成设]|投产|开工|签约|落地|完成|入驻|分别"
_OTHER_NOUN = (
    re.compile(  # 开发区迎来24个电池舱 counts no zones; 项目24个，均已开工 and 项目 24 个 总投资 count projects
        rf"(?![的、和与及以为在是已均将被有全都正各])(?!{_VERBS})[一-龥]{{2}}"
    )
)
_ONLY_PART = re.compile(r"(?:建设|相关)*(?:问题|困难|难题|诉求|事项|岗位|负责人|代表)")  # 363个项目问题
_REACHED = re.compile(r"(?:达到?|[增降升减]?至|到|为|超过|突破|完成|实现|最[高多])[超逾近约]?[ 　]*$")
_MOVED = "(?:提高|提升|上升|增加|降低|下降|减少|回落|下调|上调|跃升|攀升|压缩|[增升降提])"
_MOVED_TO = re.compile(  # 提高到, and 下降0.2个百分点至
    rf"{_MOVED}(?:[超逾近约]?[ 　]*[\d.]+[ 　]*(?:个?百分点|[%％]))?，?[到至][超逾近约]?[ 　]*$"
)
_MOVED_FROM = re.compile(rf"[ 　]*{_MOVED}[到至]")
_PACE = re.compile("(?:[增提降]速|[增涨升降跌]幅|增长率?)")  # what is itself a change moves to another


@dataclass(frozen=True, slots=True)
class Label:
    """A word of metrics.tsv: its metric, and the classes of amounts it goes with."""

    word: str
    metric: Metric
    dimensions: tuple[str, ...]


@lru_cache(maxsize=8)  # each amount of a sentence may ask for those of the one before
def labels(text: str) -> tuple[Hit[Label], ...]:
    """Return the labels in a text, from left to right."""
    return tuple(_lexicon().hits(text))


def label(text: str, amount: Amount, kind: str, spent: int, hits: Iterable[Hit[Label]]) -> Hit[Label] | None:
    """Return which of the labels in a sentence names an amount of this kind, None where none does.

    `spent` is the end of the amount of the same kind before it (0 where there is none): a label further back belongs
    to that one, unless this one has no other, and so does a label right behind that one (150MW光伏和100MW储能).
    """
    hits = [hit for hit in hits if kind in hit.value.dimensions]
    ahead = [hit for hit in hits if hit.end <= amount.start]
    begins = clause(text, amount.start, _CLAUSE_ENDS)
    same_clause = [hit for hit in ahead if hit.end >= begins]
    behind = _behind(text, amount, hits, kind)
    if kind == "count" and (behind or leads(GROWN, text, amount) or _OTHER_NOUN.match(text, amount.end)):
        return behind
    near = same_clause[-1] if same_clause and amount.start - same_clause[-1].end <= NEAR else None
    if near and not (behind and 0 < spent <= near.start and not text[spent : near.start].strip(" 　的")):
        return near
    if behind:
        return behind
    # «产值从7亿元，增至45亿元»: what is said to be reached belongs to the last thing named
    carried = ahead if kind == "money" and leads(_REACHED, text, amount) else []
    unspent = [hit for hit in same_clause if hit.start >= spent]
    return next((found[-1] for found in (unspent, carried) if found), None)


def is_neighbours(text: str, amount: Amount, spent: int, found: Hit[Label]) -> bool:
    """Return whether a label is the noun of the amount before, and this one has its own, unknown one.

    Two amounts in a row measure the same, but are not the same: 20万亩高标准农田和15万亩玉米.
    """
    gap = text[spent : found.start].strip(" 　") if 0 < spent <= found.start else "…"
    return not gap and found.end <= amount.start and _OTHER_NOUN.match(text, amount.end) is not None


def moved(text: str, amount: Amount) -> str | None:
    """Return what moved to or from a rate: a pace (涨幅由2.1%回落至1.8%), or "" for what is no change itself.

    None where nothing moved. 78% is a level in 由41%提高到78%.
    """
    to = leads(_MOVED_TO, text, amount)
    if not to and not _MOVED_FROM.match(text, amount.end):
        return None
    end = to.start() if to else amount.start
    paces = _PACE.findall(text, clause(text, end), end)
    return paces[-1] if paces else ""


def leads(words: re.Pattern[str], text: str, amount: Amount) -> re.Match[str] | None:
    """Return the words that stand right before an amount, which a pattern finds at an end."""
    return words.search(text, max(0, amount.start - REACH), amount.start)


def clause(text: str, end: int, marks: str = "，。；") -> int:
    """Return where the clause begins that goes on at `end`."""
    return max(text.rfind(mark, 0, end) for mark in marks) + 1


def _behind(text: str, amount: Amount, hits: list[Hit[Label]], kind: str) -> Hit[Label] | None:
    """Return the label behind an amount: what is counted (73 个建设项目), or named at once (3000 亿元贷款)."""
    start = paired.end() if (paired := _PAIRED.match(text, amount.end)) else amount.end
    reach = NOUN if kind in ("count", "goods") else 6
    stop = (_NOUN_END if kind == "count" else _CLAUSE_END).search(text, start)
    end = min(start + reach, stop.start() if stop else len(text))
    found = next((hit for hit in hits if start <= hit.start <= end), None)
    return None if found and kind == "count" and _ONLY_PART.match(text, found.end) else found


@cache
def _lexicon() -> Lexicon[Label]:
    metrics: dict[str, Metric] = {
        name: name
        for name in ("investment", "output", "finance", "trade", "projects", "area", "capacity", "growth", "other")
    }
    table = rows(TABLE)
    return Lexicon(
        {row["label"]: Label(row["label"], metrics[row["metric"]], tuple(row["dimensions"].split())) for row in table}
    )
