"""The use case of asking for figures: which, in which order, as a table, and where they contradict each other."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from typing import get_args

from searchsvc.articles import Article, Metric
from searchsvc.engines.base import Request
from searchsvc.enrich.figures.amounts import base_of, quantity
from searchsvc.errors import BadRequest
from searchsvc.messages import Message
from searchsvc.query import nodes
from searchsvc.service.archive import Archive
from searchsvc.service.asking import understand
from searchsvc.service.conflicts import Conflict, conflicts
from searchsvc.service.lowering import lower
from searchsvc.service.tables import Group, Table, tabulate
from searchsvc.store.figures import Field, Order, Reported, Selection, spot_of

FILTERS: Mapping[str, Field] = {  # the names of the API and the command line → the store's
    "metric": "metric",
    "label": "label",
    "city": "city",
    "zone": "zone",
    "stage": "stage",
    "source": "source",
    "unit": "base",
}
MAX_SIZE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSearch:
    """What is asked; the names are those of the API and the command line.

    `chosen` gives for a name of FILTERS any of some values (None: without one); `q` only figures of the articles that
    it finds. `first` and `last` (the API's `from` and `to`) are days of publication, both inclusive. `least` and
    `most` (`min`, `max`) are numbers in the base unit, or such as `10亿元`. `page` counts from 1.
    """

    q: str = ""
    chosen: Mapping[str, tuple[str | None, ...]] = field(default_factory=dict)
    first: date | None = None
    last: date | None = None
    least: str = ""
    most: str = ""
    sort: Order = "published"
    ascending: bool = False
    size: int = 20
    page: int = 1
    group: Group | None = None
    strict: bool = False


@dataclass(frozen=True, slots=True)
class FigureAnswer:
    """The answer: one page of `total` figures, the units that they have, the table asked for, and the conflicts.

    `units` are base units with their numbers of figures, most first.
    """

    asked: FigureSearch
    query: nodes.Query
    total: int
    units: tuple[tuple[str, int], ...]
    rows: tuple[Reported, ...]
    table: Table | None
    conflicts: tuple[Conflict, ...]


def figures(archive: Archive, asked: FigureSearch) -> FigureAnswer:
    """Answer. Raises BadRequest for what is out of range, BadQuery where `strict` refuses the query."""
    wanted = selection(archive, asked)
    store = archive.store.figures
    units = store.counts(wanted, "base")
    start = (asked.page - 1) * asked.size
    return FigureAnswer(
        asked=asked,
        query=understand(archive, asked.q),
        total=sum(count for _, count in units),
        units=tuple((str(unit), count) for unit, count in units),
        rows=tuple(store.select(wanted, asked.sort, ascending=asked.ascending, start=start, size=asked.size)),
        table=tabulate(store, wanted, asked.group) if asked.group else None,
        conflicts=conflicts(store, wanted),
    )


def every(archive: Archive, asked: FigureSearch) -> Iterator[Reported]:
    """Yield all figures in the order asked for, whatever the page. Raises, before the first, as `figures` does."""
    return archive.store.figures.select(selection(archive, asked), asked.sort, ascending=asked.ascending)


def greatest(archive: Archive, answer: FigureAnswer, size: int) -> list[Reported]:
    """Return the greatest of the figures that have the commonest unit among those of an answer."""
    if not answer.units:
        return []
    one = replace(answer.asked, chosen={**answer.asked.chosen, "unit": (answer.units[0][0],)})
    return list(archive.store.figures.select(selection(archive, one), "amount", size=size))


def reported(article: Article, places: Iterable[int] | None = None) -> list[Reported]:
    """Return the figures of an article as it reports them: those with these numbers, counted from 0, or all."""
    wanted = range(len(article.figures)) if places is None else places
    return [
        Reported(
            article=article.id,
            place=place,
            title=article.title,
            source=article.source,
            published=article.published,
            base=base_of(figure.unit),
            spot=spot_of(article, figure),
            figure=figure,
        )
        for place, figure in ((place, article.figures[place]) for place in wanted)
    ]


def offered(archive: Archive, name: str) -> list[str]:
    """Return the values of a filter that figures of the archive have, most first."""
    return [value for value, _ in archive.store.figures.counts(Selection(), FILTERS[name]) if value is not None]


def selection(archive: Archive, asked: FigureSearch) -> Selection:
    """Return which figures are asked for."""
    _check(asked)
    values = {FILTERS[name]: chosen for name, chosen in asked.chosen.items() if chosen}
    least, most = _quantity("min", asked.least), _quantity("max", asked.most)
    units = tuple(unit and base_of(unit) for unit in values.get("base", ()))
    said = {unit for _, unit in (least, most) if unit}
    if len(said) > 1 or (units and not said <= set(units)):
        raise BadRequest(
            Message("min、max 和 unit 的单位不一致。", "The units of min, max and unit are not the same."),
            Message("请用同一种单位，例如都用亿元。", "Use one, 亿元 for example."),
            parameter="min" if least[1] else "max",
        )
    return Selection(
        articles=_articles(archive, asked),
        values=values | ({"base": units or tuple(said)} if units or said else {}),
        first=asked.first.isoformat() if asked.first else None,
        last=asked.last.isoformat() if asked.last else None,
        least=least[0],
        most=most[0],
    )


def _articles(archive: Archive, asked: FigureSearch) -> frozenset[str] | None:
    """Return the ids of all articles that the query finds, None where it asks for everything."""
    root = understand(archive, asked.q, strict=asked.strict).root
    if isinstance(root, nodes.Everything):
        return None
    request = Request(match=lower(root), sort="newest", size=max(1, archive.store.count()))
    return frozenset(hit.id for hit in archive.search(request).hits)


def _quantity(name: str, text: str) -> tuple[float | None, str | None]:
    if not text:
        return None, None
    found = quantity(text)
    if found is None:
        raise BadRequest(
            Message(f"{name} 应是一个数，不能是“{text}”。", f"{name} is a number, not {text!r}."),
            Message("写作 1000000000 或 10亿元。", "Write 1000000000 or 10亿元."),
            parameter=name,
        )
    return found


def _check(asked: FigureSearch) -> None:
    for name, value, most in (("size", asked.size, MAX_SIZE), ("page", asked.page, 10**9)):
        if not 1 <= value <= most:
            zh, en = f"{name} 应在 1 到 {most} 之间。", f"{name} is between 1 and {most}."
            raise BadRequest(Message(zh, en), parameter=name)
    known = get_args(Metric)
    for metric in asked.chosen.get("metric", ()):
        if metric not in known:
            nearest = next(iter(get_close_matches(metric or "", known, 1)), None)
            zh, en = (
                f"没有指标“{metric}”，可用：{'、'.join(known)}。",
                f"There is no metric {metric!r}; known: {', '.join(known)}.",
            )
            raise BadRequest(Message(zh, en), parameter="metric", nearest=nearest)
