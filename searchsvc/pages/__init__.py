"""A newspaper page taken apart into its articles, by the best cut over the whole page."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from searchsvc.articles import Article, Page
from searchsvc.pages.blocks import blocks, sights
from searchsvc.pages.compose import compose
from searchsvc.pages.cut import best_cut
from searchsvc.pages.furniture import Issue, issue
from searchsvc.pages.kinship import add_kinship
from searchsvc.pages.lines import Line, read_lines
from searchsvc.pages.spans import Span, gather

__all__ = ["split"]


def split(page: Page) -> tuple[Article, ...]:
    """Return the articles of a page in its order, with all that the page itself tells; ids and facets stay empty.

    Never raises: a page that makes no sense comes back as one article of low confidence.
    """
    lines = list(read_lines(page.lines))
    found = sights(lines)
    parts_of = blocks(lines, found)
    add_kinship(lines, found, parts_of)
    spans, furniture = gather(lines, parts_of, best_cut(lines, parts_of))
    if not spans and lines:
        spans, furniture = [Span(parts={"body": lines})], []
    return _dated(page, spans, furniture)


def _dated(page: Page, spans: Sequence[Span], furniture: Sequence[Line]) -> tuple[Article, ...]:
    """Compose the articles and give them source, date and page: as the user said, else as the page prints them."""
    composed = [compose(span, page.path) for span in spans]
    papers = Counter(paper for _, paper in composed if paper)
    printed = issue(furniture)
    source = page.source or printed.source or (papers.most_common(1)[0][0] if papers else None)
    sheets = _sheets(furniture)
    return tuple(
        replace(
            article,
            source=source,
            published=page.published or printed.published,
            page=page.page or sheets.get(_sheet(span), printed).page or (printed.page if len(sheets) < 2 else None),
        )
        for span, (article, _) in zip(spans, composed, strict=True)
    )


def _sheets(furniture: Sequence[Line]) -> dict[int, Issue]:
    """Return what the furniture of each sheet says, where form feeds part them."""
    numbers = sorted({line.sheet for line in furniture})
    return {number: issue([line for line in furniture if line.sheet == number]) for number in numbers}


def _sheet(span: Span) -> int:
    return min((line.sheet for lines in span.parts.values() for line in lines), default=0)
