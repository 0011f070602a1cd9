"""The facet table: what hits are counted and filtered by."""

from collections.abc import Callable
from dataclasses import dataclass

from searchsvc.articles import Article
from searchsvc.enrich.gazetteer import province_of
from searchsvc.enrich.zones.table import city_of_zone
from searchsvc.messages import Message


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet: its values in an article, its label, the names it has in a query, and the facet above it.

    `above` gives the value of the `parent` that a value of it lies in, None where that is not one or not known.
    """

    name: str
    label: Message
    values: Callable[[Article], tuple[str, ...]]
    names: tuple[str, ...] = ()
    parent: str | None = None
    above: Callable[[str], str | None] = lambda _: None


def _provinces(article: Article) -> tuple[str, ...]:
    found = (province_of(city) for city in article.city)
    return tuple(dict.fromkeys(province for province in found if province))


def _one(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


FACETS: dict[str, Facet] = {
    facet.name: facet
    for facet in (
        Facet("province", Message("省份", "Province"), _provinces, ("省份", "省")),
        Facet("city", Message("城市", "City"), lambda article: article.city, ("城市",), "province", province_of),
        Facet("zone", Message("开发区", "Zone"), lambda article: article.zone, ("开发区",), "city", city_of_zone),
        Facet("industry", Message("产业", "Industry"), lambda article: article.industry, ("产业", "行业")),
        Facet("source", Message("来源", "Source"), lambda article: _one(article.source), ("来源",)),
        Facet("author", Message("作者", "Author"), lambda article: article.authors, ("作者",)),
        Facet("page_no", Message("版", "Page"), lambda article: _one(article.page), ("版",)),
        Facet("year", Message("年份", "Year"), lambda article: _one((article.published or "")[:4]), ("年",)),
        Facet(
            "month",
            Message("月份", "Month"),
            lambda article: _one((article.published or "")[:7]),
            ("月",),
            "year",
            lambda month: month[:4],
        ),
    )
}
