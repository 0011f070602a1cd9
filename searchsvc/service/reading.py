"""The use case of opening one article: the article itself, or why there is none, and where a query stands in it."""

from collections.abc import Mapping

from searchsvc.articles import Article
from searchsvc.errors import Gone, NotFound
from searchsvc.messages import Message
from searchsvc.schema import searchable
from searchsvc.service.archive import Archive
from searchsvc.service.asking import understand
from searchsvc.service.lowering import needles
from searchsvc.snippets import Mark, marks
from searchsvc.store.base import Entry

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


def marked(archive: Archive, article: Article, q: str) -> Mapping[Place, tuple[Mark, ...]]:
    """Return the marks of a query in every text of an article that holds any, in the order of reading."""
    wanted = needles(understand(archive, q).root) if q else []
    found = {(field, number): marks(text, wanted, field) for field, number, text in searchable(article)}
    return {place: marks for place, marks in found.items() if marks}


def _why(entry: Entry) -> Message:
    if entry.state == "superseded":
        return Message("这篇文章已不在它所在的版面文件里。", "The page file that held this article no longer does.")
    if entry.reason:
        return Message(f"删除原因：{entry.reason}", f"It was deleted because: {entry.reason}")
    return Message("删除时没有注明原因。", "No reason was given for its deletion.")
