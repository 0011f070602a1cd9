"""Searches as feeds, Atom (RFC 4287) and JSON Feed 1.1: one row of FEEDS each."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

from searchsvc.messages import Language, Message
from searchsvc.output.links import article_url
from searchsvc.output.records import marked
from searchsvc.output.renderers import as_json
from searchsvc.service.search import Answer, Found

_ATOM = "http://www.w3.org/2005/Atom"
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # what XML can't hold
_NAME, _ALL = Message("区域经济新闻检索", "Regional economic news"), Message("全部文章", "all articles")
_UNTITLED = Message("无题", "Untitled")


@dataclass(frozen=True, slots=True)
class Feed:
    """A page of a search as a feed: `changed` tells for each id when it got what it has (ISO, UTC).

    `url` is this feed's address, `page` that of the page for people, `root` what addresses begin with. The midnight of
    `zone` stands for the hour of a day's paper; `today` is when a feed without entries was updated.
    """

    answer: Answer
    changed: Mapping[str, str]
    url: str
    page: str
    root: str
    zone: tzinfo
    today: date
    lang: Language

    @property
    def title(self) -> str:
        """What the feed is called."""
        return f"{self.answer.search.q or _ALL.said(self.lang)} · {_NAME.said(self.lang)}"

    @property
    def id(self) -> str:
        """The feed's name, the same wherever the service stands."""
        return f"urn:searchsvc:search:{self.answer.search.identity}"

    @property
    def updated(self) -> str:
        """When the newest entry changed."""
        return max((self.changed[found.article.id] for found in self.entries()), default=self.midnight(self.today))

    def entries(self) -> Iterator[Found]:
        """Yield the hits that were there when the feed was made."""
        return (found for found in self.answer.hits if found.article.id in self.changed)

    def midnight(self, day: date) -> str:
        """Return a day as the moment it begins (RFC 3339)."""
        return datetime.combine(day, time(), self.zone).isoformat()

    def published(self, found: Found) -> str | None:
        """Return when an article was published, None where it is unknown."""
        day = found.article.published
        return self.midnight(date.fromisoformat(day)) if day else None

    def address(self, found: Found) -> str:
        """Return the address of an article's page."""
        lang = self.lang if self.lang == "en" else None
        return self.root + article_url(found.article.id, self.answer.search.q, lang)

    def headline(self, found: Found) -> str:
        """Return the title of an entry, which must have one."""
        return found.article.title or _UNTITLED.said(self.lang)


def entry_id(article_id: str) -> str:
    """Return the name of an article, the same in every feed and wherever the service stands."""
    return f"urn:searchsvc:article:{quote(article_id, safe='')}"


def summary(found: Found) -> str:
    """Return the passages as HTML, one paragraph each, all of the text escaped."""
    return "".join(f"<p>{marked(item.text, item.marks)}</p>" for item in found.snippets)


def _atom(feed: Feed) -> str:
    root = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": "zh-Hans"})
    _texts(root, {"id": feed.id, "title": feed.title, "updated": feed.updated})
    _link(root, "self", feed.url, "application/atom+xml")
    _link(root, "alternate", feed.page, "text/html")
    _texts(ElementTree.SubElement(root, "author"), {"name": _NAME.said(feed.lang)})
    for found in feed.entries():
        _entry(ElementTree.SubElement(root, "entry"), feed, found)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=False)


def _entry(entry: ElementTree.Element, feed: Feed, found: Found) -> None:
    article = found.article
    _texts(entry, {"id": entry_id(article.id), "title": feed.headline(found), "updated": feed.changed[article.id]})
    _texts(entry, {"published": feed.published(found)})
    _link(entry, "alternate", feed.address(found), "text/html")
    for author in article.authors or ((article.source,) if article.source else ()):
        _texts(ElementTree.SubElement(entry, "author"), {"name": author})
    for term in _tags(found):
        ElementTree.SubElement(entry, "category", term=_fit(term))
    ElementTree.SubElement(entry, "summary", type="html").text = _fit(summary(found))


def _json(feed: Feed) -> str:
    record = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.url,
        "language": "zh-Hans",
        "items": [_item(feed, found) for found in feed.entries()],
    }
    return as_json(record)


def _item(feed: Feed, found: Found) -> dict[str, Any]:
    article = found.article
    item = {
        "id": entry_id(article.id),
        "url": feed.address(found),
        "title": feed.headline(found),
        "content_html": summary(found),
        "date_published": feed.published(found),
        "date_modified": feed.changed[article.id],
        "authors": [{"name": name} for name in article.authors],
        "tags": _tags(found),
    }
    return {name: value for name, value in item.items() if value not in (None, [])}


def _tags(found: Found) -> list[str]:
    return [*found.article.city, *found.article.zone, *found.article.industry]


def _texts(parent: ElementTree.Element, texts: Mapping[str, str | None]) -> None:
    for name, text in texts.items():
        if text is not None:
            ElementTree.SubElement(parent, name).text = _fit(text)


def _link(parent: ElementTree.Element, rel: str, href: str, kind: str) -> None:
    ElementTree.SubElement(parent, "link", rel=rel, href=href, type=kind)


def _fit(text: str) -> str:
    return _UNFIT.sub("\ufffd", text)


FEEDS: Mapping[str, tuple[str, Callable[[Feed], str]]] = {  # → its media type, and how it is written
    "atom": ("application/atom+xml", _atom),
    "json": ("application/feed+json", _json),
}
