"""NAME.fix.toml: the statements of how a page is to be split, and which of them its lines still fit."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple, get_args

from searchsvc.articles import Fix, Lines, Role, Unfit
from searchsvc.messages import Message
from searchsvc.readers.beside.toml import Table
from searchsvc.readers.source import Refused

_KEYS = {"article": ("lines", "begins"), "paragraph": ("lines", "begins"), "part": ("lines", "is", "begins")}
_ROLES: tuple[Role, ...] = get_args(Role)
_CHANGED = Message(
    "版面变了：第 {line} 行以“{found}”开头，请核对后重写行号。",
    "The page has changed: line {line} begins with {found!r}; look at it and write the lines anew.",
)


class Statement(NamedTuple):
    """That the lines of some ranges are one article, one paragraph or of a role; `line` is where it is written."""

    line: int | None
    kind: str
    spans: tuple[Lines, ...]
    begins: str
    role: Role | None


def statements(table: Table | Unfit | None) -> tuple[list[Statement], list[Unfit]]:
    """Return what a file says of a split, and what of it can't be understood."""
    if not isinstance(table, Table):
        return [], [table] if table else []
    found: list[Statement] = []
    unfit: list[Unfit] = []
    for kind, values, line in _written(table):
        try:
            found.append(_statement(kind, values, line))
        except Refused as refused:
            unfit.append(table.unfit(line, refused.message))
    return found, unfit


def fitted(told: Sequence[Statement], lines: Sequence[str], path: str) -> tuple[Fix, list[Unfit]]:
    """Return those statements that the lines of a page fit, and a complaint about each of the others."""
    fit: list[Statement] = []
    unfit: list[Unfit] = []
    for statement in told:
        try:
            fit.append(_checked(statement, fit, lines))
        except Refused as refused:
            unfit.append(Unfit(path, statement.line, refused.message))
    articles = tuple(each.spans for each in fit if each.kind == "article")
    parts = tuple((span, each.role) for each in fit if each.role for span in each.spans)
    paragraphs = tuple(each.spans[0] for each in fit if each.kind == "paragraph")
    return Fix(articles, parts, paragraphs), unfit


def _written(table: Table) -> Iterator[tuple[str, object, int | None]]:
    """Yield each statement with its kind and line."""
    for kind, values in table.values.items():
        for number, each in enumerate(values if isinstance(values, list) else [values]):
            yield kind, each, table.line(kind, number)


def _statement(kind: str, values: object, line: int | None) -> Statement:
    if kind not in _KEYS or not isinstance(values, dict):
        raise Refused(
            Message(
                f"没有名为“{kind}”的写法，可写 {'、'.join(f'[[{known}]]' for known in _KEYS)}。",
                f"{kind!r} is no statement; write one of {', '.join(f'[[{known}]]' for known in _KEYS)}.",
            )
        )
    if unknown := [key for key in values if key not in _KEYS[kind]]:
        raise Refused(
            Message(
                f"[[{kind}]] 里没有“{unknown[0]}”，只有 {'、'.join(_KEYS[kind])}。",
                f"[[{kind}]] has no {unknown[0]!r}; it has {', '.join(_KEYS[kind])}.",
            )
        )
    begins = values.get("begins", "")
    if not isinstance(begins, str):
        raise Refused(
            Message(
                "begins 是其中首行开头的文字，请加引号。",
                "begins is the text that the first of these lines begins with, in quotes.",
            )
        )
    spans = _spans(values.get("lines"))
    if kind == "paragraph" and len(spans) > 1:
        raise Refused(
            Message(
                "一个段落只能是一段行，请每段写一个 [[paragraph]]。",
                "A paragraph is one range of lines; write a [[paragraph]] for each.",
            )
        )
    return Statement(line, kind, spans, begins, _role(values) if kind == "part" else None)


def _role(values: dict[str, Any]) -> Role:
    found = [role for role in _ROLES if role == values.get("is")]
    if not found:
        raise Refused(
            Message(
                f"is 说明这些行是什么：{'、'.join(_ROLES)}。", f"is names what these lines are: {', '.join(_ROLES)}."
            )
        )
    return found[0]


def _spans(value: object) -> tuple[Lines, ...]:
    """Return the ranges of `143`, `[144, 147]` or `[[144, 147], [120, 142]]`."""
    ranges = value if isinstance(value, list) and value and isinstance(value[0], list) else [value]
    spans = tuple(_span(each) for each in ranges)
    ordered = sorted(spans)
    if any(before[1] >= after[0] for before, after in pairwise(ordered)):
        raise Refused(Message("行的范围有重叠，每行只写一次。", "Its ranges overlap; name each line once."))
    return spans


def _span(value: object) -> Lines:
    ends = [value, value] if type(value) is int else value
    if not (isinstance(ends, list) and len(ends) == 2 and all(type(end) is int for end in ends)):
        raise Refused(
            Message(
                "lines 写首行和末行，如 [144, 147]，或几个这样的范围。",
                "lines is the first and the last line, as [144, 147], or several such ranges.",
            )
        )
    first, last = ends
    if not 1 <= first <= last:
        raise Refused(
            Message(
                f"lines = [{first}, {last}] 不成范围：行号从 1 起，小的在前。",
                f"lines = [{first}, {last}] is no range; lines count from 1, the first one is the lesser.",
            )
        )
    return first, last


def _checked(statement: Statement, before: Sequence[Statement], lines: Sequence[str]) -> Statement:
    """Return the statement. Raises Refused where it does not fit the page or the statements before it."""
    for first, last in statement.spans:
        if last > len(lines) or not any(line.strip() for line in lines[first - 1 : last]):
            raise Refused(
                Message(
                    f"版面共 {len(lines)} 行，[{first}, {last}] 上没有文字，请重写行号。",
                    f"The page has {len(lines)} lines and no text on [{first}, {last}]; write the lines anew.",
                )
            )
    first = statement.spans[0][0]
    if not _bare(lines[first - 1]).startswith(_bare(statement.begins)):
        found = lines[first - 1].strip()[:20]
        raise Refused(Message(*(text.format(line=first, found=found) for text in _CHANGED)))
    same = [each for each in before if each.kind == statement.kind]
    if rival := next((each for each in same if _overlap(each.spans, statement.spans)), None):
        raise Refused(
            Message(
                f"这些行已经写过（第 {rival.line} 行），每行只写一次。",
                f"Its lines are said already (line {rival.line}); say each line once.",
            )
        )
    return statement


def _overlap(some: Sequence[Lines], others: Sequence[Lines]) -> bool:
    return any(one[0] <= other[1] and other[0] <= one[1] for one in some for other in others)


def _bare(text: str) -> str:
    return "".join(text.split())
