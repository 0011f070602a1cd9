"""At which stage the project of an amount is: signed, begun, or producing, as the page says."""

import re
from collections.abc import Sequence

from searchsvc.enrich.figures.amounts import Amount
from searchsvc.enrich.figures.governing import Before

STAGES = {
    "签约": "签约|新签|签下|签订|协议(?=总?投资|引资)",
    "开工": "开工|动工|破土|奠基",
    "投产": "投产|竣工|投料",
}
_ANY = "|".join(STAGES.values())
_NAMED = re.compile(  # one of several (签约、开工、投产) is none, nor is what lies between two: 试生产
    rf"(?:{_ANY})(?:[、和及或](?:{_ANY}))+|试生产|试运行|试产|"
    + "|".join(f"(?P<{stage}>{words})" for stage, words in STAGES.items())
)
_NO_STAGE = re.compile("率|后|达产|[、和]|第一[天日]|首日")  # 开工率, 全部投产后, 签约、落地, 开工第一天
_PLANNED = re.compile(  # 预计明年6月投产 is no stage that is reached
    "(?:预计|计划(?!总?投资)|力争|争取|有望|可望|拟|将|明年|后年)[^，。；、]{0,12}$"
)
_CLAUSE = re.compile("[^，。；、]*")
_NEXT_CLAUSE = re.compile(r"[^，。；、]*，(?P<next>(?:[^，。；、\d]|\d+[ 　]*[年月日]){0,12})(?=[，。；]|$)")
_PROJECT = re.compile("项目|工程|基地")


def stage(text: str, amount: Amount, before: Before) -> str | None:
    """Return the stage of the project that an amount belongs to, None where the page says none or several.

    It is the last that was named before it in the sentence, one that is reached before one that is planned; else the
    next in its clause, or the one that the short clause behind ends with (计划投资9.8亿元，今年3月开工); else, for a
    project, the only one of the sentence before.
    """
    ahead = _stages(before.parts + text[: amount.start])
    if ahead:
        return _last(ahead).lastgroup
    clause = _CLAUSE.match(text, amount.end)
    end = clause.end() if clause else amount.end
    behind = _stages(text, amount.end, end) or _closing(text, amount)
    if behind:
        return behind[0].lastgroup
    governing = {match.lastgroup for match in _stages(before.sentence)} if _PROJECT.search(text, 0, end) else set()
    return governing.pop() if len(governing) == 1 else None


def _last(stages: Sequence[re.Match[str]]) -> re.Match[str]:
    starts = {match: match.start() for match in stages}
    reached = [one for one, start in starts.items() if not _PLANNED.search(one.string, max(0, start - 20), start)]
    return (reached or stages)[-1]


def _closing(text: str, amount: Amount) -> list[re.Match[str]]:
    """Return the stage that the clause behind an amount's ends with, none or one."""
    following = _NEXT_CLAUSE.match(text, amount.end)
    found = _stages(text, following.start("next"), following.end()) if following else []
    return [match for match in found if following and match.end() == following.end()]


def _stages(text: str, start: int = 0, end: int | None = None) -> list[re.Match[str]]:
    found = _NAMED.finditer(text, start, len(text) if end is None else end)
    return [match for match in found if not _NO_STAGE.match(text, match.end())]
