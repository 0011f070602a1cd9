"""The query as a tree of frozen dataclasses: what the parser makes, the echo prints and the schema lowers."""

from dataclasses import dataclass
from typing import Literal

from searchsvc.messages import Message

Scope = Literal["sentence", "paragraph"]
Span = tuple[int, int]  # [start, end) in code points of the query as typed


@dataclass(frozen=True, slots=True)
class Everything:
    """`*`, or nothing at all: every article."""


@dataclass(frozen=True, slots=True)
class Text:
    """A run of text: `exact` in quotes, else to be cut into words that must all be there.

    `field` is a name of schema.FIELDS (title, body), None for all that can be searched. `yielding` quotes are a
    headline's punctuation: exact like any, but where a query is relaxed, text without them.
    """

    text: str
    exact: bool = False
    field: str | None = None
    span: Span = (0, 0)
    yielding: bool = False


@dataclass(frozen=True, slots=True)
class Values:
    """`城市:大同,太原`: articles that have any of these values; `facet` is a name of FACETS, or `id`."""

    facet: str
    values: tuple[str, ...]
    span: Span = (0, 0)


@dataclass(frozen=True, slots=True)
class Dates:
    """`日期:2025-02-01..2025-02-14`: published on these days, ISO dates, both inclusive, None where open."""

    first: str | None
    last: str | None
    span: Span = (0, 0)


@dataclass(frozen=True, slots=True)
class Limit:
    """An end of a range of amounts as it was said, and in base units; unless `reached`, it is outside the range."""

    said: str
    amount: float
    reached: bool = True


@dataclass(frozen=True, slots=True)
class Figures:
    """`投资>10亿元`: articles with a figure of this name between two limits, None where open.

    `name` is a metric or a folded label; `base` the base unit, None for any.
    """

    name: str
    base: str | None
    least: Limit | None
    most: Limit | None
    span: Span = (0, 0)


@dataclass(frozen=True, slots=True)
class Near:
    """`"大同 光伏"~20`: all these strings, in any order, with at most `distance` characters between them in all."""

    texts: tuple[str, ...]
    distance: int
    field: str | None = None
    span: Span = (0, 0)


@dataclass(frozen=True, slots=True)
class Wild:
    """`大同*区`: strings and the wildcards between them, one more where the rest of a run follows (`V300*`)."""

    texts: tuple[str, ...]
    gaps: tuple[str, ...]
    field: str | None = None
    span: Span = (0, 0)


@dataclass(frozen=True, slots=True)
class Same:
    """`同句(光伏 大同)`: a sentence, or paragraph, that the clause holds of."""

    scope: Scope
    clause: "Node"


@dataclass(frozen=True, slots=True)
class And:
    """All of them."""

    clauses: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of them."""

    clauses: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """What does not match the clause."""

    clause: "Node"


Leaf = Everything | Text | Values | Dates | Figures | Near | Wild
Node = Leaf | Same | And | Or | Not


@dataclass(frozen=True, slots=True)
class Warned:
    """A repair that the parser made, or something it could not take as written; `position` counts from 0.

    Unless it is a `repair`, it only tells what the parser took for what was asked.
    """

    message: Message
    position: int
    repair: bool = True


@dataclass(frozen=True, slots=True)
class Query:
    """A query as typed and as understood: `parsed` is its echo in Chinese, itself a valid query.

    `operators` are the pieces of it, as typed, that were taken for more than text, quotes and brackets apart.
    """

    text: str
    root: Node
    parsed: str
    warnings: tuple[Warned, ...] = ()
    operators: tuple[str, ...] = ()
