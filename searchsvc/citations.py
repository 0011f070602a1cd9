"""An article cited: as GB/T 7714-2015 has it for newspapers, in a sentence, and as BibTeX."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from searchsvc.articles import Article

_NAMED = 3  # authors that GB/T 7714 names before 等
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "{": r"\textbraceleft{}",  # BibTeX counts braces behind a backslash too
    "}": r"\textbraceright{}",
    **{char: f"\\{char}" for char in "#$%&_"},
}


def gbt7714(article: Article) -> str:
    """Return a reference by GB/T 7714-2015, 4.5 (newspaper articles); what is unknown is left out.

    >>> gbt7714(Article(title="大同签约", authors=("王建国",), source="科学导报", published="2025-02-10", page="A2"))
    '王建国. 大同签约[N]. 科学导报, 2025-02-10(A2).'
    """
    authors = ", ".join((*article.authors[:_NAMED], *(["等"] if len(article.authors) > _NAMED else [])))
    page = f"({article.page})" if article.page else ""
    place = ", ".join(part for part in (article.source, article.published) if part) + page
    return _line(". ".join(part for part in (authors, f"{_title(article)}[N]", place) if part) + ".")


def plain(article: Article) -> str:
    """Return a reference as a newspaper prints it.

    >>> plain(Article(title="大同签约", authors=("王建国",), source="科学导报", published="2025-02-10", page="A2"))
    '王建国：《大同签约》，《科学导报》2025年2月10日A2版'
    """
    authors = "、".join(article.authors)
    place = "".join(_place(article))
    return _line((f"{authors}：" if authors else "") + "，".join(filter(None, (f"《{_title(article)}》", place))))


def bibtex(article: Article) -> str:
    """Return an entry of BibTeX, in UTF-8; its key is made of the article's id.

    >>> print(bibtex(Article(id="kx-1", title="签约 100%", source="科学导报", published="2025-02-10")))
    @article{kx-1,
      title = {{签约 100\\%}},
      journal = {科学导报},
      year = {2025},
      month = {2},
      day = {10}
    }
    """
    fields = ",\n".join(f"  {name} = {{{value}}}" for name, value in _fields(article))
    return f"@article{{{_key(article)},\n{fields}\n}}"


FORMS: Mapping[str, Callable[[Article], str]] = {"gbt7714": gbt7714, "plain": plain, "bibtex": bibtex}


def _title(article: Article) -> str:
    """Return headline and subtitle on one line; an article without a headline has a piece of its text for one."""
    title = article.title or article.paragraphs[0].text[:20] if article.title or article.paragraphs else "无题"
    return f"{title}：{article.subtitle.lstrip('—')}" if article.subtitle else title


def _place(article: Article) -> Iterator[str]:
    if article.source:
        yield f"《{article.source}》"
    if article.published:
        day = date.fromisoformat(article.published)
        yield f"{day.year}年{day.month}月{day.day}日"
    if article.page:
        yield f"{article.page.removesuffix('版')}版"


def _fields(article: Article) -> Iterator[tuple[str, str]]:
    if article.authors:
        yield "author", " and ".join(f"{{{_escaped(name)}}}" for name in article.authors)
    yield "title", f"{{{_escaped(_title(article))}}}"
    if article.source:
        yield "journal", _escaped(article.source)
    if article.published:
        day = date.fromisoformat(article.published)
        yield from (("year", str(day.year)), ("month", str(day.month)), ("day", str(day.day)))
    if article.page:
        yield "pages", _escaped(article.page)


def _key(article: Article) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", article.id).strip("-") or "article"


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(char, char) for char in _line(text))


def _line(text: str) -> str:
    return " ".join(text.split())
