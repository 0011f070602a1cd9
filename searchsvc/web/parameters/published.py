"""The schema of a request as it is published: with all that is taken beside what its types say."""

import re
from typing import Any

Schema = dict[str, Any]
_BLANK = {"const": ""}  # an empty value is one not given
_NULL = {"type": "null"}
_TOLD = ("title", "description", "default", "example")  # of a parameter, whatever values it takes


def published(schema: Schema, *, body: bool) -> Schema:
    """Return the schema of a model with what is taken too: empty values, names with commas, in a `body` one for many.

    An address has no null.
    """
    needed = schema.get("required", ())
    properties = {
        name: _parameter(each, body=body, needed=name in needed) for name, each in schema["properties"].items()
    }
    return schema | {"properties": properties}


def _parameter(schema: Schema, *, body: bool, needed: bool) -> Schema:
    kinds = [{name: value for name, value in schema.items() if name not in _TOLD}]
    kinds = kinds[0].get("anyOf", kinds)
    taken = [_many(kind) for kind in kinds if body or kind != _NULL]
    taken += [kind["items"] for kind in taken if body and kind.get("type") == "array"]
    taken += [] if needed or any(map(_blank, taken)) else [_BLANK]
    told = {name: schema[name] for name in _TOLD if name in schema and (body or schema[name] is not None)}
    return told | (taken[0] if len(taken) == 1 else {"anyOf": taken})


def _many(schema: Schema) -> Schema:
    """Return the schema of a list whose values may be empty, and of one of names that commas may part."""
    if schema.get("type") != "array":
        return schema
    items = schema["items"]
    names = items.get("enum", [items["const"]] if "const" in items else [])
    if not names:
        return schema
    one = "|".join(map(re.escape, names))
    return schema | {"items": {"anyOf": [items, {"type": "string", "pattern": f"^({one})?([,，]({one})?)*$"}]}}


def _blank(schema: Schema) -> bool:
    """Tell whether a schema takes an empty value as it is: text of any length, a list of such."""
    inner = schema.get("items", schema)
    return inner.get("type") == "string" and not {"enum", "const", "format", "pattern"} & inner.keys()
