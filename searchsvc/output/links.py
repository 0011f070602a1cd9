"""The whole state of a search as a URL, one way for the page, the API and the feeds."""

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any
from urllib.parse import quote, quote_plus

from searchsvc.engines.base import Choice
from searchsvc.service.asking import Search

Beside = Sequence[tuple[str, str]]  # parameters that an address keeps though they are no part of the search

NO_VALUE = "-"  # how a URL or an option says «articles without a value»
PAGE, API = "/search", "/api/v1/search"
EXPORT, FACETS, FEED = "/api/v1/export", "/api/v1/facets", "/api/v1/feed.atom"
INCLUDES = ("explain", "figures")  # switches of a Search, said as one parameter
_DEFAULT, _NOTHING = Search(), Choice()
_PLAIN = re.compile(r"[\w.~-]+", re.ASCII).fullmatch  # what an address holds as it is, as nearly every id
_OWN = "\0"  # stands in an address for what is said of one facet; no encoded text holds it
_OF_A_PAGE = ("size", "page", "facets", "facet_size", "cursor", *INCLUDES)
OF_A_PAGE = frozenset({*_OF_A_PAGE, "include", "relax"})  # the parameters that say which part of the hits is shown
_NAMES = {"first": "from", "last": "to", "least": "min", "most": "max"}  # of a Search, where an address says others
_SAID: Mapping[str, Callable[[Any], str]] = {  # what else a Search holds than its query and choices, in this order
    **dict.fromkeys(("first", "last"), date.isoformat),
    **dict.fromkeys(("metric", "least", "most", "sort", "collapse", "size", "page", "facet_size", "snippets"), str),
    "facets": ",".join,
    "strict": lambda _: "true",
    "recency": lambda _: "off",
    "relax": lambda _: "0",
    "cursor": str,
}
_REST = [(name, _NAMES.get(name, name), say, getattr(_DEFAULT, name)) for name, say in _SAID.items()]


def url(path: str, asked: Search, beside: Iterable[tuple[str, str]] = ()) -> str:
    """Return the address of a search: what is not at its default, always in the same order.

    `beside` are parameters that are no part of the search: the language, how the answer is shown.

    >>> url(PAGE, Search(q="新能源", page=2))
    '/search?q=%E6%96%B0%E8%83%BD%E6%BA%90&page=2'
    """
    return addressed(path, [*parameters(asked), *beside])


def addressed(path: str, said: Iterable[tuple[str, str]]) -> str:
    """Return the address of a path with these parameters.

    >>> addressed("/api/v1/suggest", [("q", "datong")])
    '/api/v1/suggest?q=datong'
    """
    query = _encoded(said)
    return f"{path}?{query}" if query else path


def article_url(article_id: str, q: str = "", lang: str | None = None) -> str:
    """Return the address of an article's page; with `q` its hits are marked there."""
    return article_urls(q, lang)(article_id)


def article_urls(q: str = "", lang: str | None = None) -> Callable[[str], str]:
    """Return what gives for each article its `article_url`."""
    said = addressed("", [(name, value) for name, value in (("q", q), ("lang", lang)) if value])
    return lambda article_id: f"/articles/{article_id if _PLAIN(article_id) else quote(article_id, safe='')}{said}"


def segment(value: str) -> str:
    """Return a value as one part of an address's path.

    Servers decode a path before they cut it at its slashes: one inside a value is escaped twice.

    >>> segment("A1/2"), unsegment("A1%2F2")
    ('A1%252F2', 'A1/2')
    """
    return quote(value.replace("%", "%25").replace("/", "%2F"), safe="")


def unsegment(value: str) -> str:
    """Return the value that was made a part of a path, as the server hands it on."""
    return value.replace("%2F", "/").replace("%25", "%")


def parameters(asked: Search, **otherwise: object) -> list[tuple[str, str]]:
    """Return the parameters that differ from their defaults, by the names of the API; these fields `otherwise`."""
    said = [("q", asked.q)] if asked.q else []
    for facet, choice in asked.choices.items():
        said += _chosen(facet, choice)
    return said + _rest(asked, otherwise)


def _rest(asked: Search, otherwise: Mapping[str, object] = MappingProxyType({})) -> list[tuple[str, str]]:
    values = ((*row, otherwise.get(row[0], getattr(asked, row[0]))) for row in _REST)
    said = [(name, say(value)) for _, name, say, default, value in values if value != default]
    included = [name for name in INCLUDES if getattr(asked, name)]
    return said + ([("include", ",".join(included))] if included else [])


def without(said: Iterable[tuple[str, str]], names: Container[str]) -> list[tuple[str, str]]:
    """Return parameters but for those of some names."""
    return [(name, value) for name, value in said if name not in names]


def whole(asked: Search) -> Search:
    """Return the search for all of its hits, whatever page of it is shown.

    >>> url(EXPORT, whole(Search(q="光伏", page=3, facets=("city",))))
    '/api/v1/export?q=%E5%85%89%E4%BC%8F'
    """
    plain = {name: getattr(_DEFAULT, name) for name in _OF_A_PAGE}
    return replace(asked, relax=True, **plain)


def toggled(asked: Search, facet: str, value: str | None, *, never: bool = False) -> Search:
    """Return the search with a facet's value chosen (or excluded) where it was not, and let go where it was."""
    changed = _changed(asked.choices.get(facet, Choice()), value, never=never)
    return asked.anew(choices={**asked.choices, facet: changed})


def toggling(path: str, asked: Search, beside: Beside = ()) -> Callable[[str, Sequence[str | None]], list[str]]:
    """Return what gives for values of a facet the `url` of each search `toggled`; what all of them say is made once."""
    anew = asked.anew() if asked.page > 1 or asked.cursor else asked
    query, behind = _encoded([("q", asked.q)] if asked.q else []), _encoded([*_rest(anew), *beside])
    chosen = {name: _encoded(_chosen(name, choice)) for name, choice in asked.choices.items()}

    def addresses(facet: str, values: Sequence[str | None]) -> list[str]:
        pieces = (query, *(chosen | {facet: _OWN}).values(), behind)
        before, _, after = "&".join(filter(None, pieces)).partition(_OWN)
        bare = "&".join(piece for piece in pieces if piece not in ("", _OWN))
        without = f"{path}?{bare}" if bare else path
        owns = _toggles(facet, asked.choices.get(facet, _NOTHING), values)
        return [f"{path}?{before}{own}{after}" if own else without for own in owns]

    return addresses


def _toggles(facet: str, choice: Choice, values: Iterable[str | None]) -> list[str]:
    """Return what an address says of a facet with each of some values toggled."""
    if choice == _NOTHING:
        named = f"{_plus(facet)}="
        return [named + _plus(NO_VALUE if value is None else value) for value in values]
    return [_encoded(_chosen(facet, _changed(choice, value))) for value in values]


def selected(asked: Search, facet: str) -> frozenset[str | None]:
    """Return the values that are chosen of a facet."""
    return asked.choices.get(facet, _NOTHING).only


def _changed(choice: Choice, value: str | None, *, never: bool = False) -> Choice:
    one = frozenset({value})
    return Choice(choice.only - one, choice.never ^ one) if never else Choice(choice.only ^ one, choice.never - one)


def _chosen(facet: str, choice: Choice) -> list[tuple[str, str]]:
    wanted = [(facet, value) for value in _values(choice.only)]
    return wanted + [(f"not.{facet}", value) for value in _values(choice.never)]


def _encoded(said: Iterable[tuple[str, str]]) -> str:
    return "&".join(f"{_plus(name)}={_plus(value)}" for name, value in said)


@lru_cache(4096)  # an answer holds up to a hundred addresses, made of the same names and values
def _plus(text: str) -> str:
    return quote_plus(text)


def _values(chosen: Iterable[str | None]) -> list[str]:
    return sorted(NO_VALUE if value is None else value for value in chosen)
