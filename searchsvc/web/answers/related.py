"""What is answered about articles like another one over HTTP: the types of the JSON."""

from searchsvc.articles import Figure
from searchsvc.web.answers.base import Answered, Links


class TextChange(Answered):
    """A headline or sentence in both articles; `before` is null where it was added, `after` where it was removed."""

    before: str | None
    after: str | None


class ChangedFigure(Answered):
    """A figure of the same subject, metric, label and stage in both articles; null as in TextChange."""

    before: Figure | None
    after: Figure | None


class Differences(Answered):
    """What changed from the article asked for to this one; `title` is null where it did not."""

    title: TextChange | None
    sentences: list[TextChange]
    figures: list[ChangedFigure]


class RelatedArticle(Answered):
    """An article like the one asked for; `difference` is null unless it is a near-duplicate."""

    id: str
    url: str
    title: str | None
    title_inferred: bool
    kicker: str | None
    subtitle: str | None
    source: str | None
    published: str | None
    page: str | None
    city: list[str]
    zone: list[str]
    industry: list[str]
    duplicate: bool
    difference: Differences | None


class RelatedAnswer(Answered):
    """Near-duplicates of the article `id`, then what shares its telling words; `total` counts the rows."""

    id: str
    total: int
    rows: list[RelatedArticle]
    links: Links
