"""Whether two lines of display type belong to one headline, and how it is put together."""

import re
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from searchsvc.analysis import segmenter
from searchsvc.pages import marks
from searchsvc.pages.blocks import Block
from searchsvc.pages.furniture import is_section
from searchsvc.pages.lines import HAN, Line

TORN_WORD = 2.5  # for one headline where a word goes over from the first line to the second
STRANGER = 1.5  # against one headline where the first is like a kicker and only the second has any word of its article
LONGEST = 50  # columns that a line of display type takes at most
_RUNNING = frozenset({"prose", "sentence", "clause", "comma", "first", "starts", "dateline", "byline"})
_SHOULDER = frozenset({"entity", "theme", "repeated"})  # what a kicker looks like
_LATIN = re.compile(r"[A-Za-z0-9]")
_OPEN = re.compile(r"[“《（「‘][^”》）」’]*$")
_HAN_END = re.compile(rf"[{HAN}]{{1,8}}$")
_HAN_START = re.compile(rf"[{HAN}]{{1,8}}")
_HANGS = re.compile(r"^[”》）」，、。；：！？]|^[的了和与及]")
_WAITS = re.compile(
    r"(?:[的了和与及在将为以是把被对从向、：:，,]|开展|支持|推动|推进|防范|发射|加快|成为|实现|打造|构建|助力|促进|关于|首个|全国|我国|[首一两几][座个条家项名种台批])$"
)
_COMPLETE = re.compile("(?:启动|举行|发布|开幕|闭幕|落地|投产|开工|竣工|亮相|揭牌|签约|出台|见闻|纪实|启示录|之路)$")
_OBJECT = re.compile(r"[首\d]|一批|重大|全[国省市]")  # what a line ending with 落地 or 开工 speaks of, on the next
_VERBS = re.compile(
    "构建|打造|推动|推进|加快|深化|聚焦|助力|赋能|激活|夯实|创新|引领|做强|做优|做大|建设|培育|优化|提升|强化|汇聚|凝聚|跑出|书写|拥抱|擦亮|"
    "绘就|把握|抢抓|厚植|释放|健全|落实|扩大|坚持"
)


class Spacing(NamedTuple):
    """What a blank line between two lines of display type, or its lack, says for their being one headline."""

    blank: float = 0.0
    none: float = 0.0


def spacing(lines: Sequence[Line], blocks: Sequence[Block]) -> Spacing:
    """Return what blank lines say on this page: nothing where they are everywhere or nowhere.

    Where most lines have one before them, one within display type says something only if it is rarer there. Lines
    with a number or Latin letters don't count: what turned the page to text drops blank lines beside them.
    """
    share = sum(line.blank for line in lines[1:]) / max(1, len(lines) - 1)
    if not 0.02 < share < 0.98:
        return Spacing()
    if share <= 0.5:
        return Spacing(blank=-3.0, none=1.0)
    display = {block.first for block in blocks if block.seen.keys().isdisjoint(_RUNNING)}
    clear = [at for at in range(1, len(lines)) if not _LATIN.search(lines[at - 1].text + lines[at].text)]
    in_display = [not lines[at].blank for at in clear if at in display and at - 1 in display]
    in_text = [not lines[at].blank for at in clear if at not in display and at - 1 not in display]
    rarer = sum(in_display) / max(1, len(in_display)) > 2 * sum(in_text) / max(1, len(in_text))
    return Spacing(blank=-3.0 if rarer else 0.0, none=2.5)


def joint(lines: Sequence[Line], before: Block, block: Block, gaps: Spacing) -> float:
    """Return what speaks for two neighbouring blocks being lines of one headline, below 0 against it."""
    if before.first != before.last or "prose" in before.seen or "prose" in block.seen:
        return 0.0
    upper, lower = lines[before.last], lines[block.first]
    if max(upper.width, lower.width) > LONGEST:
        return 0.0
    gap = gaps.blank if lower.blank else gaps.none
    torn = TORN_WORD * _tears_word(upper.plain, lower.plain)
    return _wording(upper.plain, lower.plain) + torn + gap - _apart(before, block)


def _apart(before: Block, block: Block) -> float:
    """Return what their words say against one headline: only the second speaks of the article beside them."""
    upper, lower = (max(seen.get(side, 0.0) for side in ("above", "below")) for seen in (before.seen, block.seen))
    strange = upper < 0.08 and lower > 0.25 and not before.seen.keys().isdisjoint(_SHOULDER)
    return 1.5 * max(0.0, lower - upper - 0.4) + STRANGER * strange


def _wording(upper: str, lower: str) -> float:
    if marks.CITY_HEAD.match(upper):
        return 3.0
    if marks.CITY_HEAD.match(lower) or lower.startswith("—"):
        return -4.0
    score = 0.0
    if _OPEN.search(upper) or _HANGS.match(lower) or _WAITS.search(upper):
        score += 2.0
    if (len(upper) <= 16 and marks.ENTITY.search(upper)) or "·" in upper:
        score -= 1.2
    if is_section(upper):
        score -= 2.0
    if _COMPLETE.search(upper):
        score += 1.0 if _OBJECT.match(lower) else -2.0
    if len(upper) <= 5 < len(lower):
        score -= 0.5
    if abs(len(upper) - len(lower)) <= 2:
        score += 0.7
    if " " in re.sub(rf"(?<=[^{HAN}”]) | (?=[^{HAN}“])", "", upper):
        score -= 2.0
    return score


def _tears_word(upper: str, lower: str) -> bool:
    """Return whether the border of two lines lies within a word.

    >>> _tears_word("今年首批超长期特别国", "债支持设备更新资金下达"), _tears_word("太原海关", "外贸稳中有进")
    (True, False)
    """
    left, right = _HAN_END.search(upper), _HAN_START.match(lower)
    if not (left and right) or len(left[0]) < 2:  # one character behind a quotation mark tells no word
        return False
    ends = accumulate(map(len, segmenter().cut(left[0] + right[0])))
    return len(left[0]) not in ends


def headline(rows: Sequence[str]) -> str:
    """Join the lines of one headline: a phrase that a wrap broke is mended, two of equal weight stay apart.

    >>> headline(["构建科技创新生态", "打造市校合作模式"])
    '构建科技创新生态 打造市校合作模式'
    >>> headline(["六部门联合开展", "食品添加剂滥用综合治理"])
    '六部门联合开展食品添加剂滥用综合治理'
    """
    joined = ""
    for row in rows:
        apart = bool(joined) and (_couplet(joined, row) or _needs_space(joined, row))
        joined += f" {row}" if apart else row
    return joined


def _couplet(upper: str, lower: str) -> bool:
    return len(upper) == len(lower) and bool(_VERBS.match(upper) and _VERBS.match(lower))


def _needs_space(upper: str, lower: str) -> bool:
    if upper[-1] in "%％":
        return True
    return upper[-1].isascii() != lower[0].isascii() and upper[-1].isalnum() and lower[0].isalnum()
