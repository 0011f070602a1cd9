"""What may be asked of figures over HTTP."""

from typing import Literal

from pydantic import ConfigDict, Field

from searchsvc.output.links import NO_VALUE
from searchsvc.service.figures import FILTERS, MAX_SIZE, FigureSearch
from searchsvc.service.tables import Group
from searchsvc.store.figures import Order
from searchsvc.web.parameters.filters import Parameters
from searchsvc.web.parameters.kinds import Amount, Day, Flag, MetricNames, Values, example

_ANY = f"repeated: any of them; `{NO_VALUE}`: without one."


class FigureParameters(Parameters):
    """Which figures, in which order, and as which table."""

    model_config = ConfigDict(json_schema_extra=example({"metric": "investment", "min": "10亿元"}))

    q: str = Field(
        "",
        description="Only figures of the articles that this query finds; cut at 2,000 characters, with a warning.",
        json_schema_extra=example("开发区"),
    )
    metric: MetricNames = Field(
        default_factory=list,
        description="Only these metrics, repeated or separated by commas.",
        json_schema_extra=example(["investment"]),
    )
    label: Values = Field(default_factory=list, description=f"What the page calls it, as `总投资`; {_ANY}")
    city: Values = Field(default_factory=list, description=f"The city that a figure is about; {_ANY}")
    zone: Values = Field(default_factory=list, description=f"The zone that a figure is about; {_ANY}")
    stage: Values = Field(default_factory=list, description=f"The stage of a project: `签约`, `开工`, `投产`; {_ANY}")
    source: Values = Field(default_factory=list, description=f"The newspaper; {_ANY}")
    unit: Values = Field(
        default_factory=list,
        description=f"The base unit, as `元`, `个`, `平方米`, `率`; another of its kind stands for it; {_ANY}",
    )
    first: Day | None = Field(None, alias="from", description="Published on this day or later.")
    last: Day | None = Field(None, alias="to", description="Published on this day or earlier.")
    least: Amount = Field(
        "",
        alias="min",
        description="At least this: a number in the base unit, or `10亿元`.",
        json_schema_extra=example("1亿元"),
    )
    most: Amount = Field("", alias="max", description="At most this; written as `min`.")
    sort: Order = Field("published", description="By day of publication, or by amount, one unit after another.")
    order: Literal["desc", "asc"] = Field("desc", description="The newest or greatest first, or the reverse.")
    group: Group | None = Field(
        None, description="A table with these rows; its columns are metrics, or the labels of the one metric chosen."
    )
    size: int = Field(20, ge=1, le=MAX_SIZE, description="Figures on a page.")
    page: int = Field(1, ge=1, le=10**9, description="Page of the figures, from 1.")
    strict: Flag = Field(False, description="Refuse a query that would have to be repaired.")

    def asked(self) -> FigureSearch:
        """Return the question."""
        chosen = {
            name: tuple(None if value == NO_VALUE else value for value in getattr(self, name)) for name in FILTERS
        }
        return FigureSearch(
            q=self.q,
            chosen={name: values for name, values in chosen.items() if values},
            first=self.first,
            last=self.last,
            least=self.least,
            most=self.most,
            sort=self.sort,
            ascending=self.order == "asc",
            size=self.size,
            page=self.page,
            group=self.group,
            strict=self.strict,
        )


class FigureExportParameters(FigureParameters):
    """Which figures, and in which form they are given."""

    format: Literal["json", "jsonl", "csv", "xlsx"] = Field(
        "json", description="`jsonl`, `csv`, `xlsx`: all rows at once, whatever `size` and `page`."
    )
    bom: Flag = Field(False, description="Begin the CSV with a byte order mark, by which spreadsheets know UTF-8.")
