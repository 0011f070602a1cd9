"""Parameters that don't hold to their types, each told in two languages with the name that may be meant."""

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Any, NoReturn

from flask import request
from pydantic import ValidationError
from pydantic_core import ErrorDetails
from werkzeug.exceptions import UnsupportedMediaType

from searchsvc.errors import BadRequest
from searchsvc.messages import Message
from searchsvc.web.parameters import Asked, FigureParameters, ListParameters

Schema = Mapping[str, Any]  # of one parameter, as in JSON Schema
Explain = Callable[[str, Schema, str], BadRequest]  # parameter, its schema, the value given → what is wrong

_NO_OBJECT = Message("请求正文应是一个 UTF-8 的 JSON 对象。", "The body is to be a JSON object in UTF-8.")


class Invalid(BadRequest):
    """All that is wrong with the parameters of one request."""

    def __init__(self, causes: tuple[BadRequest, ...]) -> None:
        super().__init__(Message("".join(cause.said("zh") for cause in causes), _joined(causes)))
        self.causes = causes


def refuse(error: ValidationError) -> NoReturn:
    """Raise what the types found wrong with this request: Invalid, or that its body is no JSON object."""
    details = error.errors(include_url=False)
    if any(not detail["loc"] for detail in details):
        raise BadRequest(_NO_OBJECT) if request.is_json else UnsupportedMediaType
    schemas = Asked.named(error.title).properties()
    raise Invalid(tuple(_cause(detail, schemas) for detail in details))


def refuse_repeated() -> None:
    """Raise BadRequest for a parameter given twice that takes one value: neither of them may silently win."""
    model = FigureParameters if request.path.endswith("/figures") else ListParameters
    for name, values in request.args.lists():
        if len(values) > 1 and name not in model.repeated():
            raise repeated(name)


def repeated(name: str) -> BadRequest:
    """Return what is said of a parameter given twice that takes one value."""
    return BadRequest(Message(f"参数 {name} 只能给一次。", f"{name} is given once at most."), parameter=name)


def unknown(name: str, known: Iterable[str]) -> BadRequest:
    """Return what is said of a parameter that does not exist."""
    names = list(known)
    nearest = _nearest(name, names)
    return BadRequest(
        Message(f"没有参数“{name}”。", f"There is no parameter {name!r}."),
        _did_you_mean(nearest) or Message(f"可用：{'、'.join(names)}。", f"Known: {', '.join(names)}."),
        parameter=name,
        nearest=nearest,
    )


def _cause(detail: ErrorDetails, schemas: Mapping[str, Schema]) -> BadRequest:
    name, kind = str(detail["loc"][0]), detail["type"]
    if kind == "extra_forbidden":
        return unknown(name, schemas)
    explain = _EXPLAIN.get(kind.split("_")[0] if kind.startswith(("int_", "bool_")) else kind, _other)
    return explain(name, schemas[name], str(detail["input"]))


def _choice(name: str, schema: Schema, value: str) -> BadRequest:
    options = _options(schema)
    nearest = _nearest(value, options)
    known = Message(f"可用：{'、'.join(options)}。", f"Known: {', '.join(options)}.")
    message = Message(f"{name} 没有“{value}”这个取值。{known.zh}", f"{value!r} is no value of {name}. {known.en}")
    return BadRequest(message, _did_you_mean(nearest), parameter=name, nearest=nearest)


def _number(name: str, schema: Schema, value: str) -> BadRequest:
    least, most = schema["minimum"], schema["maximum"]
    zh, en = f"{name} 应是 {least} 到 {most} 的整数", f"{name} is a whole number from {least} to {most}"
    return BadRequest(Message(f"{zh}，不能是“{value}”。", f"{en}, not {value!r}."), parameter=name)


def _date(name: str, schema: Schema, value: str) -> BadRequest:
    zh, en = f"{name} 应是日期，写作 2025-02-10", f"{name} is a day, written 2025-02-10"
    return BadRequest(Message(f"{zh}，不能是“{value}”。", f"{en}, not {value!r}."), parameter=name)


def _switch(name: str, schema: Schema, value: str) -> BadRequest:
    message = Message(f"{name} 应是 true 或 false，不能是“{value}”。", f"{name} is true or false, not {value!r}.")
    return BadRequest(message, parameter=name)


def _missing(name: str, schema: Schema, value: str) -> BadRequest:
    return BadRequest(Message(f"缺少参数 {name}。", f"The parameter {name} is missing."), parameter=name)


def _long(name: str, schema: Schema, value: str) -> BadRequest:
    most = next(part["maxLength"] for part in _parts(schema) if "maxLength" in part)
    message = Message(f"{name} 过长，至多 {most} 个字符。", f"{name} is too long; at most {most} characters.")
    return BadRequest(message, parameter=name)


def _many(name: str, schema: Schema, value: str) -> BadRequest:
    most = schema["maxItems"]
    return BadRequest(Message(f"{name} 至多 {most} 个值。", f"{name} takes {most} values at most."), parameter=name)


def _other(name: str, schema: Schema, value: str) -> BadRequest:
    kind = schema.get("type", "string")
    message = Message(f"{name} 的类型不对，应是 {kind}。", f"{name} has the wrong type; it is {kind}.")
    return BadRequest(message, parameter=name)


_EXPLAIN: Mapping[str, Explain] = {
    "literal_error": _choice,
    "int": _number,
    "greater_than_equal": _number,
    "less_than_equal": _number,
    "date_format": _date,
    "bool": _switch,
    "missing": _missing,
    "string_too_long": _long,
    "too_long": _many,
}


def _options(schema: Schema) -> list[str]:
    """Return the values that a parameter, or each of its values, may have."""
    named = [part.get("enum", [part["const"]] if "const" in part else []) for part in _parts(schema)]
    return [str(option) for options in named for option in options]


def _parts(schema: Schema) -> list[Schema]:
    """Return a schema with those of its values and of its kinds."""
    return [schema, schema.get("items", {}), *schema.get("anyOf", [])]


def _nearest(name: str, known: Iterable[str]) -> str | None:
    return next(iter(get_close_matches(name, list(known), 1, 0.5)), None)


def _did_you_mean(nearest: str | None) -> Message | None:
    return Message(f"是不是 {nearest}？", f"Did you mean {nearest}?") if nearest else None


def _joined(causes: tuple[BadRequest, ...]) -> str:
    return " ".join(cause.said("en") for cause in causes)
