"""The industries an article's news is about: weighted words, where they stand, and the lists that a story gives."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from searchsvc.articles import Evidence
from searchsvc.enrich.lexicon import Hit, Lexicon, rows
from searchsvc.enrich.passages import Part, Passage, evidence
from searchsvc.enrich.reading import Derived, Reading

TABLE = "industries.tsv"
WEIGHT: dict[Part, float] = {"title": 3.0, "lead": 1.5, "body": 1.0}
LISTED: dict[Part, float] = {"title": 6.0, "lead": 6.0, "body": 4.5}  # for each industry of an explicit list
BUILT = 1.5  # how much more a sentence on a project counts
SEVERAL = 0.2  # what each further word of the same industry adds in one sentence
LEAST = 4.0  # one strong word in the lead or in a project's line, or two in the body
SHARE = 0.4  # of the strongest industry's score
ENOUGH = 12.0  # a score that counts whatever the strongest is

CLAUSE = re.compile(r"[^，。；：！？,;:!?]+")
LIST = re.compile(  # 涵盖新材料、新能源、特色轻工等领域
    r"[^、]{2,10}(?:、[^、]{2,14})*、[^、]{2,14}?(?:等|\d+\s*[条大个类]|[一二三四五六七八九十]+[条大个类])?[^、]{0,8}?"
    r"(?:领域|产业链|产业集群|产业|行业|方面|板块|赛道|项目)"
)
FIELD = re.compile(r"领域有")
PROJECT = re.compile(r"项目|生产线|签约|开工|投产|年产|总投资|落户")
MAKERS = "公司|集团|股份|大学|学院|研究院|银行|协会|委员会|证券报|日报"
MAKER = re.compile(MAKERS)
IN_A_NAME = re.compile(rf"[^\W的在与和及，、]{{0,8}}?(?:{MAKERS})")


class Trade(NamedTuple):
    """An industry that a word speaks for, from 1 (hints at it) to 3 (names it)."""

    industry: str
    weight: int


class Weighed(NamedTuple):
    """What one passage says for an industry."""

    score: float
    rule: str
    passage: Passage


@cache
def _lexicon() -> Lexicon[tuple[Trade, ...]]:
    """Return the words of the table; a set phrase that holds one and means another thing speaks for nothing."""
    words: dict[str, list[Trade]] = {}
    for row in rows(TABLE):
        trades = words.setdefault(row["word"], [])
        if row["industry"]:
            trades.append(Trade(row["industry"], int(row["weight"])))
    return Lexicon({word: tuple(trades) for word, trades in words.items()})


def industries_of(reading: Reading) -> Derived:
    """Return the industries that an article's news is about, the strongest first."""
    weighed: dict[str, list[Weighed]] = {}
    for text, hits in zip(reading.texts, _lexicon().hits_in(reading.whole), strict=True):
        for industry, score in _speaking(text, hits) if hits else ():
            weighed.setdefault(industry, []).append(score)
    scores = {industry: sum(item.score for item in items) for industry, items in weighed.items()}
    least = max(LEAST, min(ENOUGH, SHARE * max(scores.values(), default=0.0)))
    values = sorted((industry for industry, score in scores.items() if score >= least), key=lambda name: -scores[name])
    return Derived(tuple(values), tuple(_why(industry, weighed[industry]) for industry in values))


def _why(industry: str, items: Sequence[Weighed]) -> Evidence:
    best = max(items, key=lambda item: item.score)
    return evidence("industry", industry, best.rule, best.passage)


def _speaking(text: Passage, hits: Sequence[Hit[tuple[Trade, ...]]]) -> Iterator[tuple[str, Weighed]]:
    """Yield what a passage says for each industry, its words and its lists apart."""
    factor = WEIGHT[text.part] * (BUILT if PROJECT.search(text.subject) else 1.0)
    for industry, weights in _by_industry(text.subject, hits).items():
        telling = sum(weight > 1 for weight in weights)  # hints add nothing to one another
        score = max(weights) * (1 + SEVERAL * max(0, telling - 1))
        yield industry, Weighed(factor * score, text.part, text)
    for industry in _listed(text.subject, hits):
        yield industry, Weighed(LISTED[text.part], "list", text)


def _by_industry(text: str, hits: Sequence[Hit[tuple[Trade, ...]]]) -> dict[str, list[int]]:
    weights: dict[str, list[int]] = {}
    makers = MAKER.search(text)  # a company's name tells its trade, not the news
    for hit in hits:
        hint = bool(makers and IN_A_NAME.match(text, hit.end))
        for trade in hit.value:
            weights.setdefault(trade.industry, []).append(1 if hint else trade.weight)
    return weights


def _listed(text: str, hits: Sequence[Hit[tuple[Trade, ...]]]) -> set[str]:
    """Return the industries that a clause enumerates."""
    listed = {trade.industry for hit in hits if FIELD.match(text, hit.end) for trade in hit.value}
    if "、" in text and len(_trades(hits)) > 1:
        for clause in CLAUSE.finditer(text):
            items = LIST.search(text, clause.start(), clause.end()) if _may_list(clause, hits) else None
            named = _trades(hit for hit in hits if items and items.start() <= hit.start < items.end())
            listed |= named if len(named) > 1 else set()
    return listed


def _may_list(clause: re.Match[str], hits: Sequence[Hit[tuple[Trade, ...]]]) -> bool:
    """Tell whether a clause has several items and names several industries: what it enumerates is costly to find."""
    return (
        "、" in clause.group() and len(_trades(hit for hit in hits if clause.start() <= hit.start < clause.end())) > 1
    )


def _trades(hits: Iterable[Hit[tuple[Trade, ...]]]) -> set[str]:
    """Return the industries that words name, and not just hint at."""
    return {trade.industry for hit in hits for trade in hit.value if trade.weight > 1}
