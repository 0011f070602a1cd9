"""What the page of figures shows, worked out from a question: its form, chips, orders, and bars."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from searchsvc.messages import Language
from searchsvc.output.figures.records import API, PAGE, figure_url, narrowed, parameters, url, whole
from searchsvc.output.figures.words import METRICS, metric, unit
from searchsvc.output.links import NO_VALUE, Beside
from searchsvc.service.figures import FILTERS, FigureAnswer, FigureSearch
from searchsvc.service.tables import Group, Heading, Line
from searchsvc.store.figures import RATE, Order, Reported
from searchsvc.web.screen import Chip, linked_pages
from searchsvc.web.texts import said
from searchsvc.web.turning import Step

BARS = 10
SHADES = 5
CHOSEN = ("metric", "city", "zone", "stage", "unit")  # the filters that the form lists the values of


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure with its length in per cent of the greatest."""

    reported: Reported
    length: float


@dataclass(frozen=True, slots=True)
class Shaded:
    """A city with a figure; `shade` is 1 to SHADES, each for as many cities, the darkest for the greatest."""

    city: Heading
    reported: Reported
    shade: int


@dataclass(frozen=True, slots=True)
class FigureScreen:
    """A question as one reader sees it: in a language that every address keeps."""

    asked: FigureSearch
    language: Language
    beside: Beside

    def url(self, asked: FigureSearch) -> str:
        """Return the address of another question."""
        return url(PAGE, asked, self.beside)

    def sorted(self, order: Order, ascending: bool) -> str:
        """Return the address of these figures in another order."""
        return self.url(replace(self.asked, sort=order, ascending=ascending, page=1)) + "#rows"

    def grouped(self, group: Group) -> str:
        """Return the address of another table of these figures."""
        return self.url(replace(self.asked, group=group, page=1)) + "#table"

    def page(self, number: int) -> Step:
        """Return the way to a page of these figures."""
        return Step(self.url(replace(self.asked, page=number)) + "#rows", PAGE)

    def conflict(self, number: int) -> str:
        """Return the address of a conflict, which stands on the first page."""
        return ("" if self.asked.page == 1 else self.url(replace(self.asked, page=1))) + f"#conflict-{number}"

    def pages(self, total: int) -> list[int]:
        """Return the numbers of the pages that are linked."""
        return linked_pages(self.asked.page, self.asked.size, total)

    def cell(self, line: Heading, column: Heading) -> str:
        """Return the address of the figures that a cell stands for."""
        return self.url(narrowed(self.asked, line, column)) + "#rows"

    def figure(self, reported: Reported) -> str:
        """Return the address of the paragraph that a figure's sentence stands in."""
        return figure_url(reported, self.asked.q, "en" if self.language == "en" else None)

    def file(self, form: str) -> str:
        """Return the address of all these figures as a file; as CSV with the mark by which spreadsheets know UTF-8."""
        mark = [("bom", "true")] if form == "csv" else []
        return url(API, whole(self.asked), [*self.beside, ("format", form), *mark])

    def json(self) -> str:
        """Return the address of this page of figures as JSON."""
        return url(API, self.asked, self.beside)

    def first(self, name: str) -> str:
        """Return the value of a filter that the form shows."""
        values = self.asked.chosen.get(name, ())
        return (values[0] or NO_VALUE) if values else ""

    def form(self) -> list[tuple[str, str]]:
        """Return what the form has to keep beside its fields: the order, the table, and more values of a filter."""
        fields = {"q", "from", "to", "min", "max", "label", *CHOSEN}
        said = parameters(replace(self.asked, page=1))
        more = [(name, value or NO_VALUE) for name, values in self.asked.chosen.items() for value in values[1:]]
        return [*more, *((name, value) for name, value in said if name not in fields | FILTERS.keys()), *self._kept()]

    def chips(self) -> Iterator[Chip]:
        """Yield the filters that hold, each with the question without it."""
        for name, values in self.asked.chosen.items():
            for value in values:
                rest = tuple(other for other in values if other != value)
                chosen = {**self.asked.chosen, name: rest}
                without = replace(self.asked, chosen={key: kept for key, kept in chosen.items() if kept}, page=1)
                yield Chip(said(self.language, f"of_{name}"), self.value(name, value), self.url(without))

    def value(self, name: str, value: str | None) -> str:
        """Return a value of a filter as it is shown."""
        if value is None:
            return said(self.language, "no_value")
        return metric(value, self.language) if name == "metric" else self.unit(value) if name == "unit" else value

    def unit(self, base: str) -> str:
        """Return a base unit as it is shown."""
        return said(self.language, "rate") if base == RATE else unit(base, self.language)

    def cleared(self) -> str:
        """Return the address of all figures."""
        return self.url(FigureSearch())

    def _kept(self) -> list[tuple[str, str]]:
        source = self.asked.chosen.get("source", ())
        return [*(("source", value or NO_VALUE) for value in source[:1]), *self.beside]


def options(name: str, values: list[str]) -> list[str]:
    """Return the values that the form offers for a filter: those that there are, of metrics all in their order."""
    return list(METRICS) if name == "metric" else values


def bars(figures: list[Reported]) -> list[Bar]:
    """Return figures as bars, those that are not above zero left out."""
    positive = [each for each in figures if each.figure.amount > 0]
    most = max((each.figure.amount for each in positive), default=1.0)
    return [Bar(each, round(100 * each.figure.amount / most, 2)) for each in positive]


def shaded(answer: FigureAnswer) -> list[Shaded]:
    """Return the cities of a table by city with their greatest figures in the commonest unit, the greatest first."""
    if not answer.table or answer.table.group != "city":
        return []
    unit = answer.units[0][0] if answer.units else ""
    found = [(line.heading, _greatest(line, unit)) for line in answer.table.lines]
    there = [(city, each) for city, each in found if each]
    ordered = sorted(there, key=lambda pair: -pair[1].figure.amount)
    return [Shaded(city, each, SHADES - place * SHADES // len(ordered)) for place, (city, each) in enumerate(ordered)]


def _greatest(line: Line, unit: str) -> Reported | None:
    cells = [cell.reported for cell in line.cells if cell and cell.reported.base == unit]
    return max(cells, key=lambda each: each.figure.amount, default=None)


def disputed(answer: FigureAnswer) -> dict[tuple[str, int], int]:
    """Return for each figure that is in a conflict the number of that conflict, from 1."""
    return {
        (each.article, each.place): number
        for number, conflict in enumerate(answer.conflicts, 1)
        for each in conflict.figures
    }
