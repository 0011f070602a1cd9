"""What a person reads on a terminal: hits, an article, counts, and how a query was understood."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from searchsvc.articles import Article, Evidence, Figure
from searchsvc.engines.base import FacetCounts
from searchsvc.facets import FACETS
from searchsvc.messages import Language, Message
from searchsvc.output import explaining
from searchsvc.output.figures import words
from searchsvc.output.terminal import Style, block, clean, painted, shortened, table
from searchsvc.service.analyze import Analysis
from searchsvc.service.reading import Place
from searchsvc.service.search import Answer, Found
from searchsvc.shown import Head
from searchsvc.snippets import Mark, Snippet

_UNTITLED = Message("（无标题）", "(untitled)")
_OTHER, _MISSING = Message("其余", "others"), Message("无此项", "without a value")
_COPIES = Message("近似：另有 {count} 篇", "near-duplicates: {count} more")
_COLLAPSED = Message("近似的只列一篇，共列 {listed} 篇", "one of near-duplicates: {listed} listed")
_RELAXED = Message("以下为放宽条件的结果", "Relaxed: these hold some of the words")
_WAY = Message("查找方式：{path}", "way: {path}")
_FIGURES = Message("数字", "Figures")
_NUMBER = 4  # columns before a hit


def hits(answer: Answer, style: Style) -> Iterator[str]:
    """Yield the lines of one page of hits and of the facets asked for."""
    first = (answer.search.page - 1) * answer.search.size + 1
    for number, found in enumerate(answer.hits, first):
        if found.relaxed and (number == first or not answer.hits[number - first - 1].relaxed):
            yield painted(_RELAXED.said(style.lang), "head", style)
            yield ""
        yield from _hit(number, found, style)
    for name, counts in answer.facets.items():
        yield painted(FACETS[name].label.said(style.lang), "head", style)
        yield from ("  " + line for line in facet(counts, style))
        yield ""


def facet(counts: FacetCounts, style: Style) -> Iterator[str]:
    """Yield the values of a facet with their counts, then what the size cut off and what has no value."""
    rows = [(value, str(count)) for value, count in counts.values]
    rest = ((_OTHER, counts.other), (_MISSING, counts.missing))
    rows += [(f"({label.said(style.lang)})", str(count)) for label, count in rest if count]
    yield from table(rows, right=frozenset({1}))


def understood(answer: Answer, lang: Language) -> Iterator[str]:
    """Yield how the query was read, and how many articles were found."""
    first = (answer.search.page - 1) * answer.search.size + 1
    strict = sum(not found.relaxed for found in answer.hits)
    yield _READ.said(lang).format(parsed=clean(answer.query.parsed))
    if strict:
        yield _TOTAL.said(lang).format(total=answer.total, first=first, last=first + strict - 1)
    elif answer.total:
        yield _BEYOND.said(lang).format(total=answer.total)
    if answer.search.collapse and answer.total:
        yield _COLLAPSED.said(lang).format(listed=answer.listed)
    if answer.path:
        yield _WAY.said(lang).format(path=answer.path)


def warnings(answer: Answer, lang: Language) -> Iterator[str]:
    """Yield what the parser repaired or could not take as written."""
    return (clean(warned.message.said(lang)) for warned in answer.query.warnings)


def nothing(answer: Answer, lang: Language) -> Iterator[str]:
    """Yield, for a query that found nothing, the hits of each of its terms."""
    yield _NOTHING.said(lang)
    yield from ("  " + line for line in table([(term.text, str(term.hits)) for term in answer.terms]))


def article(shown: Article, marks: Mapping[Place, Sequence[Mark]], style: Style) -> Iterator[str]:
    """Yield an article to be read, with its marks, and why it is filed where it is."""

    def part(field: str, text: str | None, kind: str = "", number: int = 0) -> Iterator[str]:
        return block(text, marks.get((field, number), ()), style, kind=kind) if text else iter(())

    yield from part("kicker", shown.kicker, "dim")
    yield from part("title", shown.title or _UNTITLED.said(style.lang), "title")
    yield from part("subtitle", shown.subtitle)
    origin = _origin(shown, style.lang)
    yield from block(origin, (), style, kind="dim") if origin else ()
    yield from part("dateline", shown.dateline, "dim")
    for number, paragraph in enumerate(shown.paragraphs):
        yield ""
        yield from part("body", paragraph.text, number=number)
    for number, caption in enumerate(shown.captions):
        yield ""
        yield from part("caption", caption, "dim", number)
    yield from filed(shown.evidence, style)
    yield from _figures(shown.figures, style)


def filed(evidence: Sequence[Evidence], style: Style) -> Iterator[str]:
    """Yield each facet value with the rule that gave it and the words it stands on."""
    for name, items in groupby(evidence, key=lambda item: item.facet):
        label = FACETS[name].label.said(style.lang) if name in FACETS else name
        yield ""
        yield painted(label, "head", style)
        rows = [(item.value or "-", item.rule, item.quote) for item in items]
        yield from ("  " + shortened(line, style.columns - 2) for line in table(rows))


def analysis(found: Analysis, style: Style) -> Iterator[str]:
    """Yield a text taken apart: folded, its tokens with their places, as a query, and what it would be filed under."""
    rows = [("folded", found.folded.text), ("words", " ".join(found.words)), ("query", found.query.parsed)]
    yield from table(rows)
    yield ""
    for token in found.tokens:
        start, end = found.folded.source(token.start, token.end)
        yield f"{start:>5} {end:>5}  {clean(token.text)}" + ("" if token.word else "  (symbol)")
    yield from filed(found.article.evidence, style)


def _hit(number: int, found: Found, style: Style) -> Iterator[str]:
    indent = " " * _NUMBER
    title = list(block(found.article.title or _UNTITLED.said(style.lang), found.title_marks, style, indent, "title"))
    yield f"{number:>{_NUMBER - 1}} " + title[0][_NUMBER:]
    yield from title[1:]
    for snippet in found.snippets:
        yield from block(*_passage(snippet), style, indent)
    copies = _COPIES.said(style.lang).format(count=found.duplicates) if found.duplicates else ""
    for told in (_origin(found.article, style.lang), copies, found.article.id):
        yield from block(told, (), style, indent, "dim") if told else ()
    if found.explained:
        yield from (indent + line for line in explaining.lines(found.explained, style.lang))
    yield ""


def _passage(snippet: Snippet) -> tuple[str, list[Mark]]:
    """Return a passage that says by an ellipsis that more stands before it."""
    lead = "…" if snippet.start else ""
    return lead + snippet.text, [(start + len(lead), end + len(lead)) for start, end in snippet.marks]


def _figures(figures: Sequence[Figure], style: Style) -> Iterator[str]:
    """Yield a row for each figure: what it counts, as printed, at which stage, where."""
    if figures:
        yield ""
        yield painted(_FIGURES.said(style.lang), "head", style)
    rows = [
        (words.named(item, style.lang), words.printed(item), item.stage or "", words.subject(item)) for item in figures
    ]
    yield from ("  " + line for line in table(rows, right=frozenset({1})))


def _origin(shown: Article | Head, lang: Language) -> str:
    """Return where and when an article was printed, who wrote it, and where it is filed."""
    printed = [part for part in (shown.source, shown.published, shown.page) if part]
    lines = [_stands(*shown.lines).said(lang)] if shown.lines else []
    groups = [" ".join([*printed, *lines]), " ".join(shown.authors)]
    groups += [" ".join(values) for values in (shown.city, shown.zone, shown.industry)]
    return " · ".join(group for group in groups if group)


def _stands(first: int, last: int) -> Message:
    if first == last:
        return Message(f"第 {first} 行", f"line {first}")
    return Message(f"第 {first}–{last} 行", f"lines {first}–{last}")


_READ = Message("理解为：{parsed}", "understood as: {parsed}")
_TOTAL = Message("共 {total} 篇，显示第 {first} 至 {last} 篇", "{total} found, {first} to {last} shown")
_BEYOND = Message("共 {total} 篇，这一页已在末页之后", "{total} found, this page is past the end")
_NOTHING = Message("没有找到。各词单独的篇数：", "nothing found; articles that hold each term:")
