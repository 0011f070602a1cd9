"""Figures asked for in words, as people say them: 投资超10亿元, 总投资5亿元以上的项目."""

import re

from searchsvc.analysis import simplified
from searchsvc.messages import Message
from searchsvc.query import measures
from searchsvc.query.nodes import Figures

_SIGNS = {
    ">": "大于 超过 超 高于 多于 突破",
    ">=": "不低于 不少于 以上",
    "<": "小于 低于 少于 不足",
    "<=": "不超过 不高于 以下 以内",
}
_SIGN = {word: sign for sign, words in _SIGNS.items() for word in words.split()}
_WORD = "|".join(sorted(_SIGN, key=len, reverse=True))
_SAID = re.compile(rf"(?P<name>\D+?)(?P<before>{_WORD})?(?P<amount>\d[^的]*?)(?P<behind>以上|以下|以内)?(?:的.*)?")


def spoken(said: str) -> Figures | None:
    """Return the figures that a run asks for, None where it names none or says no limit.

    >>> found = spoken("投资额超10亿元的项目")
    >>> found.name, found.least.said, found.least.reached
    ('投资额', '10亿元', False)
    >>> spoken("投资10亿元"), spoken("大同超10亿元")
    (None, None)
    """
    match = _SAID.fullmatch(simplified(said))
    field = measures.named(match["name"]) if match else None
    word = (match["before"] or match["behind"]) if match else None
    if not match or not field or not word or (match["before"] and match["behind"]):
        return None
    found = measures.read(match["amount"], _SIGN[word], field.key)
    return None if isinstance(found, Message) else Figures(field.key, found.base, found.least, found.most)
