"""A newspaper page taken apart into its articles, by the best cut over the whole page."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from searchsvc.articles import Article, Page
from searchsvc.pages.blocks import blocks
from searchsvc.pages.columns import rooms
from searchsvc.pages.compose import compose
from searchsvc.pages.cut import best_cut
from searchsvc.pages.furniture import is_front, issue
from searchsvc.pages.kinship import add_kinship
from searchsvc.pages.lines import Line, read_lines
from searchsvc.pages.sights import sights
from searchsvc.pages.spans import Span, gather

__all__ = ["split"]


def split(page: Page) -> tuple[Article, ...]:
    """Return the articles of a page in its order, with all that the page itself tells; ids and facets stay empty.

    Never raises: a page that makes no sense comes back as one article of low confidence.
    """
    lines = list(read_lines(page.lines))
    if not lines:
        return ()
    found = sights(lines, rooms(lines))
    parts_of = blocks(lines, found)
    add_kinship(lines, found, parts_of)
    spans, furniture = gather(lines, parts_of, best_cut(lines, parts_of))
    if not spans:
        spans, furniture = [Span(parts={"body": lines})], []
    composed = [compose(span, page.path) for span in spans]
    return _dated(page, spans, composed, furniture)


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
