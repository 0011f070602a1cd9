"""What the pages say, in both languages: tables, in which a translator changes a text and nothing else."""

from datetime import date
from typing import Final

from searchsvc.messages import Language, Message
from searchsvc.web.texts import article, common, figures, issues, saved, scripts, search
from searchsvc.web.texts.words import EXAMPLES, RULES

__all__ = ["EXAMPLES", "RULES", "TEXTS", "counted", "day", "month", "ruled", "said", "scripted"]

TEXTS: Final[dict[str, Message]] = {
    **common.TEXTS,
    **search.TEXTS,
    **article.TEXTS,
    **figures.TEXTS,
    **issues.TEXTS,
    **saved.TEXTS,
    **scripts.TEXTS,
}
_MONTHS = (  # not those of the machine's locale
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def said(language: Language, key: str, **values: object) -> str:
    """Return a text of the table, its {names} filled in; numbers are set in threes.

    >>> said("zh", "total", total=60942)
    '共 60,942 篇'
    """
    return TEXTS[key].said(language).format(**{name: _set(value) for name, value in values.items()})


def _set(value: object) -> object:
    return f"{value:,}" if isinstance(value, int) else value


def ruled(language: Language, rule: str) -> str:
    """Return a rule of the evidence in words."""
    return RULES[rule].said(language) if rule in RULES else rule


def counted(language: Language, key: str, count: int, **values: object) -> str:
    """Return a text that counts something; English has a form of its own for one."""
    return said(language, f"{key}_one" if count == 1 else key, count=count, total=count, **values)


def day(published: str | None, language: Language) -> str:
    """Return a date as people write it.

    >>> day("2025-02-10", "zh"), day("2025-02-10", "en")
    ('2025年2月10日', '10 February 2025')
    """
    if not published:
        return ""
    that = date.fromisoformat(published)
    if language == "zh":
        return f"{that.year}年{that.month}月{that.day}日"
    return f"{that.day} {_MONTHS[that.month - 1]} {that.year}"


def month(published: str, language: Language) -> str:
    """Return the month of a date, or of a date's beginning, as people write it.

    >>> month("2025-02-10", "zh"), month("2025-02", "en")
    ('2025年2月', 'February 2025')
    """
    year, number = published.split("-")[:2]
    return f"{year}年{int(number)}月" if language == "zh" else f"{_MONTHS[int(number) - 1]} {year}"


def scripted(language: Language) -> dict[str, str]:
    """Return what the scripts of the pages say, and in which language."""
    own = {key: text.said(language) for key, text in scripts.TEXTS.items()}
    return {"lang": language, "understood": said(language, "understood"), "warnings": said(language, "warnings"), **own}
