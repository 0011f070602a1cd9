"""How a report begins: its dateline (科学导报讯, 新华社太原2月6日电) and the reporters behind it."""

import re
from dataclasses import dataclass

from searchsvc.analysis import simplified
from searchsvc.pages.lines import GLYPHS, HAN, STRAY
from searchsvc.pages.names import ROLES, UNNAMED, byline_at_start, names

_DATE = r"(?:\d{4}\s*年\s*)?\d{1,2}\s*月\s*\d{1,2}\s*日"
_DATELINE = re.compile(
    rf"^[{GLYPHS}\s]*(?P<dateline>(?P<paper>本报|本刊|本网|本台|[{HAN}]{{1,8}}?(?:报|社|网|台|刊))(?:[{HAN}]{{2,8}}?)??\s*"
    rf"(?:{_DATE}\s*)?(?:综合)?(?:讯|电|消息))(?=[\s（(：:，]|$|[近昨今连日前截今])"
)
_CUE = re.compile(
    rf"[{GLYPHS}{STRAY}\s]*(?:{ROLES}|[{HAN}]{{1,8}}?[报社网台刊])"
)  # no line opens a report without a role or a paper
_REPORTERS = re.compile(r"^\s*[（(]\s*([^（）()]{2,60}?)\s*[）)]\s*")
_REPORTER = re.compile("本报|记者|通讯员|见习|实习")
_LONG_NAME = re.compile(rf"(?:本报)?记者\s*([{HAN}]{{4,5}})")  # 才让卓玛
_ELSEWHERE = re.compile(r"本报|本刊|本网|本台|新华|中新|人民|央视|央广|中国新闻|经济日报|光明日报")


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands before the news in the first paragraph; `length` counts the characters it takes."""

    dateline: str | None = None
    paper: str | None = None
    authors: tuple[str, ...] = ()
    length: int = 0


NOTHING = Opening()


def opens(plain: str) -> bool:
    """Return whether a report may open with this line."""
    return _CUE.match(plain) is not None


def opening(text: str) -> Opening:
    """Return the dateline and the reporters that a text opens with; wraps are line feeds.

    >>> opening("新华社太原 10 月 13 日电\\n（记者 萧滢）在 10 月 9 日的")
    Opening(dateline='新华社太原 10 月 13 日电', paper='新华社', authors=('萧滢',), length=24)
    """
    plain = simplified(text)
    if not opens(plain):
        return NOTHING
    match = _DATELINE.match(plain)
    if match is None:
        byline = byline_at_start(text)
        return Opening(authors=byline.authors, length=byline.end) if byline else NOTHING
    end = match.end("dateline")
    reporters = _REPORTERS.match(text[end:])
    authors = _reporters(reporters[1]) if reporters else ()
    if reporters and (authors or _REPORTER.match(simplified(reporters[1]))):
        end += reporters.end()
    else:
        end += len(text[end:]) - len(text[end:].lstrip())
    return Opening(_mended(text[slice(*match.span("dateline"))]), text[slice(*match.span("paper"))], authors, end)


def _reporters(text: str) -> tuple[str, ...]:
    alone = _LONG_NAME.fullmatch(simplified(text))
    return names(text) or ((text[slice(*alone.span(1))],) if alone else ())


def own_paper(found: Opening) -> str | None:
    """Return the newspaper that a dateline names as its own, None for 本报 and for the wire."""
    paper = found.paper
    return (
        paper
        if paper and not _ELSEWHERE.match(simplified(paper)) and paper[-1] in "报刊報" and len(paper) > 2
        else None
    )


def _mended(text: str) -> str:
    return re.sub(rf"(?<=[{HAN}])\n(?=[{HAN}])", "", text).replace("\n", " ").strip()


def is_unnamed(text: str) -> bool:
    """Return whether a byline names an office instead of people (本报评论员)."""
    return UNNAMED.fullmatch(simplified(text).strip(" □■（）")) is not None
