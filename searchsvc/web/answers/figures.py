"""What is answered about figures over HTTP: the types of the JSON."""

from typing import cast

from flask_openapi3.models.data_type import DataType
from flask_openapi3.models.media_type import MediaType
from flask_openapi3.models.schema import Schema
from pydantic import ConfigDict

from searchsvc.articles import Bound, Lines, Metric
from searchsvc.output.xlsx import TYPE as XLSX
from searchsvc.service.tables import Group
from searchsvc.web.answers.base import Answered, Links, Understood

FILES = ("text/csv", "application/x-ndjson", XLSX)  # the other forms


class UnitCount(Answered):
    """A base unit, and how many of the figures have it."""

    unit: str
    count: int


class FigureRow(Answered):
    """A figure as an article reported it.

    It is the number `place` of the article's figures, from 0. `value` and `unit` as printed, `amount` (to `amount_max`)
    in the unit `base`; the number stands in `quote` at [start, end), counted in code points; `url` leads to the
    paragraph of the sentence.
    """

    article: str
    place: int
    title: str | None
    source: str | None
    metric: Metric
    label: str | None
    value: float
    unit: str
    amount: float
    amount_max: float | None
    base: str
    bound: Bound
    city: str | None
    zone: str | None
    stage: str | None
    published: str | None
    quote: str
    start: int
    end: int
    lines: Lines | None
    url: str


class FigureHeading(Answered):
    """What a row or column stands for: one of the first six, and the base unit where it has one."""

    metric: str | None = None
    label: str | None = None
    city: str | None = None
    zone: str | None = None
    stage: str | None = None
    month: str | None = None
    unit: str | None = None


class FigureCell(Answered):
    """The figure that stands for `count` reported ones, which `url` gives: the greatest, of rates the latest."""

    count: int
    figure: FigureRow
    url: str


class FigureLine(FigureHeading):
    """A row of the table; a cell is null where nothing was reported."""

    cells: list[FigureCell | None]


class FigureGroups(Answered):
    """A table of figures; `other` counts those without such a value, and those of rows and columns cut off."""

    by: Group
    columns: list[FigureHeading]
    rows: list[FigureLine]
    other: int


class FigureConflict(Answered):
    """Figures of one month that share all this and can't all be true; `alike` (0 to 1) are their sentences."""

    subject: str
    metric: Metric
    label: str
    stage: str | None
    month: str
    alike: float
    rows: list[FigureRow]


class FigureLinks(Links):
    """The same, and all rows as CSV."""

    csv: str


class FigureAnswer(Answered):
    """The answer: the exact total, one page of figures, the table asked for, and the conflicts among them."""

    model_config = cast(
        ConfigDict,
        {
            "extra": "forbid",
            "openapi_extra": {"content": {kind: MediaType(schema=Schema(type=DataType.STRING)) for kind in FILES}},
        },
    )

    query: Understood
    total: int
    units: list[UnitCount]
    rows: list[FigureRow]
    groups: FigureGroups | None
    conflicts: list[FigureConflict]
    links: FigureLinks
