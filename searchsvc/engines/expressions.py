"""Which articles match: a tree of clauses over folded texts, values, days and figures, as every engine is given it."""

from dataclasses import dataclass
from typing import Literal

from searchsvc.analysis import Folded, Pattern

Scope = Literal["sentence", "paragraph"]  # a sentence; a part of the article


@dataclass(frozen=True, slots=True)
class Everything:
    """Every article."""


@dataclass(frozen=True, slots=True)
class Contains:
    """Articles with a part that holds this string; `fields` None means all parts.

    Runs of letters and digits are `whole`: they begin and end where one in the text does.
    """

    text: Folded
    fields: frozenset[str] | None = None
    whole: bool = True

    def __hash__(self) -> int:
        return hash(self.text.text)  # which the string keeps: engines look each up again and again


@dataclass(frozen=True, slots=True)
class HasValue:
    """Articles with any of these values of a facet; with `None` among them, those that have no value too."""

    facet: str
    values: frozenset[str | None]


@dataclass(frozen=True, slots=True)
class HasId:
    """The articles with these ids."""

    ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class Published:
    """Articles published on these days, both inclusive, as proleptic ordinals; None is open. Undated ones are not."""

    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Limit:
    """An end of a range of amounts; unless `reached`, it does not belong to the range itself."""

    amount: float
    reached: bool = True


@dataclass(frozen=True, slots=True)
class HasFigure:
    """Articles with a figure of this name between two limits, None where open.

    `name` is a metric or a folded label, `base` the base unit that the limits are in, None for any. What meets a
    limit is `matching.within`.
    """

    name: str
    base: str | None = None
    least: Limit | None = None
    most: Limit | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """Articles with a part that holds all these strings, in any order, at most `distance` characters between them."""

    texts: tuple[Folded, ...]
    distance: int
    fields: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Wild:
    """Articles with a part that holds a string with wildcards."""

    pattern: Pattern
    fields: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Within:
    """Articles with a sentence, or paragraph, that matches the clause as if it were all of the article's text."""

    scope: Scope
    clause: "Expression"


@dataclass(frozen=True, slots=True)
class And:
    """Articles that match all; with no clause, every article."""

    clauses: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Articles that match any; with no clause, none."""

    clauses: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Articles that don't match."""

    clause: "Expression"


Simple = Everything | Contains | HasValue | HasId | Published | HasFigure
Expression = Simple | Near | Wild | Within | And | Or | Not
