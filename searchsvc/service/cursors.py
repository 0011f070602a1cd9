"""Cursors: where a walk through hits stands, and in which state of the index, as one text that nobody else keeps."""

import base64
import hashlib
import json
import math
from dataclasses import dataclass
from datetime import date
from typing import Any

from searchsvc.engines.base import Place
from searchsvc.errors import BadRequest
from searchsvc.messages import Message

START = "*"  # the cursor that a walk begins with
_VERSION = 1
_SUM = 9  # bytes of the check before what a cursor says
_LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in the hits of a search: behind that at `place`, which `seen` hits lead up to, in a state of the index.

    `day` is that on which the walk began, for dates said relative to it; `query` and `search` are the digests of the
    query as it was understood and of all that was asked.
    """

    generation: str
    place: Place
    seen: int
    day: date
    query: str
    search: str


def digest(said: str) -> str:
    """Return what stands in a cursor for a long text."""
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def written(cursor: Cursor) -> str:
    """Return a cursor as a text of letters, digits, - and _."""
    values = [_VERSION, cursor.generation, cursor.place, cursor.seen, cursor.day.isoformat()]
    said = json.dumps([*values, cursor.query, cursor.search], separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(_sum(said) + said).decode().rstrip("=")


def read(text: str, search: str) -> Cursor | None:
    """Return the cursor that a text is, None for START; `search` is the digest of what is asked now.

    Raises BadRequest for what `written` did not give, and for a cursor of another search.
    """
    if text == START:
        return None
    try:
        cursor = _cursor(text)
    except (ValueError, TypeError) as error:
        raise _no_cursor() from error
    if cursor.search != search:
        raise BadRequest(
            Message("这个游标属于另一次检索。", "This cursor belongs to another search."),
            Message(
                "游标须与得到它的检索用同样的参数（size、facets、snippets 等除外）；否则从 cursor=* 开始。",
                "Give the parameters of the search that it came from (size, facets, snippets may change), "
                "or start with cursor=*.",
            ),
            parameter="cursor",
        )
    return cursor


def _cursor(text: str) -> Cursor:
    data = base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True) if len(text) <= _LONGEST else b""
    check, said = data[:_SUM], data[_SUM:]
    if check != _sum(said):
        raise ValueError("not as it was written")
    version, generation, place, seen, day, query, search = json.loads(said)
    if version != _VERSION:
        raise ValueError("of another version")
    return Cursor(_text(generation), _place(place), _number(seen), date.fromisoformat(day), _text(query), _text(search))


def _place(said: Any) -> Place:  # noqa: ANN401 - JSON
    score, dated, sequence = said
    if not all(isinstance(number, int | float) and not math.isnan(number) for number in (score, dated)):
        raise TypeError("a place is numbers")
    return float(score), float(dated), _number(sequence)


def _number(said: Any) -> int:  # noqa: ANN401 - JSON
    if not isinstance(said, int) or not 0 <= said < 2**63:
        raise ValueError("not a number of something")
    return said


def _text(said: Any) -> str:  # noqa: ANN401 - JSON
    if not isinstance(said, str):
        raise TypeError("not a text")
    return said


def _sum(said: bytes) -> bytes:
    return hashlib.sha256(said).digest()[:_SUM]


def _no_cursor() -> BadRequest:
    return BadRequest(
        Message("这不是本服务给出的游标。", "This is no cursor that the service gave."),
        Message(
            "原样使用 links.next 中的游标，或从 cursor=* 开始。",
            "Use that of links.next as it is, or start with cursor=*.",
        ),
        parameter="cursor",
    )
