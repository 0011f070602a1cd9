"""Which articles are asked for: the query, and the filters made from the facet table."""

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from pydantic import Field, create_model

from searchsvc.engines.base import Choice
from searchsvc.facets import FACETS
from searchsvc.messages import Language
from searchsvc.output.links import NO_VALUE
from searchsvc.service.asking import Search
from searchsvc.web.parameters.kinds import MAX_VALUE, Amount, Asked, Day, Flag, Values, example


class Parameters(Asked):
    """What every operation takes."""

    lang: Language | None = Field(
        None, description="Language of messages, `zh` or `en`; without it that of `Accept-Language`, else Chinese."
    )

    def beside(self) -> list[tuple[str, str]]:
        """Return those parameters that the addresses in an answer keep though they don't decide what is found."""
        return [("lang", self.lang)] if self.lang else []


def _facet_fields() -> dict[str, Any]:
    """Return two fields for each facet: the values wanted, and `not.` those to leave out."""
    fields: dict[str, Any] = {}
    for facet in FACETS.values():
        label = facet.label.en.lower()
        wanted = f"Articles with this {label}; repeated: any of them; `{NO_VALUE}`: without one."
        fields[facet.name] = (Values, Field(default_factory=list, description=wanted))
        unwanted = f"Articles without this {label}; `{NO_VALUE}`: with any."
        fields[_never(facet.name)] = (
            Values,
            Field(default_factory=list, description=unwanted, alias=f"not.{facet.name}"),
        )
    return fields


def _never(facet: str) -> str:
    return f"not_{facet}"


_PAIRS = tuple((name, _never(name)) for name in FACETS)
_SEARCHED = tuple(field.name for field in fields(Search))


if TYPE_CHECKING:
    Faceted = Parameters
else:
    Faceted = create_model("Faceted", __base__=Parameters, **_facet_fields())


class Filters(Faceted):
    """Which articles: the query and what narrows it."""

    q: str = Field(
        "",
        description="Words, quotes, 且 或 非, fields as in `城市：大同`; cut at 2,000 characters, with a warning.",
        json_schema_extra=example("大同 新能源"),
    )
    first: Day | None = Field(
        None, alias="from", description="Published on this day or later.", json_schema_extra=example("2025-02-01")
    )
    last: Day | None = Field(
        None, alias="to", description="Published on this day or earlier.", json_schema_extra=example("2025-02-28")
    )
    metric: str = Field(
        "",
        max_length=MAX_VALUE,
        description="With figures of this metric, or that the page calls so, as `总投资`.",
        json_schema_extra=example("investment"),
    )
    least: Amount = Field(
        "",
        alias="min",
        description="Figures of the metric from here on: a number in the base unit, or `10亿元`; it needs `metric`.",
    )
    most: Amount = Field("", alias="max", description="Figures up to this; written as `min`.")
    strict: Flag = Field(False, description="Refuse a query that would have to be repaired.")

    def choices(self) -> dict[str, Choice]:
        """Return what was chosen of each facet."""
        every = ((name, getattr(self, name), getattr(self, never)) for name, never in _PAIRS)
        return {name: Choice(_chosen(only), _chosen(never)) for name, only, never in every if only or never}

    def asked(self) -> Search:
        """Return the search."""
        return Search(**self.said())

    def said(self) -> dict[str, Any]:
        """Return what a search is made of: the parameters that it has too, and what was chosen."""
        own = vars(self)
        return {name: own[name] for name in _SEARCHED if name in own} | {"choices": self.choices()}


def _chosen(values: list[str]) -> frozenset[str | None]:
    return frozenset(None if value == NO_VALUE else value for value in values)
