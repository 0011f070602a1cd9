"""The parts of a score, as a JSON object and as a table for people."""

from collections.abc import Iterator
from typing import Any

from searchsvc.messages import Language, Message
from searchsvc.output.terminal import clean, table
from searchsvc.service.explaining import Explained, Reason

_COLUMNS = (
    Message("得分", "score"),
    Message("按", "by"),
    Message("词", "term"),
    Message("权重", "weight"),
    Message("计次", "counted"),
    Message("出现", "stands in"),
    Message("篇幅/平均", "length/mean"),
)
_VIEWS = {"words": Message("词", "words"), "pairs": Message("相邻", "pairs"), "units": Message("单字", "units")}
_PLACES = {
    "title": Message("标题", "title"),
    "kicker": Message("引题副题", "kicker"),
    "lead": Message("导语", "lead"),
    "body": Message("正文", "body"),
}
_SUM = Message("合计 × 时效 {recency:.4f} = {score:.4f}", "sum × recency {recency:.4f} = {score:.4f}")


def record(found: Explained) -> dict[str, Any]:
    """Return an explanation; nothing in it is rounded, so that the parts make the score."""
    return {
        "score": found.score,
        "recency": found.recency,
        "parts": [_part(reason) for reason in found.reasons],
    }


def lines(found: Explained, lang: Language) -> Iterator[str]:
    """Yield a row for each part under what its columns are, then what age makes of their sum."""
    rows = [tuple(column.said(lang) for column in _COLUMNS), *(_row(reason, lang) for reason in found.reasons)]
    yield from table(rows, right=frozenset({0, 3, 4, 6}))
    yield _SUM.said(lang).format(recency=found.recency, score=found.score)


def _row(reason: Reason, lang: Language) -> tuple[str, ...]:
    share = reason.share
    return (
        f"{share.score:.2f}",
        _VIEWS[share.view].said(lang),
        clean(share.term),
        f"{share.idf:.2f}",
        str(share.frequency),
        " ".join(f"{_PLACES[place].said(lang)}×{times}" for place, times in reason.places.items()),
        f"{share.length}/{share.average:.0f}",
    )


def _part(reason: Reason) -> dict[str, Any]:
    share = reason.share
    return {
        "view": share.view,
        "term": share.term,
        "places": dict(reason.places),
        "frequency": share.frequency,
        "length": share.length,
        "average": share.average,
        "idf": share.idf,
        "score": share.score,
    }
