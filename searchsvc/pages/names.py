"""People's names as newspapers print them, alone on a line, at the end of a text or before it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from searchsvc.analysis import simplified
from searchsvc.pages.lines import GLYPHS, HAN, STRAY, is_closed

COMPOUND = "欧阳|上官|司马|诸葛|令狐|皇甫|尉迟|夏侯|慕容|司徒|东方|南宫|端木|公孙|宇文|长孙|闻人|呼延|澹台|申屠"
SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于傅皮卞齐康伍余元卜顾孟平黄和穆萧肖尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞"
    "熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱丘骆高夏蔡田樊胡凌霍虞万柯昝管卢莫房裘缪干宗丁宣贲邓"
    "郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊惠甄曲封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇"
    "栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰鄂索咸籍赖卓蔺屠蒙池乔阴胥苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍"
    "却璩桑桂濮牛寿边扈燕冀郏浦尚农温别庄晏柴瞿阎闫慕连茹习宦艾鱼容古易慎戈廖庾衡耿弘匡文寇广禄阙东殴殳沃利"
    "蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚简饶空曾毋沙乜养鞠须丰巢关蒯荆游竺权逯盖桓仉督佘佟苑展原丛岳帅海楚盘亢况郈"
    "谌隋冼邝邸矫琴商牟赏伯佴墨哈谯笪爱阳仝侍付代覃丑剧台郇亓续逯卫牺药冀暴樊郄苟"
)
LONGEST = 80  # characters that a byline has at most
MOST = 8  # names that it has at most
ROLES = (
    "本报首席记者|本报特约记者|本报见习记者|本报实习记者|全媒体记者|融媒体记者|见习记者|实习记者|特约记者|特约通讯员|本报通讯员|"
    "本报记者|新华社记者|新华网记者|人民网记者|中新社记者|中新网记者|央广网记者|首席记者|记者|通讯员|实习生|作者|撰文|整理|摄影报道|文/图|图/文|文/摄|文图|文/|图/"
)
UNNAMED = re.compile(r"(?:本报|特约|本刊)评论员")  # a byline that names nobody
_NAME = rf"(?:(?:{COMPOUND})[{HAN}]{{1,2}}|[{SURNAMES}][{HAN}]{{1,2}})"
_ROLED = rf"(?:{_NAME}|[{HAN}]{{2,3}}|[{HAN}]{{2,6}}·[{HAN}]{{2,6}})"
_MARKS = rf"[{GLYPHS}{STRAY}]"
_ANY_MARK = re.compile(_MARKS)
_IS_TEXT = re.compile(rf"[，。]|[：:]$|[{HAN}]{{13}}")  # no byline has such
_RUN = re.compile(rf"[{HAN}]{{7}}")  # no name is as long
_SEPARATOR = re.compile(r"[\s、，,;；/：:]+")
_IS_NAME = re.compile(rf"{_NAME}\Z")
_IS_ROLED = re.compile(rf"{_ROLED}\Z")
HAS_ROLE = re.compile(ROLES)
_IS_ROLE = re.compile(rf"(?:{ROLES})\Z")
_IS_ROLES = re.compile(rf"(?:{_MARKS}|[（(])?\s*(?:(?:{ROLES})\s*)+[）)]?")
_LEADING_ROLE = re.compile(rf"({ROLES})")
_TAIL = re.compile(
    rf"(?<=[。！？…”’）])\s*(?:[（(]([^（）()。，]{{2,40}})[）)]|(?:\s|{_MARKS})\s*((?:{_MARKS}\s*)?[^（）()。，]{{2,40}}))\s*$"
)
_SET_OFF = re.compile(rf"[。！？…”’）]\s*(?:[（(]|\s|{_MARKS})")
_NO_NAME = "。，"  # no byline ends with these
_PIECE = re.compile(r"[^ 、，]+[\s、，]*")
_WRAP = re.compile(rf"([{HAN}]+)\n([{HAN}]+)")
_START = re.compile(rf"^(?:{_MARKS}\s*)?(?={ROLES})")


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote it, and where in the text the byline lies."""

    authors: tuple[str, ...]
    start: int
    end: int


def names(text: str, *, any_surname: bool = False) -> tuple[str, ...]:
    """Return the names that a byline consists of, nothing if it has anything else in it.

    One name must have a known surname unless a role stands before it or the place of the text says that it is one.

    A name broken by a wrap is mended, two names that a wrap parts stay two.

    >>> names("本报记者 薛聪妹 通讯员 戴\\n妹红")
    ('薛聪妹', '戴妹红')
    >>> names("记者 陈超琴\\n李嘉")
    ('陈超琴', '李嘉')
    >>> names("平鲁经济技术开发区")
    ()
    """
    if len(text) > LONGEST or _IS_TEXT.search(text):
        return ()
    plain = _ANY_MARK.sub(" ", simplified(text)).strip(" （）()")
    return printed((plain,) if UNNAMED.fullmatch(plain) else _names(plain, roled=any_surname), text)


def is_role(text: str) -> bool:
    """Return whether a line has what people do for the paper and names nobody; their names stand beside it.

    >>> is_role("（摄影报道）"), is_role("文/图"), is_role("摄影报道 李思远")
    (True, True, False)
    """
    return len(text) <= LONGEST and _IS_ROLES.fullmatch(simplified(text)) is not None


def printed(found: Iterable[str], text: str) -> tuple[str, ...]:
    """Return each of these names once, in the characters that `text` prints it with.

    >>> printed(["罗亦禾"], "本報記者 羅亦禾")
    ('羅亦禾',)
    """
    own = "".join(text.split())
    plain = simplified(own)
    if plain is own:
        return tuple(dict.fromkeys(found))
    places = ((plain.find(name), len(name)) for name in dict.fromkeys(found))
    return tuple(own[at : at + length] for at, length in places)


def _names(plain: str, *, roled: bool) -> list[str]:
    spaced = _mended(plain)
    if HAS_ROLE.search(spaced):
        spaced = _LEADING_ROLE.sub(r" \1 ", spaced)
    elif _RUN.search(spaced):
        return []
    found: list[str] = []
    tokens = _SEPARATOR.split(spaced.strip())
    roled = roled or (len(tokens) > 1 and any(_IS_NAME.match(token) for token in tokens))
    for token in tokens:
        if _IS_ROLE.match(token):
            roled = True
        elif (_IS_ROLED if roled else _IS_NAME).match(token):
            found.append(token)
        elif token.strip("（）()") not in ("文", "摄", "图", ""):
            return []
    return found if len(found) <= MOST else []


def _mended(text: str) -> str:
    """Decide for each wrap whether it parts two names, a role or one name."""

    def joint(match: re.Match[str]) -> str:
        left, right = match[1], match[2]
        apart = _IS_NAME.match(left) and _IS_NAME.match(right) and len(left + right) > 3
        return f"{left} {right}" if apart else left + right

    return _WRAP.sub(joint, text) if "\n" in text else text


def byline_at_end(text: str) -> Byline | None:
    """Return the byline that ends a text, set off by a space, a glyph or brackets.

    >>> byline_at_end("多作贡献、走在前列。 王波")
    Byline(authors=('王波',), start=10, end=13)
    """
    signed = text[-1:] not in _NO_NAME and _SET_OFF.search(text[-LONGEST:])
    match = _TAIL.search(text) if signed else None
    if match is None or not is_closed(text[: match.start()]):
        return None
    found = names(match[1] or match[2], any_surname=bool(match[2]) and not _ANY_MARK.search(match[0]))
    return Byline(found, match.start(), match.end()) if found else None


def byline_at_start(text: str) -> Byline | None:
    """Return the byline that opens a text: a role and the names behind it.

    >>> byline_at_start("本报记者 林玲 通讯员 夏纯 据中国载人航天工程办公室消息").authors
    ('林玲', '夏纯')
    """
    plain = simplified(text)
    start = _START.match(plain)
    if start is None:
        return None
    end, found, roled = start.end(), [], False
    for match in _PIECE.finditer(plain[start.end() : start.end() + LONGEST]):
        token, whole = _opening_names(match[0].strip(), roled=roled)
        roled = whole and not token  # a role stands before the next name
        found += token
        if whole or token:
            end = start.end() + match.start() + (len(match[0]) if whole else match[0].index("\n"))
        if not whole or len(found) >= 6:
            break
    return Byline(printed(found, text), 0, end) if found else None


def _opening_names(token: str, *, roled: bool) -> tuple[list[str], bool]:
    """Return the names of a token of an opening byline, and whether it holds nothing else."""
    parts = [_LEADING_ROLE.sub("", part, count=1) for part in _mended(token).split()]
    if all(not part or (_IS_ROLED if roled else _IS_NAME).match(part) for part in parts):
        return [part for part in parts if part], True
    before = _LEADING_ROLE.sub("", token.partition("\n")[0], count=1)
    return ([before], False) if "\n" in token and _IS_NAME.match(before) else ([], False)
