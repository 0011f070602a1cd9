"""The body by which articles are sent, as it is documented: what is wrong in a record is told in its row."""

from collections.abc import Mapping
from typing import Any

from searchsvc.readers.fields import ALIASES

Schema = Mapping[str, Any]
TYPES = (JSON, *LINES) = ("application/json", "application/x-ndjson", "application/jsonl")

_STRING, _NULL = {"type": "string"}, {"type": "null"}
_TEXT: Schema = {"anyOf": [_STRING, {"type": "number"}, _NULL]}
_TEXTS: Schema = {"anyOf": [{"type": "array", "items": _STRING}, _STRING, _NULL]}
_KINDS: Mapping[str, Schema] = {  # what is left out where it is not understood may be anything
    **dict.fromkeys(("title", "kicker", "subtitle", "source", "page", "dateline"), _TEXT),
    **dict.fromkeys(("continued_from", "continues_on"), _TEXT),
    **dict.fromkeys(("authors", "subheads", "captions", "city", "zone", "industry"), _TEXTS),
    "body": {"description": "Paragraphs, a line each, or a list of them."},
    "published": {"description": "The day, as 2025-02-10."},
    "figures": {"description": "As `searchsvc parse` prints them."},
}
_EXAMPLE = {
    "id": "wire-2025-0102",
    "title": "大同光伏项目开工",
    "source": "晋北经济报",
    "published": "2025-02-10",
    "body": "大同市光伏项目开工，总投资12亿元。",
}
_PROPERTIES = {
    name: {"description": f"Also: {', '.join(aliases)}.", **_KINDS.get(name, {})} for name, *aliases in ALIASES.values()
}
ARTICLE: Schema = {
    "title": "ReadyArticle",
    "description": "It has a title or a body; what else it does not bring is derived. Other keys are passed over.",
    "type": "object",
    "properties": _PROPERTIES,
    "example": _EXAMPLE,
}
_MANY: Schema = {"description": "Records, each told of in its row.", "type": "array", "example": [_EXAMPLE]}

SENT: Schema = {
    "description": "An article, a list of them, or an article a line; up to 32 MB.",
    "required": True,
    "content": {
        JSON: {"schema": {"anyOf": [ARTICLE, _MANY]}, "example": _EXAMPLE},
        **{kind: {"schema": {"type": "string"}} for kind in LINES},
    },
}
