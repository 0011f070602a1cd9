"""The look at an article before it is kept: what is written must be readable, findable and indexable for ever."""

import json
import math
import re
from collections.abc import Callable
from dataclasses import fields
from datetime import date

from searchsvc.articles import Article, plain
from searchsvc.errors import UnreadableSource
from searchsvc.messages import Message

_ID = re.compile(r"[^\s/?#]{1,200}")
_json = json.JSONEncoder(ensure_ascii=False).encode
_BESIDE = [field.name for field in fields(Article) if field.name != "paragraphs"]  # what is written beside the body


def checked(article: Article) -> Article:
    """Return the article. Raises UnreadableSource, saying what is wrong with it, its id aside."""
    for is_sound, message in _CHECKS:
        if not is_sound(article):
            raise UnreadableSource(message)
    return article


def check_id(name: str) -> None:
    """Raise UnreadableSource where this is no id."""
    if not (_ID.fullmatch(name) and name.isprintable()):
        raise UnreadableSource(
            Message(
                "编号须为 1 到 200 个可打印字符，不含空白和 / ? #。",
                "An id is 1 to 200 printable characters without white space, /, ? and #.",
            )
        )


def _has_text(article: Article) -> bool:
    return any(text.strip() for text in (article.title or "", article.body, *article.captions))


def _is_dated(article: Article) -> bool:
    try:
        return article.published is None or date.fromisoformat(article.published).isoformat() == article.published
    except (TypeError, ValueError):
        return False


def _is_encodable(article: Article) -> bool:
    try:
        article.body.encode()
        return bool(_json(plain(article, _BESIDE)).encode())
    except (TypeError, UnicodeEncodeError):
        return False


def _is_finite(article: Article) -> bool:
    try:
        numbers = [(figure.value, figure.amount, figure.amount_max or 0) for figure in article.figures]
        return all(math.isfinite(number) for each in numbers for number in each)
    except (OverflowError, TypeError):
        return False


_CHECKS: tuple[tuple[Callable[[Article], bool], Message], ...] = (
    (_has_text, Message("没有标题也没有正文。", "It has neither headline nor body.")),
    (_is_dated, Message("日期须写成 2025-02-10。", "The date is to be written as 2025-02-10.")),
    (_is_encodable, Message("含有不成字符的代码。", "It holds half characters (lone surrogates).")),
    (_is_finite, Message("数字数据中有不是数的值。", "A figure is not a finite number.")),
)
