"""The use case of taking a text apart: how it is folded, cut and ranked, and what it says as a query and an article."""

from dataclasses import dataclass

from searchsvc import enrich
from searchsvc.analysis import Folded, Token, fold, tokens, words
from searchsvc.articles import Article, Paragraph
from searchsvc.query import nodes
from searchsvc.service.archive import Archive
from searchsvc.service.asking import understand


@dataclass(frozen=True, slots=True)
class Analysis:
    """A text taken apart; the tokens are pieces of `folded`, `words` are what ranking counts."""

    text: str
    folded: Folded
    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    query: nodes.Query
    article: Article


def analyze(archive: Archive, text: str) -> Analysis:
    """Take a text apart, with the aliases of this archive; as an article it is one paragraph a line."""
    folded = fold(text)
    paragraphs = tuple(Paragraph(line, (number, number)) for number, line in enumerate(text.split("\n"), 1))
    return Analysis(
        text=text,
        folded=folded,
        tokens=tuple(tokens(folded)),
        words=tuple(words(folded)),
        query=understand(archive, text),
        article=enrich.enrich(Article(paragraphs=paragraphs)),
    )
