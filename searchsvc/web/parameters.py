"""What may be asked over HTTP: typed parameters, those of the facets made from the facet table."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from pydantic import ConfigDict, Field, create_model

from searchsvc.engines.base import Choice, Sort
from searchsvc.facets import FACETS
from searchsvc.messages import Language
from searchsvc.output.links import NO_VALUE
from searchsvc.service.asking import MAX_FACET_SIZE, MAX_SIZE, MAX_SNIPPETS, Collapse, Search
from searchsvc.service.similar import SIZE
from searchsvc.web.kinds import (
    MAX_TEXT,
    MAX_VALUE,
    Asked,
    Day,
    FacetName,
    FacetNames,
    FieldNames,
    Includes,
    Switch,
    Values,
    example,
)


class Parameters(Asked):
    """What every operation takes."""

    lang: Language | None = Field(
        None, description="Language of messages, `zh` or `en`; without it that of `Accept-Language`, else Chinese."
    )


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
    least: str = Field(
        "",
        alias="min",
        max_length=MAX_VALUE,
        description="Figures of the metric from here on: a number in the base unit, or `10亿元`.",
        json_schema_extra=example("10亿元"),
    )
    most: str = Field("", alias="max", max_length=MAX_VALUE, description="Figures up to this; written as `min`.")
    strict: bool = Field(False, description="Refuse a query that would have to be repaired.")

    def choices(self) -> dict[str, Choice]:
        """Return what was chosen of each facet."""
        every = {name: Choice(_chosen(getattr(self, name)), _chosen(getattr(self, _never(name)))) for name in FACETS}
        return {name: choice for name, choice in every.items() if choice != Choice()}

    def asked(self) -> Search:
        """Return the search."""
        return Search(
            q=self.q,
            choices=self.choices(),
            first=self.first,
            last=self.last,
            metric=self.metric,
            least=self.least,
            most=self.most,
            strict=self.strict,
        )

    def beside(self) -> list[tuple[str, str]]:
        """Return those parameters that are no part of the search."""
        return [("lang", self.lang)] if self.lang else []


class SearchParameters(Filters):
    """A search: which articles, in which order, and what is shown of them."""

    model_config = ConfigDict(json_schema_extra=example({"q": "大同 新能源", "not.city": ["太原"], "facets": ["city"]}))

    sort: Sort = Field("relevance", description="Order of the hits; `figure`: the greatest of `metric` first.")
    collapse: Collapse | None = Field(
        None, description="`dup`: of near-duplicates the first hit alone; `total` still counts them all."
    )
    size: int = Field(10, ge=1, le=MAX_SIZE, description="Hits on a page.")
    page: int = Field(1, ge=1, le=10**9, description="Page of the results, from 1.")
    facets: FacetNames = Field(
        default_factory=list,
        description="Facets to count over all hits, repeated or separated by commas.",
        json_schema_extra=example(["city", "industry"]),
    )
    facet_size: int = Field(20, ge=1, le=MAX_FACET_SIZE, description="Values of each facet.")
    snippets: int = Field(2, ge=0, le=MAX_SNIPPETS, description="Passages of each hit.")
    marks: Literal["html", "offsets", "none"] = Field(
        "html", description="Marks as offsets and HTML, as offsets alone, or none."
    )
    fields: FieldNames = Field(
        default_factory=list, description="Keys of a hit to give beside `id` and `url`; without it all of them."
    )
    recency: Switch = Field("on", description="Whether newer articles are mildly preferred.")
    relax: bool = Field(
        True, description="Whether hits that hold only some of the words follow where fewer than a page hold all."
    )

    def asked(self) -> Search:
        """Return the search."""
        return replace(
            super().asked(),
            sort=self.sort,
            collapse=self.collapse,
            size=self.size,
            page=self.page,
            facets=tuple(dict.fromkeys(self.facets)),
            facet_size=self.facet_size,
            snippets=self.snippets,
            recency=self.recency == "on",
            relax=self.relax,
        )

    def beside(self) -> list[tuple[str, str]]:
        """Return those parameters that choose how the answer is shown and are no part of the search."""
        said: list[tuple[str, str]] = [("marks", self.marks)] if self.marks != "html" else []
        said += [("fields", ",".join(self.fields))] if self.fields else []
        return said + super().beside()


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
        description="What is told beside: `explain`, the parts of each score and the engine's way.",
        json_schema_extra=example(["explain"]),
    )

    def asked(self) -> Search:
        """Return the search."""
        return replace(super().asked(), cursor=self.cursor, explain="explain" in self.include)


class FacetParameters(Filters):
    """The values of one facet under a search."""

    prefix: str = Field(
        "",
        max_length=MAX_VALUE,
        description="How the values wanted begin: as written, in pinyin, or by initials.",
        json_schema_extra=example("大"),
    )
    facet_size: int = Field(20, ge=1, le=MAX_FACET_SIZE, description="Values at most.")

    def asked(self) -> Search:
        """Return the search."""
        return replace(super().asked(), facet_size=self.facet_size)


class ArticleParameters(Parameters):
    """How an article is shown."""

    q: str = Field("", description="A query whose hits are marked.", json_schema_extra=example("新能源"))


class PassageParameters(SearchParameters):
    """A search, and a passage to quote from the article that it found."""

    quote: str = Field("", max_length=MAX_TEXT, description="A passage of the article, to be quoted.")


class RelatedParameters(Parameters):
    """How many articles like another one are listed."""

    size: int = Field(SIZE, ge=1, le=MAX_SIZE, description="Articles at most, near-duplicates among them first.")

    def beside(self) -> list[tuple[str, str]]:
        """Return those parameters that choose how the answer is said."""
        return [("lang", self.lang)] if self.lang else []


class AnalyzeParameters(Parameters):
    """A text to be taken apart."""

    text: str = Field(max_length=MAX_TEXT, description="The text.", json_schema_extra=example("晋城经开区新能源项目"))


class DeletionParameters(Parameters):
    """Why an article is taken out."""

    reason: str = Field("", max_length=MAX_TEXT, description="Why; told to whoever asks for the article.")


class ArticlePath(Asked):
    """Which article."""

    article_id: str = Field(description="The article's id.", json_schema_extra=example("wire-2025-0101"))


class FacetPath(Asked):
    """Which facet."""

    field: FacetName = Field(description="The facet's name.", json_schema_extra=example("city"))


def _chosen(values: list[str]) -> frozenset[str | None]:
    return frozenset(None if value == NO_VALUE else value for value in values)


MODELS: dict[str, type[Asked]] = {
    model.__name__: model
    for model in (
        Parameters,
        SearchParameters,
        ListParameters,
        FacetParameters,
        ArticleParameters,
        PassageParameters,
        RelatedParameters,
        AnalyzeParameters,
        DeletionParameters,
        ArticlePath,
        FacetPath,
    )
}
