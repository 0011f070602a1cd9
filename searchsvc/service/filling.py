"""What may stand behind a field's colon: where a value of which facet is being typed."""

import re
from typing import NamedTuple

from searchsvc.facets import FACETS
from searchsvc.query import fields

_VALUE = re.compile(
    r"(?P<before>(?:.*[\s(（!！-])?(?P<name>[^\W\d]+)[:：]\s*(?:\S*[,，、])?)(?P<last>[^\s,，、()（）]*)", re.DOTALL
)


class Blank(NamedTuple):
    """What is typed of a value, its facet, and what stands before it in the query."""

    before: str
    facet: str
    last: str


def blank(text: str) -> Blank | None:
    """Return the value that a query ends in, None where the field of no facet comes last.

    >>> blank("煤 城市：大同,太")
    Blank(before='煤 城市：大同,', facet='city', last='太')
    >>> blank("煤 标题：大"), blank("城市：大同 煤")
    (None, None)
    """
    match = _VALUE.fullmatch(text)
    field = fields.named(match["name"]) if match else None
    return Blank(match["before"], field.key, match["last"]) if match and field and field.key in FACETS else None
