"""What somebody said of a page's split, as the frame that its cut is found in: stretches of lines, and their roles."""

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from searchsvc.articles import Fix, Lines, Role
from searchsvc.pages.lines import Line


class Stretch(NamedTuple):
    """Lines that are cut by themselves, in the order of reading; `one`: they are said to be one article."""

    lines: list[Line]
    one: bool


def stretches(lines: Sequence[Line], fix: Fix) -> list[Stretch]:
    """Part the lines of a page: each article that was said, where it begins, and what lies between.

    Without a Fix the page is one stretch. An article's ranges are put together in the order in which they were said.
    """
    told = [[line for span in spans for line in lines if _within(line, span)] for spans in fix.articles]
    own = {line.number: article for article in told for line in article}
    found: list[Stretch] = []
    for line in lines:
        article = own.get(line.number)
        if article is None:
            if not found or found[-1].one:
                found.append(Stretch([], one=False))
            found[-1].lines.append(line)
        elif line is article[0]:
            found.append(Stretch(article, one=True))
    return found


def roles(lines: Sequence[Line], fix: Fix) -> Mapping[int, Role]:
    """Return what lines are said to be, by the number of the line."""
    return {line.number: role for span, role in fix.parts for line in lines if _within(line, span)}


def starts(found: Sequence[Stretch]) -> list[int]:
    """Return where each stretch begins, counted from 0 over the lines of all."""
    return [0, *accumulate(len(stretch.lines) for stretch in found)][:-1]


def _within(line: Line, span: Lines) -> bool:
    return span[0] <= line.number <= span[1]
