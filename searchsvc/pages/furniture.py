"""Page furniture: what every page carries and no article owns, and what it tells about the issue."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from searchsvc.pages.lines import HAN, Line

_WEEKDAY = r"(?:星期|周)[一二三四五六日天]"
_PERSON = rf"[:：/]?\s*[{HAN}]{{2,4}}(?:[\s、]+[{HAN}]{{2,4}}(?![:：]))*"
DATE = re.compile(r"(20\d\d|19\d\d)(?:\s*年\s*|[-/.])(\d{1,2})(?:\s*月\s*|[-/.])(\d{1,2})(?:\s*日|(?!\d))")
PAGE = re.compile(r"(?:^|\s)(?:第\s*([0-9一二三四五六七八九十]{1,3})\s*版|([A-Z]?\s?\d{1,2})\s*版)(?=\s|$|[:：·])")
PAPER = re.compile(
    rf"(?:^|\s)([{HAN}]{{2,8}}(?:日报|晚报|早报|晨报|时报|导报|新闻报|商报|都市报|经济报|周报|快报|[{HAN}]报))(?=\s|社出版|$)"
)

FRONT = re.compile(r"(?:今日|今天|本期)\s*(?:共\s*)?\d+\s*版")  # how many pages the issue has stands on the first

# each cue behind what it can't do without, which is looked for first
CUES = tuple(
    (re.compile(needed), re.compile(pattern))
    for needed, pattern in (
        (
            "编辑|责编|版式|校对|组版|美编|美术|主编|审读|值班|制图|视觉|组稿|排版|设计|统筹|监制",
            rf"[■□▪]?(?:本版)?(?:责任编辑|责编|编辑|版式|校对|组版|美编|美术|主编|审读|值班|制图|视觉|组稿|排版|设计|统筹|监制|见习编辑){_PERSON}",
        ),
        ("mail", r"E-?mail\s*[:：]?\s*\S*"),
        ("[邮信]箱", rf"[{HAN}]{{0,4}}(?:邮箱|电子信箱|信箱)\s*[:：]\s*\S*"),
        ("电话|热线|传真", rf"[{HAN}]{{0,6}}(?:电话|热线|传真)\s*[:：]?\s*[\d\-—－（）() /、转]{{5,}}"),
        ("http|www", r"(?:网址|网站)?\s*[:：]?\s*(?:https?://\S+|www\.\S+)"),
        ("客户端|官方|公众号", r"(?:客户端|官方微信|微信公众号|官方微博)\s*[:：]\s*\S+"),
        ("天气", r"天气(?:预报)?\s*[:：].*"),
        ("CN", r"(?:国内统一)?(?:连续出版物号|刊号)?\s*[:：]?\s*CN\s?\d{2}\s?[-—]\s?\d{4}(?:/\w+)?"),
        ("ISSN", r"ISSN\s*[\dX-]+"),
        ("[刊物]号", r"(?:国内统一)?(?:连续出版物号|刊号)"),
        ("邮发", r"邮发代号\s*[:：]?\s*[\d\-—]+"),
        ("址", r"(?:社址|地址|本报地址)\s*[:：]\s*\S+"),
        ("邮编|邮政编码", r"(?:邮编|邮政编码)\s*[:：]?\s*\d{6}"),
        ("印刷", r"印刷\s*[:：]\s*\S+"),
        ("价|每份", r"(?:零售价|定价|每份|月价|全年定价)\s*[:：]?\s*[\d.]+\s*元"),
        ("许可证", r"(?:广告经营许可证|广告许可证)\S*"),
        ("期", r"(?:总第|第)\s*\d+\s*期"),
        ("今日|今天|本期", FRONT.pattern),
        ("星期|周[一二三四五六日天]", _WEEKDAY),
        ("农历", r"农历\S+"),
        ("[子丑寅卯辰巳午未申酉戌亥]年", r"[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年\S{0,3}月\S{2,3}"),
        ("出版", rf"[{HAN}]{{2,8}}报社?出版"),
    )
)
HINT = re.compile(
    "|".join(needed.pattern for needed, _ in CUES)
    + r"|[\d一二三四五六七八九十]\s*版|20\d\d|19\d\d|报(?:\s|社出版|$)"  # page, date and paper
)
_NAMED = re.compile(
    rf"{PAPER.pattern}|[{HAN}]{{2}}(?:[·・][{HAN}]{{2}})*(?=\s|$)"
)  # what stands beside them: paper, section
LONGEST = 160  # characters of a line of furniture
_PROSE = re.compile("[，。；]")
_SECTION = re.compile(
    "(?:视野|观察|关注|传真|进行时|聚焦|速递|广角|快讯|要闻|资讯|热点|透视|在线|前沿|动态|风采|视点|简讯|集锦|"
    "时空|纵横|之窗|专栏|短波|一线|调查|纪事|走笔|专题|新闻|现场|快报|一览|瞭望|扫描|点击|播报|综合|导读|"
    "简报|头条|经纬|焦点|导航|看台|速览|平台|专版|专刊|周刊|评论|言论|报道)$|^.{0,2}(?:市场|法治|时政|经济)$"
)


@dataclass(frozen=True, slots=True)
class Issue:
    """What the furniture of a page says about the issue."""

    source: str | None = None
    published: str | None = None
    page: str | None = None


def furniture(text: str) -> float:
    """Return how much of a line is page furniture, from 0 to 1.

    >>> furniture("责编：秦锦 版式：韩伊 校对：钟丹"), furniture("项目总数 40 个 总投资 48.51 亿元")
    (1.0, 0.0)
    """
    if len(text) > LONGEST or not HINT.search(text) or _PROSE.search(text):
        return 0.0
    if PAPER.fullmatch(text):
        return 0.7
    rest, cues = text, int(bool(PAGE.search(text) and DATE.search(text)))
    for needed, cue in CUES:
        if needed.search(rest):
            rest, count = cue.subn(" ", rest)
            cues += count
    for mark in (PAGE, DATE):
        stripped = mark.sub(" ", rest, count=1)
        alone = len(stripped.strip()) <= 6
        if stripped != rest and (cues or alone):
            rest, cues = stripped, cues + 1
    if not cues:
        return 0.0
    rest = _NAMED.sub(" ", rest) if cues > 1 else rest
    return max(0.0, 1 - len("".join(rest.split())) / max(1, len("".join(text.split()))))


def is_section(text: str) -> bool:
    """Return whether a line reads like the name of a section or column (经济视野, 项目建设进行时)."""
    return len(text) <= 9 and _SECTION.search(text) is not None


def issue(lines: Sequence[Line]) -> Issue:
    """Return what these lines of furniture print: the newspaper, the date and the page."""
    texts = [line.plain for line in lines]
    return Issue(_source(lines), _first(texts, _date), _first(texts, _page))


def is_front(lines: Sequence[Line]) -> bool:
    """Return whether these lines stand on the first page: only there the number of pages is printed."""
    return any(FRONT.search(line.plain) for line in lines)


def _first(texts: Sequence[str], read: Callable[[str], str | None]) -> str | None:
    return next((found for text in texts if (found := read(text))), None)


def _date(text: str) -> str | None:
    match = DATE.search(text)
    if match is None:
        return None
    year, month, day = (int(part) for part in match.groups())
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def _page(text: str) -> str | None:
    match = PAGE.search(FRONT.sub(" ", text))
    return (match[1] or match[2]).replace(" ", "") if match else None


def _source(lines: Sequence[Line]) -> str | None:
    papers = Counter(line.text[slice(*match.span(1))] for line in lines for match in PAPER.finditer(line.plain))
    return papers.most_common(1)[0][0] if papers else None
