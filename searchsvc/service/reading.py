"""The use case of opening one article: the article itself, or why there is none, and where a query stands in it."""

from collections.abc import Mapping
from dataclasses import dataclass

from searchsvc.articles import Article
from searchsvc.errors import Gone, NotFound
from searchsvc.messages import Message
from searchsvc.query import nodes
from searchsvc.schema import searchable
from searchsvc.service.archive import Archive
from searchsvc.service.asking import understand
from searchsvc.service.lowering import amounts, matching, measures, needles
from searchsvc.snippets import Mark, Sought, marks
from searchsvc.store.base import Entry
from searchsvc.store.corrections import Correction

Place = tuple[str, int]  # a field, and the number of the text within it, as schema.searchable counts them


def read(archive: Archive, article_id: str) -> Article:
    """Return an article; raises NotFound, or Gone with the reason of its deletion."""
    entry = archive.store.get(article_id)
    if entry is None:
        raise NotFound(
            Message(f"没有编号为“{article_id}”的文章。", f"No article has the id {article_id!r}."),
            Message("请从检索结果里打开文章。", "Open articles from the results of a search."),
        )
    if entry.article is None:
        raise Gone(_why(entry))
    return entry.article


@dataclass(frozen=True, slots=True)
class Shown:
    """An article as it is shown: with the marks of a query in its texts, and what was corrected by hand."""

    article: Article
    marks: Mapping[Place, tuple[Mark, ...]]
    corrections: tuple[Correction, ...]


def shown(archive: Archive, article_id: str, q: str = "") -> Shown:
    """Return an article, the whole where it is a part that was joined; raises NotFound, Gone."""
    article = read(archive, article_id)
    return Shown(article, marked(archive, article, q), tuple(archive.store.corrections(article.id)))


def marked(archive: Archive, article: Article, q: str) -> Mapping[Place, tuple[Mark, ...]]:
    """Return the marks of a query in every text of an article that holds any, in the order of reading."""
    root = understand(archive, q).root if q else nodes.Everything()
    wanted: list[Sought] = [*needles(root), *amounts(article, matching(article, measures(root)))]
    found = {(field, number): marks(text, wanted, field) for field, number, text in searchable(article)}
    return {place: marks for place, marks in found.items() if marks}


def _why(entry: Entry) -> Message:
    if entry.state == "superseded":
        return Message("这篇文章已不在它所在的版面文件里。", "The page file that held this article no longer does.")
    if entry.reason:
        return Message(f"删除原因：{entry.reason}", f"It was deleted because: {entry.reason}")
    return Message("删除时没有注明原因。", "No reason was given for its deletion.")
