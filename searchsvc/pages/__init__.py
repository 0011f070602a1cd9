"""A newspaper page taken apart into its articles, by the best cut over the whole page."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from searchsvc.articles import Article, Page, Role
from searchsvc.pages.blocks import blocks
from searchsvc.pages.columns import columns
from searchsvc.pages.compose import compose
from searchsvc.pages.cut import best_cut
from searchsvc.pages.doubt import DOUBTFUL
from searchsvc.pages.fixes import Stretch, roles, starts, stretches
from searchsvc.pages.furniture import is_front, issue
from searchsvc.pages.kinship import add_kinship
from searchsvc.pages.lines import Line, read_lines
from searchsvc.pages.sights import sights
from searchsvc.pages.spans import Span, gather

__all__ = ["DOUBTFUL", "split"]


def split(page: Page) -> tuple[Article, ...]:
    """Return the articles of a page in its order, with all that the page itself tells; ids and facets stay empty.

    Never raises: a page that makes no sense comes back as one article of low confidence.
    """
    every = list(read_lines(page.lines))
    said = roles(every, page.fix)
    aside = [line for line in every if said.get(line.number) == "furniture"]
    found = stretches([line for line in every if said.get(line.number) != "furniture"], page.fix)
    if not found:
        return ()
    spans, furniture = _cut(found, said)
    if not spans:
        spans, furniture = [Span(parts={"body": [line for stretch in found for line in stretch.lines]})], []
    composed = [compose(span, page.path, page.fix.paragraphs) for span in spans]
    return _dated(page, spans, composed, sorted([*aside, *furniture], key=lambda line: line.number))


def _cut(found: Sequence[Stretch], said: Mapping[int, Role]) -> tuple[list[Span], list[Line]]:
    """Return the articles' spans and the furniture: all lines are looked at together, each stretch is cut by itself."""
    lines = [line for stretch in found for line in stretch.lines]
    begins = starts(found)
    seen = sights(lines, columns(lines))
    every = blocks(lines, seen, frozenset(begins), said)
    add_kinship(lines, seen, every)
    spans: list[Span] = []
    furniture: list[Line] = []
    for stretch, first in zip(found, begins, strict=True):
        own = [block for block in every if first <= block.first < first + len(stretch.lines)]
        articles, aside = gather(lines, own, *best_cut(lines, own, one=stretch.one), one=stretch.one)
        spans += articles
        furniture += aside
    return spans, furniture


def _dated(
    page: Page, spans: Sequence[Span], composed: Sequence[tuple[Article, str | None]], furniture: Sequence[Line]
) -> tuple[Article, ...]:
    """Give the articles their source, date and page: as the user said, else as the page prints them."""
    papers = Counter(paper for _, paper in composed if paper)
    printed = issue(furniture)
    source = page.source or printed.source or (papers.most_common(1)[0][0] if papers else None)
    pages = _pages(furniture, [article for article, _ in composed])
    return tuple(
        replace(
            article,
            source=source,
            published=page.published or printed.published,
            page=page.page or pages.get(_sheet(span)),
        )
        for span, (article, _) in zip(spans, composed, strict=True)
    )


def _pages(furniture: Sequence[Line], articles: Sequence[Article]) -> dict[int, str | None]:
    """Return the page that each sheet of the file prints; form feeds part the sheets.

    How many pages there are stands on the first alone: where no number is printed beside, that tells it.
    """
    letters = {mark[0] for article in articles if (mark := article.continues_on) and mark[0].isalpha()}
    found: dict[int, str | None] = {}
    for number in {line.sheet for line in furniture}:
        lines = [line for line in furniture if line.sheet == number]
        first = f"{min(letters, default='')}1" if is_front(lines) else None
        found[number] = issue(lines).page or first
    return found


def _sheet(span: Span) -> int:
    return min((line.sheet for lines in span.parts.values() for line in lines), default=0)
