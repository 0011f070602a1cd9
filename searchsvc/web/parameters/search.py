"""How a search is answered: order, pages, facets, and what is shown of each hit."""

from typing import Any, Literal

from pydantic import ConfigDict, Field

from searchsvc.engines.base import Sort
from searchsvc.output.links import INCLUDES
from searchsvc.service.asking import MAX_FACET_SIZE, MAX_SIZE, MAX_SNIPPETS, Collapse
from searchsvc.web.parameters.filters import Filters
from searchsvc.web.parameters.kinds import (
    MAX_TEXT,
    MAX_VALUE,
    Asked,
    FacetName,
    FacetNames,
    FieldNames,
    Flag,
    Includes,
    Switch,
    Whole,
    example,
)


class SearchParameters(Filters):
    """A search: which articles, in which order, and what is shown of them."""

    model_config = ConfigDict(json_schema_extra=example({"q": "大同 新能源", "not.city": ["太原"], "facets": ["city"]}))

    sort: Sort = Field("relevance", description="Order of the hits; `figure`: the greatest of `metric` first.")
    collapse: Collapse | None = Field(
        None, description="`dup`: of near-duplicates the first hit alone; `total` still counts them all."
    )
    size: Whole = Field(10, ge=1, le=MAX_SIZE, description="Hits on a page.")
    page: Whole = Field(1, ge=1, le=10**9, description="Page of the results, from 1.")
    facets: FacetNames = Field(
        default_factory=list,
        description="Facets to count over all hits, repeated or separated by commas.",
        json_schema_extra=example(["city", "industry"]),
    )
    facet_size: Whole = Field(20, ge=1, le=MAX_FACET_SIZE, description="Values of each facet.")
    snippets: Whole = Field(2, ge=0, le=MAX_SNIPPETS, description="Passages of each hit.")
    marks: Literal["html", "offsets", "none"] = Field(
        "html", description="Marks as offsets and HTML, as offsets alone, or none."
    )
    fields: FieldNames = Field(
        default_factory=list, description="Keys of a hit to give beside `id` and `url`; without it all of them."
    )
    recency: Switch = Field("on", description="Whether newer articles are mildly preferred.")
    relax: Flag = Field(
        True, description="Whether hits that hold only some of the words follow where fewer than a page hold all."
    )

    def said(self) -> dict[str, Any]:
        """Return what the search is made of."""
        return super().said() | {"facets": tuple(dict.fromkeys(self.facets)), "recency": self.recency == "on"}

    def beside(self) -> list[tuple[str, str]]:
        """Return those parameters that choose how the answer is shown and are no part of the search."""
        said: list[tuple[str, str]] = [("marks", self.marks)] if self.marks != "html" else []
        said += [("fields", ",".join(self.fields))] if self.fields else []
        return said + super().beside()


Place = Literal["csv", "xlsx", "atom", "feed", "saved", "json"]


class ResultParameters(SearchParameters):
    """A search of a reader's, and what a button beside its results changes."""

    turn: str = Field("", max_length=MAX_TEXT, description="A change of the search, as `not.city=大同`.")
    take: Place | None = Field(None, description="Where the whole search is taken to.")


class ListParameters(SearchParameters):
    """A search of a program's: it can walk through all hits."""

    cursor: str = Field(
        "",
        description="Where a walk through all hits goes on, from `links.next`; `*` begins one. A walk stays in the "
        "state of the index that it began in, for ten minutes after its last page; then it is answered by 410.",
        json_schema_extra=example("*"),
    )
    include: Includes = Field(
        default_factory=list,
        description="What is told beside: `explain`, the parts of each score and the engine's way; `figures`, all of "
        "each hit, not those alone that the search asks for.",
        json_schema_extra=example(["explain"]),
    )

    def said(self) -> dict[str, Any]:
        """Return what the search is made of."""
        return super().said() | {name: name in self.include for name in INCLUDES}


class SearchBody(ListParameters):
    """The same as a JSON object; of what takes several values one may stand alone."""

    model_config = ConfigDict(strict=True)


class PassageParameters(SearchParameters):
    """A search, and a passage to quote from the article that it found."""

    quote: str = Field("", max_length=MAX_TEXT, description="A passage of the article, to be quoted.")


class FacetParameters(Filters):
    """The values of one facet under a search."""

    prefix: str = Field(
        "",
        max_length=MAX_VALUE,
        description="How the values wanted begin: as written, in pinyin, or by initials.",
        json_schema_extra=example("大"),
    )
    facet_size: Whole = Field(20, ge=1, le=MAX_FACET_SIZE, description="Values at most.")


class FacetPath(Asked):
    """Which facet."""

    field: FacetName = Field(description="The facet's name.", json_schema_extra=example("city"))
