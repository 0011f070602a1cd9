"""What a button beside the results changes, said so shortly that a page names its search once, in one form for all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from searchsvc.facets import FACETS
from searchsvc.output.links import API, EXPORT, FEED, NO_VALUE, addressed, parameters, whole, without
from searchsvc.service.asking import Search

Pairs = list[tuple[str, str]]

_ESCAPED = str.maketrans({"%": "%25", "&": "%26", "+": "%2B"})
_ONLY, _NEVER = "only.", "not."
_CHOICES = tuple(kind + name for name in FACETS for kind in ("", _NEVER))
_FIGURES = ("metric", "min", "max")
PLACES: dict[str, tuple[str, Pairs | None]] = {  # a path, and what is said there beside the search; None: the language
    "csv": (EXPORT, [("format", "csv"), ("bom", "true")]),
    "xlsx": (EXPORT, [("format", "xlsx")]),
    "atom": (FEED, None),
    "feed": (FEED.replace(".atom", ".json"), None),
    "saved": ("/saved", None),
    "json": (API, None),
}


@dataclass(frozen=True, slots=True)
class Step:
    """Where a link leads: its address, None where that is long.

    Then a button of the search's form leads there: to `path`, saying `name` and `value` beside what the form holds.
    """

    url: str | None
    path: str
    name: str = ""
    value: str = ""


def turn(name: str, value: str | None = "") -> str:
    """Return what a button says that sets a parameter, or takes it away where the value is empty.

    A value of a facet is chosen, or let go where it was: `not.` before the facet's name leaves its articles out,
    `only.` takes it in place of all others. Several changes are joined by `&`.

    >>> turn("not.city", "大同"), turn("zone", None), turn("sort", "newest")
    ('not.city=大同', 'zone=-', 'sort=newest')
    """
    return f"{name}={(NO_VALUE if value is None else value).translate(_ESCAPED)}"


def unmeasured(asked: Search) -> str:
    """Return what takes the figures away that are asked for beside the query, and the sort by them."""
    return "&".join(map(turn, (*_FIGURES, "sort") if asked.sort == "figure" else _FIGURES))


def cleared(asked: Search) -> str:
    """Return what takes away all that is asked for beside the query."""
    return "&".join([*map(turn, (*_CHOICES, "from", "to")), unmeasured(asked)])


def place_url(asked: Search, place: str, beside: Sequence[tuple[str, str]]) -> str:
    """Return the address of a place that a whole search can be taken to; `beside` holds the reader's language."""
    path, said = PLACES[place]
    return addressed(path, [*parameters(whole(asked)), *(beside if said is None else said)])


def turned(asked: Search, said: str) -> Pairs:
    """Return the parameters of a search, from its first page on, after what a button says.

    What there is not, or not so, is for the page that they lead to: it refuses it and says what there is.

    >>> turned(Search(q="光伏", page=3), "city=大同&sort=newest")
    [('q', '光伏'), ('city', '大同'), ('sort', 'newest')]
    """
    pairs = parameters(asked.anew())
    for name, value in parse_qsl(said, keep_blank_values=True):
        pairs = _turned(pairs, name, value)
    return pairs


def _turned(pairs: Pairs, name: str, value: str) -> Pairs:
    facet = name.removeprefix(_ONLY).removeprefix(_NEVER)
    if facet not in FACETS or not value:
        return _set(pairs, {name}, name, value)
    if name.startswith(_ONLY):
        return _set(pairs, {facet, _NEVER + facet}, facet, value)
    if (name, value) in pairs:
        return [pair for pair in pairs if pair != (name, value)]
    other = facet if name.startswith(_NEVER) else _NEVER + facet
    return [*(pair for pair in pairs if pair != (other, value)), (name, value)]


def _set(pairs: Pairs, names: Iterable[str], name: str, value: str) -> Pairs:
    return [*without(pairs, frozenset(names)), *([(name, value)] if value else [])]
