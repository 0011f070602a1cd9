"""What can be seen on one line by itself: how it fills its column, how it ends, and what its words say that it is."""

import re
from typing import NamedTuple

from searchsvc.pages import marks
from searchsvc.pages.columns import INDENT
from searchsvc.pages.datelines import NOTHING, is_unnamed, opening, opens
from searchsvc.pages.furniture import furniture, is_section
from searchsvc.pages.lines import GLYPHS, HAN, STRAY, Line
from searchsvc.pages.names import HAS_ROLE, is_role, names

SLACK = 1.2  # columns by which typesetters and their noise miss a full line
_COUPLET = re.compile(rf"[{HAN}”！？]{{2}} [{HAN}“]{{2}}")
_DASH = re.compile(r"(?:—|--)(?!\d)")
_THEME = re.compile(
    "^(?:今年|去年)[^，]{0,8}(?:月|半年|期间)$|^(?:学习贯彻|深入学习|贯彻落实|聚焦|直击|走进|走近|奋战|喜迎|我省|我市|全省|全市)[^，]{2,9}$|"
    "(?:调研行|走基层|看发展|在行动|行动|巡礼|新貌|精神|田野上|以来|月份|个月|季度|系列报道|特别报道|之[一二三四五六七八九十]|[①-⑳])$"
)  # what a series of reports or the occasion of one is called
_PLACE = re.compile(rf"[{HAN}]{{2,4}}·[{HAN}]{{2,8}}")  # 吕梁·汾阳
# what a kicker tells of
_EVENTS = ("启动", "举行", "发布", "开幕", "闭幕", "落地", "投产", "开工", "竣工", "亮相", "揭牌", "签约", "出台")
_INNER = re.compile(r"[，。；]")
_CLAUSE = "，、；,;"
_COLON = "：:"
_EXCLAIMS = "？！?!"
_PARTICLE = "的了和与及在将为以是把被对从向等"
_GLYPH = re.compile(f"[{GLYPHS}]")
_SIGNALS = frozenset("（(【紧上接下转—-0123456789一二三四五六七八九十①②③④⑤⑥⑦⑧⑨⑩")  # continuations, dashes, numbers

DISPLAY = 24  # characters that a mark or name set as display type has at most
HEADLINE = 4  # a headline is at most this many lines
PUNCTUATED = frozenset({"sentence", "clause", "colon", "comma"})
Seen = dict[str, float]


class Sight(NamedTuple):
    """What is seen on one line.

    `opens` and `ends`: an article must begin or end here. `sure`: it is running text, whatever the rest of the page is.
    """

    seen: Seen
    opens: bool = False
    ends: bool = False
    sure: bool = False


def shape(line: Line, left: float, need: float) -> Seen:
    """Return how a line fills its column, given the columns `left` on it and those that the next word would need."""
    seen = {"bias": 1.0}
    if line.closed:
        seen["sentence"] = 1.0
    elif line.text[-1] in _CLAUSE:
        seen["clause"] = 1.0
    elif line.text[-1] in _COLON:
        seen["colon"] = 1.0
    if left < -SLACK:
        seen["over"] = 1.0
    elif left < need + SLACK:
        seen["full"] = 1.0
    elif "sentence" not in seen:
        seen["short"] = 1.0
    if left < need + 0.5:
        seen["filled"] = 1.0
    if 1 <= left <= INDENT + need + SLACK:
        seen["indent"] = 1.0
    return seen | _stops(line.text)


def _stops(text: str) -> Seen:
    """Return where the punctuation of a line says that it begins in a sentence or has more than one."""
    seen = {}
    if text.startswith(marks.ASKS):
        seen["asks"] = 1.0
    elif len(text) > 1 and text[1] in "。，、；：”）》":
        seen["broken"] = 1.0
    if text[0] == "“" and text[-1] == "”" and text.count("“") == 1 and "。" not in text:
        seen["quote"] = 1.0
    elif inner := len(_INNER.findall(text, 0, len(text) - 1)):
        seen["comma"] = float(min(inner, 2))
    if "。" in text[:-2]:
        seen["stop"] = 1.0
    return seen


def words(line: Line, after: str) -> Seen:
    """Return what the words of a line say that it is; `after` is the plain next line, where its dateline may go on."""
    text = line.plain
    begins = opening(f"{text}\n{after}") if opens(text) else NOTHING
    phrase = _INNER.search(text) is None
    whole = phrase and text.count("（") == text.count("）") and not marks.is_taken(text)
    people = whole and (bool(names(text)) or is_role(text))
    signs = {
        "long": line.width > 34,
        "tiny": len(text) < 4,
        "indented": line.indented,
        "dateline": begins.dateline is not None,
        "reporters": bool(begins.authors),
        "byline": begins.dateline is None and begins.length > 0 and not people,
        "people": people,
        "roled": people and (HAS_ROLE.search(text) is not None or text[0] in "（(□■" or is_unnamed(text)),
        "credit": not people and marks.credit(f" {text}") is not None,
        "glyph": _GLYPH.search(text) is not None or (STRAY in text and STRAY in text.split()),
        "exclaims": text[-1] in _EXCLAIMS,
        "particle": text[-1] in _PARTICLE,
        "couplet": " " in text and _COUPLET.search(text) is not None,
    }
    seen = {name: 1.0 for name, is_so in signs.items() if is_so}
    if len(text) <= DISPLAY and (phrase or text[0] in _SIGNALS):
        seen |= _display(line, phrase=phrase)
    if phrase and (share := furniture(text)):
        seen["furniture"] = share
    return seen


def _display(line: Line, *, phrase: bool) -> Seen:
    """Return what a line may be that is no running text: a `phrase` has neither comma nor full stop."""
    text = line.plain
    signs = {
        "from": marks.continued_from(text) is not None,
        "to": text[0] in "（(【下转" and marks.continues_on(text) is not None,
        "dash": _DASH.match(text) is not None,
        "numbered": marks.NUMBERED.match(text) is not None,
    }
    if phrase:
        signs |= {
            "section": is_section(text),
            "city-head": text[-1] in _COLON and marks.CITY_HEAD.match(text) is not None,
            "entity": line.width <= 16 and _is_name(text),
            "taker": marks.is_taken(text) and bool(names(text)),
            "theme": "：" not in text and _THEME.search(text) is not None,
            "event": text.endswith(_EVENTS),
            "row": marks.FIGURE_ROW.match(text) is not None,
        }
    return {name: 1.0 for name, is_so in signs.items() if is_so}


def _is_name(text: str) -> bool:
    """Return whether a line is the name of a place or an institution and says nothing of it."""
    return (
        bool(marks.ENTITY.search(text) or _PLACE.fullmatch(text))
        and not _COUPLET.search(text)
        and not marks.ACT.search(text)
    )
