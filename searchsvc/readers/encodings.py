"""The encoding of a text, found out from its bytes and never assumed."""

import codecs
import re
from collections.abc import Callable, Iterable

COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形"
    "相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展"
    "五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战"
    "先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白"
    "教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且"
    "究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值"
    "号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严城投亿项园晋"
    "個國這為時來們會過說產後動發對經還從與開關現點業無將進電實學體當應機長門問間見車東風報務節題區論農義邊運達萬見術極軍處隊導統線"
    "給結續組織約級紀際陸陽陰張強當錢鐵銀難雲電頭順須領題類飛馬驗體點黨齊億環產縣總績續統設計記許該詳認證議護讓資費貿賽質購貨員團圖"
)
PUNCTUATION = frozenset("，。、；：？！“”‘’（）《》「」『』【】—…·～％")
TORN = "\ufffd"  # stands for the character within which bytes end
ENOUGH = 0.4  # share of common characters from which a text is taken for Chinese
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BY_EVIDENCE = ("gb18030", "cp950", "big5hkscs", "utf-16-le", "utf-16-be")


def decode(data: bytes) -> str | None:
    """Return the text of these bytes, None where no encoding makes Chinese or plain ASCII of them.

    Of a text that was cut off within a character, the end is TORN.

    >>> decode("晋城经济技术开发区".encode("gb18030")), decode(b"\\x89PNG\\r\\n\\x1a\\n\\x00\\x00")
    ('晋城经济技术开发区', None)
    >>> decode("晋城开发区".encode()[:-1])
    '晋城开发�'
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _torn(data[len(bom) :], encoding)
    text = _strictly(data, "utf-8")
    if text is not None and "\0" not in text:
        return text
    return _likeliest(data, _strictly, _BY_EVIDENCE) or _likeliest(data, _torn, ("utf-8", *_BY_EVIDENCE))


def _likeliest(data: bytes, read: Callable[[bytes, str], str | None], encodings: Iterable[str]) -> str | None:
    readings = [text for encoding in encodings if (text := read(data, encoding)) is not None]
    best = max(readings, key=evidence, default="")
    return best if evidence(best) >= ENOUGH else None


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _torn(data: bytes, encoding: str) -> str | None:
    """Return the text of bytes that may end within a character; a part of one character alone is none."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        text = decoder.decode(data)
    except UnicodeDecodeError:
        return None
    if decoder.getstate()[0]:
        return text + TORN if text else None
    return text


def evidence(text: str) -> float:
    """Return the share of characters beyond ASCII that are common in Chinese; a NUL speaks against any text."""
    foreign = _FOREIGN.findall(text)
    if not foreign or "\0" in text:
        return 0.0
    return sum(char in COMMON or char in PUNCTUATION for char in foreign) / len(foreign)
