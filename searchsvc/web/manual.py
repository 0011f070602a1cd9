"""The page that says all of the API, made of its OpenAPI document; no script, nothing from elsewhere."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask import render_template
from flask_openapi3.openapi import OpenAPI
from markupsafe import Markup, escape

Schema = Mapping[str, Any]


def manual(app: OpenAPI, source: str) -> str:
    """Return the page; `source` is the address of the document."""
    return render_template(
        "docs.html",
        document=app.api_doc,
        source=source,
        operations=list(_operations(app.api_doc)),
        typed=typed,
        linked=linked,
        prose=prose,
    )


def prose(text: str | None) -> Markup:
    """Return a text with what stands in backticks as code.

    >>> print(prose("`sort`: the order <of hits>"))
    <code>sort</code>: the order &lt;of hits&gt;
    """
    pieces = enumerate((text or "").split("`"))
    return Markup("").join(
        Markup("<code>{}</code>").format(piece) if place % 2 else escape(piece) for place, piece in pieces if piece
    )


def typed(schema: Schema) -> str:
    """Return a type in words.

    >>> typed({"type": "array", "items": {"type": "string"}}), typed({"type": "integer", "minimum": 1, "maximum": 5})
    ('array of string', 'integer, 1 to 5')
    """
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(typed(kind) for kind in schema["anyOf"] if kind.get("const") != "")  # not given
    if "enum" in schema or "const" in schema:
        return " | ".join(map(str, schema.get("enum", [schema.get("const")])))
    if schema.get("type") == "array":
        return f"array of {typed(schema.get('items', {}))}"
    bounds = f", {schema['minimum']} to {schema['maximum']}" if {"minimum", "maximum"} <= schema.keys() else ""
    return f"{schema.get('type', 'any')}{bounds}"


def linked(schema: Schema | None) -> str:
    """Return a type in words; a named one leads to its place on the page."""
    said = typed(schema or {})
    name = said.rpartition(" ")[2]
    named = _names(schema or {})
    if name not in named:
        return said
    before = said.removesuffix(name)
    return Markup("{}<a href='#type-{}'>{}</a>").format(before, name, name)


def _names(schema: Schema) -> set[str]:
    """Return the named types that a type is made of."""
    inner = [schema, schema.get("items", {}), *schema.get("anyOf", [])]
    return {str(part["$ref"]).rpartition("/")[2] for part in inner if "$ref" in part}


def _operations(document: Schema) -> Iterator[tuple[str, str, Schema]]:
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            yield path, method, operation
