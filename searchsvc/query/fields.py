"""The names that a query has for fields: the facets, the parts of an article, its date and its id."""

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Literal

from searchsvc.analysis import fold
from searchsvc.enrich.gazetteer import gazetteer
from searchsvc.enrich.zones import canonical_zone
from searchsvc.facets import FACETS
from searchsvc.messages import Message
from searchsvc.schema import FIELDS

TEXTS = {"title": ("标题",), "body": ("正文",)}  # the Chinese names of schema.FIELDS, the first in the echo
DATE, ID = ("日期",), ("编号",)
LIKENESS = {":": 0.5, "：": 0.86}  # how like a field's name a word before this colon must be to be taken for a slip


@dataclass(frozen=True, slots=True)
class Field:
    """What stands before the colon: its key, its name in the echo, and what kind of operand follows."""

    key: str
    label: str
    kind: Literal["text", "values", "dates", "figures"]


def named(name: str) -> Field | None:
    """Return the field of a name in Chinese or English, traditional characters and capitals too.

    >>> named("標題"), named("City").key, named("吕梁")
    (Field(key='title', label='标题', kind='text'), 'city', None)
    """
    return _names().get(fold(name).text)


def labelled(key: str) -> str:
    """Return the name that the echo gives to a field."""
    return _fields()[key].label


def unknown(name: str) -> Message:
    """Return what is said of a name that is no field's, nor like one."""
    chinese = "、".join(field.label for field in _fields().values())
    return Message(
        f"没有字段“{name}”，按文字检索；可用：{chinese}。",
        f"There is no field {name!r}; it was searched as text. Known: {', '.join(_fields())}.",
    )


def nearest(name: str, colon: str) -> str | None:
    """Return the field's name that a slip of the pen may have meant.

    Chinese text prints `：` behind many a word and hardly ever `:`, so that one lets less pass for a slip.

    >>> nearest("citty", ":"), nearest("地市", ":"), nearest("企业", "：")
    ('city', '城市', None)
    """
    likeness = max(LIKENESS[colon], 0.7 if name.isascii() else 0)
    return next(iter(get_close_matches(fold(name).text, _names(), n=1, cutoff=likeness)), None)


def canonical(key: str, value: str) -> str:
    """Return the value as the facets spell it: 大同 for 大同市; as typed where they know no other.

    >>> canonical("city", "大同市"), canonical("province", "山西省"), canonical("city", "高平市")
    ('大同', '山西', '高平市')
    >>> canonical("zone", "晉城經開區")
    '晋城经济技术开发区'
    """
    spelling = _SPELLINGS.get(key)
    return spelling(fold(value).text) or value if spelling else value


def _city(value: str) -> str | None:
    places = gazetteer().get(value) or ()
    return next((place.short for place in places if place.short in place.cities), None)


def _province(value: str) -> str | None:
    places = gazetteer().get(value) or ()
    return next((place.province for place in places if place.kind == "省"), None)


_SPELLINGS: dict[str, Callable[[str], str | None]] = {"city": _city, "province": _province, "zone": canonical_zone}


@cache
def _fields() -> dict[str, Field]:
    texts = {key: Field(key, TEXTS[key][0], "text") for key in FIELDS}
    facets = {key: Field(key, facet.names[0], "values") for key, facet in FACETS.items()}
    return {**texts, **facets, "date": Field("date", DATE[0], "dates"), "id": Field("id", ID[0], "values")}


@cache
def _names() -> dict[str, Field]:
    chinese = {**TEXTS, **{key: facet.names for key, facet in FACETS.items()}, "date": DATE, "id": ID}
    return {name: field for key, field in _fields().items() for name in (key, *chinese[key])}
