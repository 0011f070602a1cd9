"""What the pages show, worked out from a search: chips, groups of values, pages."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from searchsvc.engines.base import Choice, FacetCounts, Sort
from searchsvc.facets import FACETS
from searchsvc.messages import Language
from searchsvc.output.figures.words import metric
from searchsvc.output.links import FACETS as FACET_API
from searchsvc.output.links import PAGE, article_url, parameters, selected, toggled, url, whole
from searchsvc.service.asking import MAX_FACET_SIZE, Search
from searchsvc.service.search import Answer
from searchsvc.web.groups import Group, Row
from searchsvc.web.texts import said

Beside = list[tuple[str, str]]
_FILTERS = ("q", "choices", "first", "last", "metric", "least", "most")
_AROUND = 2  # pages shown beside the one that is open


def beside(language: Language) -> Beside:
    """Return the parameters that an address carries beside its search: the language, where it is not Chinese."""
    return [("lang", "en")] if language == "en" else []


@dataclass(frozen=True, slots=True)
class Chip:
    """A condition that holds, and the search without it."""

    group: str
    label: str
    url: str
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Screen:
    """A search as one reader sees it: in a language that every address keeps."""

    asked: Search
    language: Language
    beside: Beside

    def url(self, asked: Search) -> str:
        """Return the address of another search."""
        return url(PAGE, asked, self.beside)

    def saving(self) -> str:
        """Return the address where this search is saved."""
        return url("/saved", whole(self.asked), self.beside)

    def query(self, q: str) -> str:
        """Return the address of another query, asked of all articles."""
        return self.url(Search(q=q))

    def only(self, name: str, value: str) -> str:
        """Return the address of all articles with this value of a facet."""
        return self.url(Search(choices={name: Choice(frozenset({value}))}))

    def everything(self) -> str:
        """Return the address of all articles, newest first."""
        return self.url(Search(sort="newest"))

    def sorted(self, sort: Sort) -> str:
        """Return the address of this search in another order."""
        return self.url(replace(self.asked, sort=sort, page=1))

    def collapsed(self) -> str:
        """Return the address of this search with near-duplicates as one hit, or with each by itself where they are."""
        return self.url(replace(self.asked.anew(), collapse=None if self.asked.collapse else "dup"))

    def article(self, article_id: str) -> str:
        """Return the address of an article, which keeps the search that leads back."""
        return url(article_url(article_id), self.asked, self.beside)

    def alone(self, article_id: str) -> str:
        """Return the address of an article that was not found by this search."""
        return url(article_url(article_id), Search(), self.beside)

    def form(self, but: Iterable[str]) -> Beside:
        """Return what a form has to keep of this search, `but` for the fields it has itself."""
        said = [*parameters(replace(self.asked, page=1)), *self.beside]
        return [(name, value) for name, value in said if name not in but]

    def chips(self) -> Iterator[Chip]:
        """Yield the conditions that hold beside the query."""
        for name, choice in self.asked.choices.items():
            label = FACETS[name].label.said(self.language)
            for value in _sorted(choice.only):
                yield Chip(label, self.value(value), self.url(toggled(self.asked, name, value)))
            for value in _sorted(choice.never):
                without = toggled(self.asked, name, value, never=True)
                text = said(self.language, "not_value", value=self.value(value))
                yield Chip(label, text, self.url(without), excluded=True)
        yield from self._dates()
        yield from self._figures()

    def cleared(self) -> str:
        """Return the address of the query alone."""
        return self.url(replace(_unmeasured(self.asked), choices={}, first=None, last=None))

    def group(self, name: str, counts: FacetCounts) -> Group:
        """Return a facet with what is chosen of it first known to be there, and the articles without a value last."""
        listed = {value for value, _ in counts.values}
        chosen = [(value, 0) for value in _sorted(self._choice(name).only) if value is not None and value not in listed]
        rows = [self._row(name, value, number) for value, number in (*counts.values, *chosen)]
        if counts.missing:
            rows.append(self._row(name, None, counts.missing))
        label, cut = FACETS[name].label.said(self.language), counts.other > 0
        more = self.url(replace(self.asked, facet_size=MAX_FACET_SIZE)) if cut else None
        return Group(name, label, tuple(rows), counts.other, more, (self._ask(name),) if cut else ())

    def value(self, value: str | None) -> str:
        """Return a facet's value as it is shown."""
        return said(self.language, "no_value") if value is None else value

    def narrowed(self, name: str, value: str | None) -> str:
        """Return the address of this search with one value chosen."""
        chosen = Choice(frozenset({value}))
        return self.url(replace(self.asked, choices={**self.asked.choices, name: chosen}, page=1))

    def pages(self, total: int) -> list[int]:
        """Return the numbers of the pages that are linked."""
        return linked_pages(self.asked.page, self.asked.size, total)

    def page(self, number: int) -> str:
        """Return the address of a page of the results."""
        return self.url(replace(self.asked, page=number))

    def _ask(self, name: str) -> str:
        """Return the address of the values of a facet under this search."""
        kept = {each: getattr(self.asked, each) for each in _FILTERS}
        return url(f"{FACET_API}/{name}", Search(**kept), self.beside)

    def _choice(self, name: str) -> Choice:
        return self.asked.choices.get(name, Choice())

    def _row(self, name: str, value: str | None, number: int) -> Row:
        return Row(
            facet=name,
            value=value,
            label=self._label(name) if value is None else value,
            count=number,
            selected=value in selected(self.asked, name),
            url=self.url(toggled(self.asked, name, value)),
            without=self.url(toggled(self.asked, name, value, never=True)),
            only=self.narrowed(name, value) if self._choice(name).only - {value} else None,
        )

    def _label(self, name: str) -> str:
        """Return what the articles without a value of a facet are called among its values."""
        return said(self.language, "no_value_of", facet=FACETS[name].label.said(self.language))

    def _dates(self) -> Iterator[Chip]:
        label = said(self.language, "date")
        ends = (
            ("since", self.asked.first, replace(self.asked, first=None, page=1)),
            ("until", self.asked.last, replace(self.asked, last=None, page=1)),
        )
        for name, day, without in ends:
            if day:
                yield Chip(label, said(self.language, name, day=day), self.url(without))

    def _figures(self) -> Iterator[Chip]:
        """Yield the figures that are asked for beside the query, which go together."""
        named = self.asked.metric and metric(self.asked.metric, self.language)
        ends = ((self.asked.least, "min"), (self.asked.most, "max"))
        said_ends = [f"{said(self.language, name)} {amount}" for amount, name in ends if amount]
        if named or said_ends:
            label = " ".join([*([named] if named else []), *said_ends])
            yield Chip(said(self.language, "figures"), label, self.url(_unmeasured(self.asked)))


def _unmeasured(asked: Search) -> Search:
    """Return a search without the figures that are asked for beside the query, and not sorted by them."""
    sort: Sort = "relevance" if asked.sort == "figure" else asked.sort
    return replace(asked, metric="", least="", most="", sort=sort, page=1)


def linked_pages(page: int, size: int, total: int) -> list[int]:
    """Return the numbers of the pages that are linked: the first, those around the open one, the last."""
    last = max(1, -(-total // size))
    here = min(page, last)
    near = range(max(1, here - _AROUND), min(last, here + _AROUND) + 1)
    return sorted({1, *near, last})


def bounds(answer: Answer) -> tuple[int, int]:
    """Return the numbers of the first and the last hit on this page of the answer."""
    first = (answer.search.page - 1) * answer.search.size + 1
    return first, first + len(answer.hits) - 1


def _sorted(values: Iterable[str | None]) -> list[str | None]:
    return sorted(values, key=lambda value: value or "")
