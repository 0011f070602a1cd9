"""One record of a ready article made an Article: which keys it may use, and what each value must be."""

import re
from collections.abc import Mapping
from typing import Any

from searchsvc.articles import Article, Paragraph
from searchsvc.messages import Message
from searchsvc.readers.brought import LIST, brought, given_evidence
from searchsvc.readers.dates import iso_date
from searchsvc.readers.source import MAX_BODY, MAX_TITLE, Refused

ALIASES: dict[str, tuple[str, ...]] = {
    "id": ("id", "编号"),
    "title": ("title", "headline", "标题", "题目", "新闻标题"),
    "body": (
        "body", "content", "text", "article", "articlebody", "article_body", "maintext", "fulltext", "full_text",
        "正文", "内容", "全文", "新闻内容",
    ),
    "kicker": ("kicker", "引题", "肩题"),
    "subtitle": ("subtitle", "副题", "副标题"),
    "authors": ("authors", "author", "byline", "作者", "记者"),
    "source": ("source", "paper", "newspaper", "media", "来源", "报纸", "媒体"),
    "published": (
        "published", "date", "pubdate", "pub_date", "publish_date", "published_at", "publish_time", "datepublished",
        "date_publish", "time", "日期", "发布日期", "发布时间", "时间",
    ),
    "page": ("page", "page_no", "版", "版次", "版面"),
    "dateline": ("dateline", "电头"),
    "subheads": ("subheads", "小标题"),
    "captions": ("captions", "caption", "图片说明", "图注"),
    "continued_from": ("continued_from", "上接"),
    "continues_on": ("continues_on", "下转"),
    "city": ("city", "cities", "城市"),
    "zone": ("zone", "zones", "开发区"),
    "industry": ("industry", "industries", "产业", "行业"),
    "figures": ("figures",),
    "events": ("events",),
    "title_inferred": ("title_inferred",),
}  # fmt: skip
KNOWN = frozenset(alias for aliases in ALIASES.values() for alias in aliases)
TEXTS = ("kicker", "subtitle", "source", "dateline", "continued_from", "continues_on")
FACETS = ("city", "zone", "industry")
ID = re.compile(r"[^\s/?#]{1,200}\Z")
_SURROGATE = re.compile("[\ud800-\udfff]")
_HAN_NAMES = re.compile(r"[\u3400-\u9fff·\s]+\Z")


def article(record: Mapping[str, Any], path: str, line: int) -> tuple[Article, list[Message]]:
    """Return the article of a record, and what of it could not be understood and was left out.

    Raises Refused for a record that is no article.
    """
    given = _named(record)
    title, body = _text(given, "title", MAX_TITLE), _body(given)
    if not (title or "").strip() and not (body or "").strip():
        raise Refused(
            Message("既没有标题也没有正文，至少要有一样。", "It has neither title nor body; give at least one of them.")
        )
    published, complaints = _published(given)
    items = brought(given)
    facets = {facet: _list(given, facet) for facet in FACETS}
    texts: dict[str, Any] = {name: _text(given, name, MAX_TITLE) for name in TEXTS}
    found = Article(
        id=_id(given),
        title=title,
        title_inferred=given.get("title_inferred") is True,
        **texts,
        authors=_authors(given),
        page=_text(given, "page", 50),
        published=published,
        paragraphs=tuple(Paragraph(text, (line, line)) for text in body.split("\n")) if body else (),
        subheads=_list(given, "subheads"),
        captions=_list(given, "captions"),
        path=path,
        lines=(line, line),
        city=facets["city"],
        zone=facets["zone"],
        industry=facets["industry"],
        figures=items.figures or (),
        events=items.events or (),
        evidence=given_evidence(given, facets, items, line),
    )
    return found, [*complaints, *items.complaints]


def _named(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that are there under our own names; other keys are passed over."""
    lowered = {key.strip().lower(): value for key, value in record.items() if value is not None}
    return {
        name: lowered[alias] for name, aliases in ALIASES.items() for alias in reversed(aliases) if alias in lowered
    }


def _text(given: Mapping[str, Any], name: str, limit: int) -> str | None:
    value = given.get(name)
    if value is None:
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise Refused(Message(f"{name} 不是文字，请加引号。", f"Its {name} is no text; write it in quotes."))
    return _checked(value, name, limit)


def _checked(text: str, name: str, limit: int) -> str:
    if _SURROGATE.search(text):
        raise Refused(
            Message(
                f"{name} 中有半个字符（孤立的代理码），请重新导出这条记录。",
                f"Its {name} has half of a character (a lone surrogate); export the record again.",
            )
        )
    if len(text) > limit:
        raise Refused(
            Message(
                f"{name} 超过 {limit:,} 个字符，请缩短。",
                f"Its {name} is longer than {limit:,} characters; shorten it.",
            )
        )
    return text.replace("\0", "")


def _body(given: Mapping[str, Any]) -> str | None:
    body = given.get("body")
    if isinstance(body, list):
        body = "\n".join(_checked(_string(part, "body"), "body", MAX_BODY) for part in body)
    return _text({"body": body}, "body", MAX_BODY)


def _string(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise Refused(
            Message(
                f"{name} 不是文字的列表，每一项请加引号。", f"Its {name} is no list of texts; write each in quotes."
            )
        )
    return value


def _list(given: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """Return a list of texts, of a list or of one text with commas."""
    value = given.get(name, [])
    parts = LIST.split(value) if isinstance(value, str) else value
    if not isinstance(parts, list):
        raise Refused(
            Message(
                f'{name} 既不是文字也不是文字的列表，请写成 ["…"]。',
                f'Its {name} is neither a text nor a list of texts; write ["…"].',
            )
        )
    texts = (_checked(_string(part, name), name, MAX_TITLE).strip() for part in parts)
    return tuple(dict.fromkeys(text for text in texts if text))


def _authors(given: Mapping[str, Any]) -> tuple[str, ...]:
    value = given.get("authors")
    if isinstance(value, str) and _HAN_NAMES.match(value):
        return tuple(dict.fromkeys(value.split()))
    return _list(given, "authors")


def _id(given: Mapping[str, Any]) -> str:
    value = given.get("id", "")
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else None
    if text == "":
        return ""
    if text is None or not ID.match(text) or not text.isprintable():
        raise Refused(
            Message(
                "id 须为 1 到 200 个可打印字符，不含空白和 / ? #；请改正或不写。",
                "Its id is not 1 to 200 printable characters without white space, /, ? and #; change or leave it out.",
            )
        )
    return text


def _published(given: Mapping[str, Any]) -> tuple[str | None, list[Message]]:
    """Return the day, and a complaint where what is given is none."""
    date = given.get("published")
    published = iso_date(str(date)) if date not in (None, "") else None
    if date in (None, "") or published is not None:
        return published, []
    return None, [
        Message(
            f"“{str(date)[:40]}”不是日期，文章照收，日期空着；日期请写作 2025-02-10。",
            f"The date {str(date)[:40]!r} is none; the article is kept without it. Write it as 2025-02-10.",
        )
    ]
