"""The port to the table of figures: which are asked for, and how they are given."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from searchsvc.articles import Article, Figure
from searchsvc.schema import searchable

Field = Literal["metric", "label", "city", "zone", "stage", "source", "base", "month"]
Order = Literal["published", "amount"]
RATE = "率"  # the base unit of rates


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which figures: all where nothing is said.

    `articles` are ids; `values` give for a field any of some values (None: without one); `first` and `last` are ISO
    days of publication, both inclusive; `least` and `most` amounts in base units. A bound decides where the number is
    equal: 近10亿 is not at least 10亿, 超10亿 not at most; a range fits if any part of it does.
    """

    articles: frozenset[str] | None = None
    values: Mapping[Field, tuple[str | None, ...]] = field(default_factory=dict)
    first: str | None = None
    last: str | None = None
    least: float | None = None
    most: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """A figure as an article reported it, the number `place` of its figures, counted from 0.

    `base` is the unit of its amount, `spot` the part of the article that its sentence stands in (`spot_of`).
    """

    article: str
    place: int
    title: str | None
    source: str | None
    published: str | None
    base: str
    spot: str | None
    figure: Figure


@dataclass(frozen=True, slots=True)
class Cell:
    """The figure that stands for all `count` of a row and a column in one base unit."""

    row: str
    column: str
    count: int
    reported: Reported


class Figures(Protocol):
    """The figures of the articles that are shown. All orders end with article and place, so they are stable."""

    def select(
        self, wanted: Selection, order: Order, *, ascending: bool = False, start: int = 0, size: int | None = None
    ) -> Iterator[Reported]:
        """Yield figures from `start` on, `size` at most; by day (the undated last), or by amount.

        Amounts of one base unit stand together, those of the unit that most of the figures have first.
        """

    def counts(self, wanted: Selection, field: Field) -> list[tuple[str | None, int]]:
        """Return the values of a field with the number of figures that have each, most first, then by value."""

    def cells(self, wanted: Selection, row: Field, column: Field) -> list[Cell]:
        """Return a cell for each row, column and base unit that figures have.

        The greatest stands for them, of rates the latest; of several the latest.
        """

    def disputable(self, wanted: Selection) -> Iterator[list[Reported]]:
        """Yield figures that differ though they may mean the same, the newest month first.

        They have a label and share subject (the zone, else the city), metric, label, stage, base unit and month of
        publication; more than one article reports them, with more than one amount.
        """


def spot_of(article: Article, figure: Figure) -> str | None:
    """Return the part of an article that a figure's sentence stands in, as field and number (schema.searchable).

    >>> spot_of(Article(title="大同投资5亿元"), Figure(metric="investment", label="投资", value=5, unit="亿元",
    ...     amount=5e8, quote="大同投资5亿元"))
    'title-0'
    """
    holding = [(name, number) for name, number, text in searchable(article) if figure.quote and figure.quote in text]
    near = [spot for spot in holding if spot[0] == "body" and article.paragraphs[spot[1]].lines == figure.lines]
    return next((f"{name}-{number}" for name, number in [*near, *holding]), None)
