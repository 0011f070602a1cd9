"""Articles that run over pages become one, under the first part's id, whichever part was read first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from searchsvc import enrich
from searchsvc.articles import Article, Paragraph, without_derived
from searchsvc.ingest.linking import chains, is_open, same_headline
from searchsvc.messages import Message
from searchsvc.store.base import Entry, Incoming, Store


def join(store: Store) -> list[Message]:
    """Join the parts of every issue that changed, and return the continuations that are in doubt: those stay apart."""
    return [message for issue in store.unjoined() for message in _join(store, issue)]


def whole(parts: Sequence[Article]) -> Article:
    """Return the article that parts make: the first one's head, the text of all; its facets are to be derived.

    The head of a later part that says something else is a subhead. Lines are those of each part's own file. A
    sentence that breaks off goes on in the same paragraph.
    """
    first, *later = bare = [without_derived(part) for part in parts]
    return replace(
        first,
        authors=_every(part.authors for part in bare),
        paragraphs=_sewn(bare),
        subheads=_every((first.subheads, *((*_heads(part, first), *part.subheads) for part in later))),
        captions=_every(part.captions for part in bare),
        continues_on=bare[-1].continues_on,
        parts=tuple(part.id for part in bare),
        confidence=min(part.confidence for part in bare),
        city=_every(part.city for part in bare),
        zone=_every(part.zone for part in bare),
        industry=_every(part.industry for part in bare),
        evidence=tuple(chain.from_iterable(part.evidence for part in bare)),
        figures=tuple(chain.from_iterable(part.figures for part in bare)),
        events=_every(part.events for part in bare),
    )


def _join(store: Store, issue: str) -> Iterator[Message]:
    entries = store.parts(issue)
    articles = [entry.last for entry in entries]
    joined, doubtful = chains(articles, [entry.state == "deleted" for entry in entries])
    store.join(issue, [_incoming([entries[number] for number in numbers]) for numbers in joined])
    yield from (_doubt(articles[number]) for number in doubtful)


def _incoming(entries: Sequence[Entry]) -> Incoming:
    return Incoming(enrich.enrich(whole([entry.last for entry in entries])), entries[0].origin, enrich.RULES)


def _sewn(parts: Sequence[Article]) -> tuple[Paragraph, ...]:
    sewn: list[Paragraph] = []
    for part in parts:
        rest = part.paragraphs
        if sewn and rest and is_open(sewn[-1].text):
            sewn[-1] = replace(sewn[-1], text=sewn[-1].text + rest[0].text)
            rest = rest[1:]
        sewn += rest
    return tuple(sewn)


def _heads(part: Article, first: Article) -> Iterator[str]:
    """Yield what the head of a later part says beside the first one's."""
    title = None if part.title_inferred or same_headline(part, first) else part.title
    said = (first.kicker, first.subtitle)
    yield from (text for text in (part.kicker, title, part.subtitle) if text and text not in said)


def _every(lists: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Return the values of all, each once."""
    return tuple(dict.fromkeys(chain.from_iterable(lists)))


def _doubt(article: Article) -> Message:
    where = f"{article.path}:{article.lines[0]}" if article.lines else article.path or article.id
    title = article.title
    return Message(
        f"{where}：转版存疑，未合并：{title or '（无题）'}", f"{where}: doubtful continuation, left apart: {title}"
    )
