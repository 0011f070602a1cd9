"""The parts of a page gathered into articles and furniture."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from searchsvc.pages.blocks import Block
from searchsvc.pages.lines import Line

HEADS = {"kicker", "title", "subtitle"}
BEFORE = HEADS | {"author", "from"}


@dataclass
class Span:
    """The lines of one article, sorted by the part that they play."""

    parts: dict[str, list[Line]] = field(default_factory=dict)
    captions: list[list[Line]] = field(default_factory=list)
    rows: set[int] = field(default_factory=set)  # numbers of the lines that are rows of a box
    headed: bool = False  # the headline stands before the body
    margin: float = 0.0  # by how much cutting it otherwise is worse
    said: bool = False  # somebody said that these lines are one article

    def lines(self, part: str) -> list[Line]:
        """Return the lines of this part, in the order of the page."""
        return self.parts.get(part, [])

    @property
    def body(self) -> list[Line]:
        """The lines of running text."""
        return self.lines("body")


def gather(
    lines: Sequence[Line], blocks: Sequence[Block], parts: Sequence[str], margins: Sequence[float], *, one: bool = False
) -> tuple[list[Span], list[Line]]:
    """Return the articles' spans and the furniture, in the order of the page; `one` was said to be one article."""
    spans: list[Span] = []
    furniture: list[Line] = []
    previous = "furniture"
    for block, part, margin in zip(blocks, parts, margins, strict=True):
        own = lines[block.first : block.last + 1]
        if part == "furniture":
            furniture += own
        else:
            if not spans or (begins(part, previous) and not one):
                spans.append(Span(margin=margin, said=one))
            _put(spans[-1], part, previous, own)
        previous = part
    return spans, furniture


def begins(part: str, previous: str) -> bool:
    """Return whether this part is the first of an article."""
    if part == "lead":
        return previous not in BEFORE
    if part in BEFORE:
        return previous not in BEFORE or (part in {"kicker"} and previous == "title")
    return False


def _put(span: Span, part: str, previous: str, own: Sequence[Line]) -> None:
    name = part.removeprefix("late ")
    if name in {"caption", "inset"}:
        if previous == part:
            span.captions[-1] += own
        else:
            span.captions.append(list(own))
        return
    span.headed = span.headed or part in HEADS
    if name == "row":
        span.rows.update(line.number for line in own)
    span.parts.setdefault("body" if name in {"lead", "row"} else name, []).extend(own)
