"""The types of single parameters: days, values, names out of a table; and the root of all requests."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    JsonValue,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from searchsvc.articles import Metric
from searchsvc.facets import FACETS
from searchsvc.output.links import INCLUDES
from searchsvc.web.answers.search import Hit
from searchsvc.web.parameters.published import published

MAX_VALUES, MAX_VALUE, MAX_TEXT = 100, 200, 2000
_FLAGS: dict[object, bool] = {"true": True, "false": False, "1": True, "0": False, 1: True, 0: False}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class OneOf:
    """The mark of a string that is one of some names, which a table gives."""

    names: tuple[str, ...]

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return the schema, that of a Literal."""
        return core_schema.literal_schema(list(self.names))


def _filled(values: list[str]) -> list[str]:
    """Return the values that are not empty, all of which were counted."""
    return list(filter(None, values))


def _one_or_more(value: object) -> object:
    return [value] if isinstance(value, str) else value


def separated(value: object) -> object:
    """Cut `city,zone` in two, wherever it stands among repeated values."""
    values = _one_or_more(value)
    if not isinstance(values, list) or not all(isinstance(item, str) for item in values):
        return values
    return [name for item in values for name in re.split("[,，]", item) if name]


def whole(value: object) -> object:
    """Return a number without a fraction as an integer, as JSON takes `5.0` for one."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def written(value: object) -> object:
    """Return a number as text, without an exponent; it is an amount in the base unit."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return f"{Decimal(str(value)):f}" if number else value


def flag(value: object) -> object:
    """Return a switch written as `true` or `1`, `false` or `0`."""
    if isinstance(value, bool | int | str) and value in _FLAGS:
        return _FLAGS[value]
    raise PydanticCustomError("bool_parsing", "a switch is true or false")


def day(value: object) -> object:
    """Return a day written as in ISO 8601; pydantic alone would take a number as seconds since 1970."""
    with suppress(ValueError):  # there is no such day
        if isinstance(value, str) and _DAY.fullmatch(value):
            return date.fromisoformat(value)
    raise PydanticCustomError("date_format", "a day is written 2025-02-10")


FacetName = Annotated[str, OneOf(tuple(FACETS))]
FacetNames = Annotated[list[FacetName], BeforeValidator(separated)]
FieldNames = Annotated[list[Annotated[str, OneOf(tuple(Hit.model_fields))]], BeforeValidator(separated)]
Includes = Annotated[list[Annotated[str, OneOf(INCLUDES)]], BeforeValidator(separated)]
MetricNames = Annotated[list[Annotated[str, OneOf(get_args(Metric))]], BeforeValidator(separated)]
Value = Annotated[str, StringConstraints(max_length=MAX_VALUE)]
Values = Annotated[list[Value], BeforeValidator(_one_or_more), Field(max_length=MAX_VALUES), AfterValidator(_filled)]
Day = Annotated[date, BeforeValidator(day)]
Amount = Annotated[
    Value,
    BeforeValidator(written),
    WithJsonSchema({"anyOf": [{"type": "string", "maxLength": MAX_VALUE}, {"type": "number"}]}),
]
Switch = Literal["on", "off"]
Whole = Annotated[int, BeforeValidator(whole)]
Flag = Annotated[
    bool,
    BeforeValidator(flag),
    WithJsonSchema({"anyOf": [{"type": "boolean"}, {"enum": [0, 1, "0", "1", "true", "false"]}]}),
]


def example(value: JsonValue) -> dict[str, JsonValue]:
    """Return what documents an example of a parameter."""
    return {"example": value}


_MODELS: dict[str, type["Asked"]] = {}


class Asked(BaseModel):
    """The root of all requests: an unknown name is refused, an empty value (a form field left blank) not given."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, values: object) -> object:
        if not isinstance(values, dict):
            return values
        return {name: value for name, value in values.items() if value not in ("", [], [""])}

    @classmethod
    def model_json_schema(cls, *args: Any, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401 - pydantic's signature
        """Return the schema as it is published; worked out once, as the web framework asks for it at every request."""
        return _published(cls)

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:  # noqa: ANN401 - pydantic's signature
        _MODELS[cls.__name__] = cls

    @staticmethod
    def named(name: str) -> "type[Asked]":
        """Return the request of a name, as pydantic's errors tell it."""
        return _MODELS[name]

    @classmethod
    def properties(cls) -> dict[str, Any]:
        """Return the schema of each parameter, as it is told of."""
        properties: dict[str, Any] = _schema(cls)["properties"]
        return properties

    @classmethod
    def repeated(cls) -> frozenset[str]:
        """Return the names of the parameters that may be given several times."""
        return _repeated(cls)


@cache
def _schema(model: type[Asked]) -> dict[str, Any]:
    return super(Asked, model).model_json_schema()


@cache
def _repeated(model: type[Asked]) -> frozenset[str]:
    return frozenset(name for name, schema in model.properties().items() if schema.get("type") == "array")


@cache
def _published(model: type[Asked]) -> dict[str, Any]:
    strict = bool(model.model_config.get("strict"))
    return published(_schema(model), body=strict)
