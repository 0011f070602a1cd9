"""What can be seen on one line by itself: how it fills its column, how it ends, and what its words say that it is."""

import re

from searchsvc.pages import marks
from searchsvc.pages.columns import INDENT
from searchsvc.pages.datelines import is_unnamed, opening
from searchsvc.pages.furniture import furniture, is_section
from searchsvc.pages.lines import GLYPHS, HAN, STRAY, Line
from searchsvc.pages.names import HAS_ROLE, names
from searchsvc.pages.script import han

SLACK = 1.2  # columns by which typesetters and their noise miss a full line
_COUPLET = re.compile(rf"[{HAN}”！？]{{2}} [{HAN}“]{{2}}")
_INNER = re.compile(r"[，。；]")
_CLAUSE = re.compile(r"[，、；,;]$")
_COLON = re.compile(r"[：:]$")
_EXCLAIMS = re.compile(r"[？！?!]$")
_PARTICLE = han(r"[的了和与及在将为以是把被对从向等]$")
_GLYPH = re.compile(rf"[{GLYPHS}]|(?:^|\s){STRAY}(?:\s|$)")

Seen = dict[str, float]


def shape(line: Line, left: float, need: float) -> Seen:
    """Return how a line fills its column, given the columns `left` on it and those that the next word would need."""
    seen = {"bias": 1.0}
    if line.closed:
        seen["sentence"] = 1.0
    elif _CLAUSE.search(line.text):
        seen["clause"] = 1.0
    elif _COLON.search(line.text):
        seen["colon"] = 1.0
    if left < -SLACK:
        seen["over"] = 1.0
    elif left < need + SLACK:
        seen["full"] = 1.0
    elif "sentence" not in seen:
        seen["short"] = 1.0
    if 1 <= left <= INDENT + need + SLACK:
        seen["indent"] = 1.0
    return seen | _stops(line.text)


def _stops(text: str) -> Seen:
    """Return where the punctuation of a line says that it begins in a sentence or has more than one."""
    seen = {}
    if len(text) > 1 and text[1] in "。，、；：”）》":
        seen["broken"] = 1.0
    if inner := len(_INNER.findall(text[:-1])):
        seen["comma"] = float(min(inner, 2))
    if "。" in text[:-2]:
        seen["stop"] = 1.0
    return seen


def words(line: Line, after: str) -> Seen:
    """Return what the words of a line say that it is; `after` is the next line, where its dateline may go on."""
    text = line.text
    begins = opening(f"{text}\n{after}")
    people = names(text) if text.count("（") == text.count("）") else ()
    signs = {
        "long": line.width > 34,
        "tiny": len(text) < 4,
        "indented": line.indented,
        "dateline": begins.dateline is not None,
        "byline": begins.dateline is None and begins.length > 0 and not people,
        "people": bool(people),
        "roled": bool(people) and (HAS_ROLE.search(text) is not None or text[0] in "（(□■" or is_unnamed(text)),
        "credit": not people and marks.credit(f" {text}") is not None,
        "glyph": _GLYPH.search(text) is not None,
        "couplet": _COUPLET.search(text) is not None,
        "exclaims": _EXCLAIMS.search(text) is not None,
        "particle": _PARTICLE.search(text) is not None,
    }
    seen = {name: 1.0 for name, is_so in signs.items() if is_so} | _display(line)
    if share := furniture(text):
        seen["furniture"] = share
    return seen


def _display(line: Line) -> Seen:
    """Return what a line may be that is no running text; one that is too long for it is none of these."""
    text = line.text
    if len(text) > 24:
        return {}
    signs = {
        "from": marks.continued_from(text) is not None,
        "to": text[0] in "（(【下转轉" and marks.continues_on(text) is not None,
        "section": is_section(text),
        "city-head": marks.CITY_HEAD.match(text) is not None,
        "entity": line.width <= 16 and marks.ENTITY.search(text) is not None and not _COUPLET.search(text),
        "dash": text.startswith(("——", "—", "--")),
        "numbered": marks.NUMBERED.match(text) is not None,
        "row": marks.FIGURE_ROW.match(text) is not None,
    }
    return {name: 1.0 for name, is_so in signs.items() if is_so}
