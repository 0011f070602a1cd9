"""What each character of a query may mean: quotes, operators, punctuation, and how a text escapes them."""

import re
from collections.abc import Collection, Mapping

from searchsvc.analysis import fold
from searchsvc.query import fields, measures
from searchsvc.query.nodes import Scope

LIMIT = 2000  # characters of a query, as typed and as understood
ALIKE = 10  # words taken for one of which those alike are asked for
NESTING = 20  # levels of brackets that a query may need

QUOTES = {'"': '"', "“": "”", "「": "」", "『": "』", "＂": "＂"}
SCOPES: Mapping[Scope, str] = {
    "sentence": "同句",
    "paragraph": "同段",
}  # what stands before a bracket whose clauses hold together
OPERATORS = {
    "and": ("且", "与", "并且", "AND"),
    "or": ("或", "或者", "OR"),
    "not": ("非", "不含", "不包含", "不包括", "NOT"),
}

_MARKS = ",;?!，。！？；、…—《》〈〉【】〔〕〖〗［］｛｝[]{}‘’"  # sentence punctuation: it ends a run
_OPENING = "".join(QUOTES)
_QUOTATION = "".join(dict.fromkeys([*QUOTES, *QUOTES.values()]))
_PARTING = re.escape(_MARKS + _QUOTATION + "()|:\\")
_WORDS = frozenset(word for words in OPERATORS.values() for word in words)
_ANY = "|".join(sorted(_WORDS, key=lambda word: (-len(word), word)))
_BEFORE, _AFTER = r"(?<![^\s()])", r"(?![^\s()])"  # what stands between white space, brackets and ends stands alone
_ALONE = {kind: f"{_BEFORE}(?:{'|'.join(words)}){_AFTER}" for kind, words in OPERATORS.items()}
_MINUS = rf"(?<![^\s(])[-!](?=[^\W\d_]|[({_OPENING}])"
_AT_FIELD = r"(?<![^\s(!-])"  # a sentence goes on with a colon, too: …。来源：中国青年报
_COMPARED = ">=|<=|[><=≥≤]"
_WILD = rf"(?<=[^\s{_PARTING}])\?+(?=[^\s{_PARTING}])"  # a `*` needs no rule: it parts nothing
_RUN = rf"(?:\\[^\w\s]|\\(?:{_ANY}){_AFTER}|(?<=\w)\.(?=\w)|{_WILD}|[^\s.{_PARTING}])+"
_VALUE = rf"\s()（）,，、;；！？!?|｜{_QUOTATION}"  # what no value of a field holds without quotes

# The kinds of token, the first that fits, on a text of one width (`shape`). A new operator is one more row.
TOKENS = re.compile(
    "|".join(
        f"(?P<{kind}>{pattern})"
        for kind, pattern in {
            "space": r"\s+",
            "open": rf"(?:{_AT_FIELD}(?:{'|'.join(SCOPES.values())})\s*)?\(",
            "close": r"\)",
            "and": rf"{_ALONE['and']}|{_BEFORE}&{{1,2}}{_AFTER}",
            "or": _ALONE["or"],
            "pipe": r"\|+",
            "not": f"{_ALONE['not']}|{_MINUS}",
            "field": rf"{_AT_FIELD}(?P<name>[^\W\d]+)(?:\s*(?=[><=≥≤])|:\s*)?(?P<sign>{_COMPARED}|(?<=[:\s]))\s*",
            "exact": f"[{_OPENING}]",
            "word": _RUN,
            "mark": ".",
        }.items()
    ),
    re.DOTALL,
)
COMPARES = re.compile("[><=≥≤＞＜＝]")
FIELD_PLACE = re.compile(_AT_FIELD)
RUN = re.compile(_RUN)
UNIT = re.compile(r"\\?.", re.DOTALL)  # a character of a run, and the backslash that makes it text
VALUE = re.compile(rf"(?:\\[^\w\s]|[^。\\{_VALUE}])+")
COMMA = re.compile("[,，、]")
OPERAND = re.compile(rf"(?:[^。{_VALUE}]|。(?=。)|(?<=。)。)+")  # of a date or figure
UNITS = re.compile(rf"\s+[^\d\s。{_VALUE}][^\s。{_VALUE}]*")  # what may stand apart from its number
DISTANCE = re.compile(r"~(\d{1,4})(?!\w)")
YIELDING = re.compile(r"~(?![^\s()])")  # behind quotes that may be let go
OTHER_CLOSING = re.compile('[^"“”＂]+(?=["“”＂])')  # up to a mark that may close where the right one is missing

_WIDTHS = str.maketrans("（）：｜＆－＼＜＞＝．？＊～", "():|&-\\<>=.?*~")
_ESCAPED = re.compile(rf"[*{_PARTING}]|~\Z|(?<!\w)\.|\.(?!\w)|\A(?:-(?=[^\W\d_])|(?:{_ANY})\Z)")
_RATIO = re.compile(r"(?<=[0-9０-９])[:：](?=[0-9０-９])")
_COMPARISON = re.compile(rf"([^\W\d]+)(?={_COMPARED})")


def shape(text: str) -> str:
    """Return a text of the same length whose operators have one width; points, commas and colons in numbers are digits.

    >>> shape("（1,100.9亿元），大同：5．1亿元，3：1")
    '(1010009亿元)，大同:501亿元，301'
    """
    folded = fold(text)
    numeric = {
        folded.offsets[place]
        for place, char in enumerate(folded.text)
        if char in ".," and folded.joined(place) and folded.joined(place + 1)
    }
    numeric.update(match.start() for match in _RATIO.finditer(text))
    plain = text.translate(_WIDTHS)
    return "".join("0" if place in numeric else char for place, char in enumerate(plain)) if numeric else plain


def escaped(text: str, wilds: Collection[int] = ()) -> str:
    r"""Return a run with a backslash before all that would not be text in it, the wildcards at `wilds` left alone.

    >>> escaped("A+轮"), escaped("或"), escaped("或许"), escaped("-大同"), escaped("日期:今天")
    ('A+轮', '\\或', '或许', '\\-大同', '日期\\:今天')
    """
    if text.isalnum() and text not in _WORDS:
        return text
    plain = shape(text)
    places = {match.start() for match in _ESCAPED.finditer(plain)}.difference(wilds)
    comparison = _COMPARISON.match(plain)
    if comparison and (fields.named(comparison[1]) or measures.named(comparison[1])):
        places.add(comparison.end())
    return "".join(f"\\{char}" if place in places else char for place, char in enumerate(text))


def quoted(text: str) -> str:
    """Return a text in the first quotes whose end does not stand in it; nothing that was parsed holds all of them.

    >>> quoted("三个一批"), quoted('5"')
    ('"三个一批"', '“5"”')
    """
    opening, closing = next(pair for pair in QUOTES.items() if pair[1] not in text)
    return opening + text + closing


def quotable(text: str) -> bool:
    """Tell whether there are quotes for a text."""
    return not all(closing in text for closing in QUOTES.values())


def listed(value: str) -> str:
    """Return a value as it stands in a field's list, in quotes where it would not be read whole."""
    return value if VALUE.fullmatch(value) and "\\" not in value else quoted(value)
