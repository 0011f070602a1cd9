"""Marks that a line is no running text: continuations, captions, heads of a round-up."""

import re

from searchsvc.analysis import simplified
from searchsvc.pages.lines import GLYPHS, HAN, STRAY

ASKS = ("问：", "答：")  # how the paragraphs of an interview begin
LONGEST = 40  # characters that a mark at the end of a text has at most
_PLACE = r"(?:第\s*)?([A-Z]?\s?[0-9一二三四五六七八九十]{1,3})\s*版?(?:头条)?"
_FROM = re.compile(rf"^[（(【]?\s*(?:紧接|上接|接)\s*{_PLACE}[^）)】]{{0,12}}[）)】]?$")
_TO = re.compile(rf"[（(【]?\s*(?:下转|转)\s*{_PLACE}[^）)】]{{0,12}}[）)】]?$")
_WHO = rf"(?:(?:本报|新华社|全媒体|特约|见习)?(?:记者|通讯员)?\s*[{HAN}· ]{{2,18}})"
_CREDIT = re.compile(
    rf"(?:[{GLYPHS}{STRAY}]|(?<=[。！？…）])|(?<=[。！？]”)|\s)\s*(?:[（(]?\s*(?:(?:图片|照片|摄影)\s*[:：]\s*{_WHO}|{_WHO}\s*(?:摄影|摄|供图|图|/摄)|新华社发(?:\s*[（(]\s*[{HAN}]{{2,4}}\s*摄)?"
    rf"|(?:受访者|资料|本报|企业|网络|单位|主办方)[{HAN}]{{0,6}}?(?:供图|图片|资料图|资料照片|提供)|[{HAN}]{{2,10}}(?:供图|资料图片))\s*[）)]?)$"
)
_CREDITED = "图圖片供摄攝道影发發"  # how a credit ends, brackets aside
FIGURE_ROW = re.compile(
    rf"^[{HAN}（）()]{{2,12}}\s*(?:[:：]|\s)(?:\s*[\d.,]+\s*(?![年月日])[{HAN}%％‰/]{{1,8}}){{1,4}}$"
)
CITY_HEAD = re.compile(rf"^[{HAN}]{{2,8}}[：:]$")
NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十]{1,2}[）)]|[①-⑩]|\d{1,2}[.、．](?!\d))"
)
ENTITY = re.compile(
    "(?:区|园|(?<![上债股楼车夜集超])市|县|州|盟|镇|乡|(?<![新破布开结格])局|(?<![全中东西南北])部|厅|委|(?<![举主承协开兴])办|院|公司|集团|中心|大学|学院|银行|社|(?<![社机盛])会|所|站|厂|矿|(?<![进入])村|"
    "司|(?<![签部])署|产业园|渡|港|湾|海关|政协|人大|馆|店|校|中学|小学|支队|总队)$"
)  # how the name of a place or an institution ends
ACT = re.compile(
    "出席|会见|会谈|举行|召开|参加|发布|宣布|通过|实施|推进|打造|须|将|获|赴|达|超|打击|应对|返乡|称|在|设立|构建|看好|使(?![馆领])|[：“]"
)  # a name does nothing


def continued_from(text: str) -> str | None:
    """Return the page that an article began on.

    >>> continued_from("（上接 A1 版）")
    'A1'
    """
    match = _FROM.match(simplified(text))
    return match[1].replace(" ", "") if match else None


def continues_on(text: str) -> str | None:
    """Return the page that an article goes on."""
    match = _TO.match(simplified(text))
    return match[1].replace(" ", "") if match else None


def is_taken(text: str) -> bool:
    """Return whether a line ends with who took a photograph, who wrote nothing unless it says so (文/摄)."""
    return text.rstrip("）)").endswith(("摄", "摄影")) and "文" not in text


def without_turn(text: str) -> tuple[str, str | None]:
    """Part a mark such as （下转 A3 版） from the end of a paragraph."""
    if "转" not in text and "轉" not in text:
        return text, None
    first = max(0, len(text) - LONGEST)
    places = [at for at in range(first, len(text)) if text[at] != "\n"]  # a wrap may part the mark
    match = _TO.search(simplified("".join([text[at] for at in places])))
    if match is None or match[0][0] not in "（(【":
        return text, None
    return text[: places[match.start()]].rstrip(), match[1].replace(" ", "")


def credit(text: str) -> int | None:
    """Return where the credit of a photograph begins that ends a text.

    >>> credit("对企业重点罐区进行智能化管理。 姻 受访者供图")
    15
    """
    credited = text[-1] in _CREDITED or (text[-1] in "）)" and text[-2:-1] in _CREDITED) or "：" in text[-LONGEST:]
    match = _CREDIT.search(simplified(text), max(0, len(text) - LONGEST)) if credited else None
    return match.start() if match else None
