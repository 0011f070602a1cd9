"""One article put together from the lines of its parts."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from searchsvc.articles import Article, Lines, Paragraph, spanned
from searchsvc.pages import marks
from searchsvc.pages.datelines import Opening, opening, own_paper
from searchsvc.pages.doubt import confidence
from searchsvc.pages.joints import headline
from searchsvc.pages.lines import GLYPHS, STRAY, Line
from searchsvc.pages.names import byline_at_end, names
from searchsvc.pages.paragraphs import is_spaced, mended, paragraphs
from searchsvc.pages.spans import Span

LEAD = 30  # characters that an inferred title has at most
SHORT = 8  # and at least
_WORD = re.compile(r"[A-Za-z0-9.]+$")
_CLAUSE = re.compile(r"[，。；！？：]")
_GLYPHS = re.compile(rf"\s*(?:[{GLYPHS}]|(?<=\s){STRAY}(?=\s|$))\s*$")


@dataclass(frozen=True, slots=True)
class Text:
    """The running text of an article with what its first and last lines say beside the news."""

    paragraphs: tuple[Paragraph, ...]
    opening: Opening
    signed: tuple[str, ...]
    continues_on: str | None


def compose(span: Span, path: str, said: Sequence[Lines] = ()) -> tuple[Article, str | None]:
    """Return the article of a span, and the newspaper that its dateline names.

    `said` are the ranges of lines that somebody said are one paragraph each.
    """
    text = _text(span, said)
    title = _joined(span, "title")
    authors = _authors(span, text)
    whole = [*span.body, *span.lines("signature")]
    article = Article(
        title=title or _inferred(text.paragraphs),
        title_inferred=not title and bool(text.paragraphs),
        kicker=_joined(span, "kicker"),
        subtitle=(_joined(span, "subtitle") or "").lstrip("—- ") or None,
        authors=authors,
        dateline=text.opening.dateline,
        paragraphs=text.paragraphs,
        subheads=tuple(line.text for line in span.lines("subhead")),
        captions=tuple(_caption(lines) for lines in span.captions),
        continued_from=_turn(span.lines("from"), marks.continued_from),
        continues_on=text.continues_on or _turn(span.lines("to"), marks.continues_on),
        path=path,
        lines=_extent(whole) if whole else spanned(text.paragraphs),
        confidence=1.0 if span.said else confidence(span.margin, _evidence(span, title, text, authors)),
    )
    return article, own_paper(text.opening)


def _text(span: Span, said: Sequence[Lines]) -> Text:
    """Mend the body; take dateline and reporters off its beginning, byline and continuation mark off its end."""
    groups = paragraphs(span.body, span.rows, said, _below(span.lines("subhead"), span.body))
    spaced = is_spaced(span.body)
    opened = opening("\n".join(line.text for line in groups[0])) if groups else Opening()
    found: list[Paragraph] = []
    signed: tuple[str, ...] = ()
    turn: str | None = None
    for number, group in enumerate(groups):
        raw = "\n".join(line.text for line in group)
        if number == 0:
            raw = raw[opened.length :]
        if number == len(groups) - 1:
            raw, turn = marks.without_turn(raw)
            raw, signed = _unsigned(raw)
        if rows := [row.strip() for row in raw.split("\n") if row.strip()]:
            found.append(Paragraph(mended(rows, spaced), _extent(group)))
    return Text(tuple(found), opened, signed, turn)


def _below(subheads: Sequence[Line], body: Sequence[Line]) -> set[int]:
    """Return the numbers of the lines of text below each subhead."""
    after = (min((line.number for line in body if line.number > head.number), default=0) for head in subheads)
    return set(after)


def _extent(lines: Sequence[Line]) -> Lines:
    """Return the first and last line of the file among these; a fix may have put them in another order."""
    numbers = [line.number for line in lines]
    return min(numbers), max(numbers)


def _unsigned(raw: str) -> tuple[str, tuple[str, ...]]:
    byline = byline_at_end(raw)
    return (raw[: byline.start], byline.authors) if byline else (raw, ())


def _authors(span: Span, text: Text) -> tuple[str, ...]:
    alone = [_named(span.lines(part)) for part in ("author", "signature")]
    return tuple(dict.fromkeys((*alone[0], *text.opening.authors, *text.signed, *alone[1])))


def _named(lines: Sequence[Line]) -> tuple[str, ...]:
    return names("\n".join(line.text for line in lines), any_surname=True) if lines else ()


def _joined(span: Span, part: str) -> str | None:
    return headline([line.text for line in span.lines(part)]) or None


def _caption(lines: Sequence[Line]) -> str:
    """Return a caption without the photographer."""
    text = " " + mended([line.text for line in lines], is_spaced(lines))
    start = marks.credit(text)
    return _GLYPHS.sub("", text[:start] if start else text).strip()


def _turn(lines: Sequence[Line], read: Callable[[str], str | None]) -> str | None:
    return next((page for line in lines if (page := read(line.text))), None)


def _inferred(found: Sequence[Paragraph]) -> str | None:
    """Return the first clause of the lead, or clauses if it is short, for an article that has no headline."""
    if not found:
        return None
    text = found[0].text
    ends = [match.start() for match in _CLAUSE.finditer(text[: LEAD + 1])] + [len(text)]
    end = next((end for end in ends if SHORT <= end <= LEAD), min(len(text), LEAD))
    piece = text[:end].strip()
    torn = text[end : end + 1].isascii() and text[end : end + 1].isalnum()
    return (_WORD.sub("", piece).strip() or piece) if torn else piece


def _evidence(span: Span, title: str | None, text: Text, authors: Sequence[str]) -> float:
    """Return how much of what bounds an article is there: a clear beginning, a headline, a byline, a whole sentence."""
    begins = bool(text.opening.length or span.headed or span.lines("from"))
    ends = bool(text.signed or span.lines("signature") or text.continues_on or span.lines("to"))
    closed = bool(span.body) and (ends or span.body[-1].closed)
    return (begins + bool(title) + (ends or bool(authors)) + closed) / 4
