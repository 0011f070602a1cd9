"""What the pages show, worked out from a search: chips, groups of values, pages."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import unquote

from searchsvc.engines.base import Choice, FacetCounts, Sort
from searchsvc.facets import FACETS
from searchsvc.messages import Language
from searchsvc.output.figures.words import metric
from searchsvc.output.links import PAGE, addressed, article_url, parameters, selected, url
from searchsvc.service.asking import MAX_FACET_SIZE, Search
from searchsvc.service.search import Answer
from searchsvc.web.groups import Group, Row
from searchsvc.web.texts import said
from searchsvc.web.turning import Step, cleared, place_url, turn, turned, unmeasured

Beside = list[tuple[str, str]]
_BRIEF = 160  # bytes of an address
_AROUND = 2  # pages shown beside the one that is open
_BEYOND_ASCII = re.compile("(?:%[89A-F][0-9A-F])+")


def beside(language: Language) -> Beside:
    """Return the parameters that an address carries beside its search: the language, where it is not Chinese."""
    return [("lang", "en")] if language == "en" else []


def legible(address: str) -> str:
    """Return an address with its characters beyond ASCII as they are, a third as long; browsers escape them themselves.

    >>> legible("/search?q=%E5%A4%A7%E5%90%8C+100%25")
    '/search?q=大同+100%25'
    """
    return _BEYOND_ASCII.sub(_unescaped, address)


def _unescaped(escaped: re.Match[str]) -> str:
    """Return the characters that were escaped, unless some of them can't be seen."""
    text = unquote(escaped[0])
    return text if text.isprintable() else escaped[0]


@dataclass(frozen=True, slots=True)
class Chip:
    """A condition that holds, and what takes it away: a `turn`, on the page of figures an address."""

    group: str
    label: str
    away: str
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Screen:
    """A search as one reader sees it: in a language that every address keeps."""

    asked: Search
    language: Language
    beside: Beside

    def url(self, asked: Search) -> str:
        """Return the address of another search."""
        return legible(url(PAGE, asked, self.beside))

    @property
    def is_brief(self) -> bool:
        """Whether the address of this search is so short that every link of a page may repeat it."""
        return len(self.url(self.asked).encode()) <= _BRIEF

    def step(self, said: str) -> Step:
        """Return the way to this search with something changed, which `turn` says."""
        changed = legible(addressed(PAGE, [*turned(self.asked, said), *self.beside])) if self.is_brief else None
        return Step(changed, PAGE, "turn", said)

    def take(self, place: str) -> Step:
        """Return the way to a place that this search can be taken to."""
        return Step(self.place(place) if self.is_brief else None, PAGE, "take", place)

    def place(self, name: str) -> str:
        """Return the address of a place that this search can be taken to."""
        return legible(place_url(self.asked, name, self.beside))

    def query(self, q: str) -> str:
        """Return the address of another query, asked of all articles."""
        return self.url(Search(q=q))

    def only(self, name: str, value: str) -> str:
        """Return the address of all articles with this value of a facet."""
        return self.url(Search(choices={name: Choice(frozenset({value}))}))

    def everything(self) -> str:
        """Return the address of all articles, newest first."""
        return self.url(Search(sort="newest"))

    def sorted(self, sort: Sort) -> Step:
        """Return the way to this search in another order."""
        return self.step(turn("sort", "" if sort == "relevance" else sort))

    def collapsed(self) -> Step:
        """Return the way to near-duplicates as one hit, or to each by itself where they are."""
        return self.step(turn("collapse", "" if self.asked.collapse else "dup"))

    def article(self, article_id: str) -> Step:
        """Return the way to an article, whose address keeps the search that leads back."""
        path = article_url(article_id)
        return Step(legible(url(path, self.asked, self.beside)) if self.is_brief else None, path)

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
                yield Chip(label, self.value(value), turn(name, value))
            for value in _sorted(choice.never):
                text = said(self.language, "not_value", value=self.value(value))
                yield Chip(label, text, turn(f"not.{name}", value), excluded=True)
        yield from self._dates()
        yield from self._figures()

    def cleared(self) -> Step:
        """Return the way to the query alone."""
        return self.step(cleared(self.asked))

    def group(self, name: str, counts: FacetCounts) -> Group:
        """Return a facet with what is chosen of it though no article has it, and the articles without a value last."""
        listed = {value for value, _ in counts.values}
        none = [(value, 0) for value in _sorted(self._choice(name).only) if value is not None and value not in listed]
        rows = [self._row(name, value, number) for value, number in (*counts.values, *none)]
        if counts.missing:
            rows.append(self._row(name, None, counts.missing))
        label, cut = FACETS[name].label.said(self.language), counts.other > 0
        more = self.step(turn("facet_size", str(MAX_FACET_SIZE))) if cut else None
        return Group(name, label, tuple(rows), counts.other, more, (name,) if cut else ())

    def value(self, value: str | None) -> str:
        """Return a facet's value as it is shown."""
        return said(self.language, "no_value") if value is None else value

    def pages(self, total: int) -> list[int]:
        """Return the numbers of the pages that are linked."""
        return linked_pages(self.asked.page, self.asked.size, total)

    def page(self, number: int) -> Step:
        """Return the way to a page of the results."""
        return self.step(turn("page", "" if number == 1 else str(number)))

    def _choice(self, name: str) -> Choice:
        return self.asked.choices.get(name, Choice())

    def _row(self, name: str, value: str | None, number: int) -> Row:
        return Row(
            facet=name,
            value=value,
            label=self._label(name) if value is None else value,
            count=number,
            selected=value in selected(self.asked, name),
            turn=turn(name, value),
            without=turn(f"not.{name}", value),
            only=turn(f"only.{name}", value) if self._choice(name).only - {value} else None,
        )

    def _label(self, name: str) -> str:
        """Return what the articles without a value of a facet are called among its values."""
        return said(self.language, "no_value_of", facet=FACETS[name].label.said(self.language))

    def _dates(self) -> Iterator[Chip]:
        label = said(self.language, "date")
        for name, day, end in (("since", self.asked.first, "from"), ("until", self.asked.last, "to")):
            if day:
                yield Chip(label, said(self.language, name, day=day), turn(end))

    def _figures(self) -> Iterator[Chip]:
        """Yield the figures that are asked for beside the query, which go together."""
        named = self.asked.metric and metric(self.asked.metric, self.language)
        ends = ((self.asked.least, "min"), (self.asked.most, "max"))
        said_ends = [f"{said(self.language, name)} {amount}" for amount, name in ends if amount]
        if named or said_ends:
            label = " ".join([*([named] if named else []), *said_ends])
            yield Chip(said(self.language, "figures"), label, unmeasured(self.asked))


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
