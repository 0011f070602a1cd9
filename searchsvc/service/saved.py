"""The use case of saving searches: kept under a name for a reader or for the installation, with what is new of each.

What was seen is counted by the engine's sequence: what the store has and can't be found yet is still to come.
"""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from searchsvc.engines.base import Choice, Request
from searchsvc.engines.expressions import And, HasId
from searchsvc.errors import BadRequest, NotFound, OutOfTime
from searchsvc.messages import Message
from searchsvc.service.archive import Archive
from searchsvc.service.asking import Search, check, request_of, understand
from searchsvc.service.exporting import walked
from searchsvc.service.search import Answer, search
from searchsvc.store.saved import SavedSearch

MOST = 100  # searches of one owner
LONGEST = 100  # characters of a name
KEPT = timedelta(days=365)  # how long a browser keeps a reader's secret since it was last here
FORGOTTEN_AFTER = KEPT + timedelta(days=30)
_DAYS = ("first", "last")
_PLAIN = ("q", "metric", "least", "most", "sort", "collapse", "recency", "relax")


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved search; `new` are its hits that arrived since it was last seen, None where counting took too long."""

    name: str
    search: Search
    made: str
    new: int | None


def owner_of(secret: str) -> str:
    """Return the owner that a reader's secret stands for; the store never holds the secret itself."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def saved(archive: Archive, owner: str) -> list[Saved]:
    """Return what an owner saved, in the order of saving, with what is new."""
    return [_counted(archive, each) for each in archive.store.saved.of(owner)]


def visited(archive: Archive, owner: str) -> None:
    """Note that a reader is here; those who were not for longer than a browser keeps their secret are forgotten."""
    today = datetime.now(UTC).date()
    archive.store.saved.visited(owner, today.isoformat(), (today - FORGOTTEN_AFTER).isoformat())


def save(archive: Archive, owner: str, name: str, asked: Search) -> None:
    """Save a search, as seen now. Raises BadRequest for what is no name or no search, a name taken, or one too many."""
    name = _named(name)
    check(asked)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    kept = archive.store.saved.keep(SavedSearch(owner, name, _text(asked), archive.engine.sequence, now), MOST)
    if kept == "taken":
        raise BadRequest(
            Message(f"已有名为“{name}”的检索。", f"There is a search named {name!r} already."),
            Message("请换个名字，或先删除那一个。", "Choose another name, or delete that one first."),
            parameter="name",
        )
    if kept == "full":
        raise BadRequest(
            Message(f"至多保存 {MOST} 个检索。", f"At most {MOST} searches are saved."),
            Message("请先删除不再用的。", "Delete one that is no longer needed."),
        )


def delete(archive: Archive, owner: str, name: str) -> None:
    """Forget a search. Raises NotFound."""
    if not archive.store.saved.forget(owner, name):
        raise _nothing(name)


def find(archive: Archive, owner: str, name: str) -> Search:
    """Return a saved search. Raises NotFound."""
    return _search(_one(archive, owner, name).search)


def see(archive: Archive, owner: str, name: str, sequence: int) -> None:
    """Note that the hits up to this sequence of the engine were looked at. Raises NotFound."""
    if not archive.store.saved.see(owner, name, sequence):
        raise _nothing(name)


def fresh(archive: Archive, owner: str, name: str) -> Answer:
    """Return every hit that arrived since a search was last seen, the newest first. Raises NotFound."""
    found = _one(archive, owner, name)
    asked = replace(_search(found.search), sort="newest", relax=False)
    new = set(archive.store.arrivals(found.seen))
    hits = tuple(one.found for one in (walked(archive, asked) if new else ()) if one.article.id in new)
    return replace(search(archive, replace(asked, snippets=0)), hits=hits, total=len(hits), listed=len(hits))


def _counted(archive: Archive, found: SavedSearch) -> Saved:
    asked = _search(found.search)
    ids = frozenset(archive.store.arrivals(found.seen))
    return Saved(found.name, asked, found.made, _among(archive, asked, ids) if ids else 0)


def _among(archive: Archive, asked: Search, ids: frozenset[str]) -> int | None:
    """Return how many of these articles a search finds."""
    whole = request_of(asked, understand(archive, asked.q).root)
    try:
        narrowed = Request(match=And((whole.match, HasId(ids))), choices=asked.choices, size=1)
        return archive.search(narrowed).total
    except OutOfTime:
        return None


def _one(archive: Archive, owner: str, name: str) -> SavedSearch:
    found = next((each for each in archive.store.saved.of(owner) if each.name == name), None)
    if found is None:
        raise _nothing(name)
    return found


def _named(name: str) -> str:
    plain = " ".join(name.split())
    if not plain or len(plain) > LONGEST or not plain.isprintable():
        raise BadRequest(
            Message(f"名字应是 1 到 {LONGEST} 个可见字符。", f"A name is 1 to {LONGEST} characters that can be seen."),
            parameter="name",
        )
    return plain


def _text(asked: Search) -> str:
    """Return what a search asks for as JSON; not how its hits are shown."""
    said: dict[str, Any] = {name: getattr(asked, name) for name in _PLAIN}
    said |= {name: day.isoformat() for name in _DAYS if (day := getattr(asked, name))}
    choices = {name: {"only": _listed(own.only), "never": _listed(own.never)} for name, own in asked.choices.items()}
    return json.dumps(said | {"choices": choices}, ensure_ascii=False)


def _listed(values: frozenset[str | None]) -> list[str | None]:
    return sorted(values, key=lambda value: value or "")


def _search(text: str) -> Search:
    said = json.loads(text)
    days = {name: date.fromisoformat(said.pop(name)) for name in _DAYS if name in said}
    choices = {name: Choice(frozenset(own["only"]), frozenset(own["never"])) for name, own in said["choices"].items()}
    return Search(**(said | days | {"choices": choices}))


def _nothing(name: str) -> NotFound:
    return NotFound(
        Message(f"没有名为“{name}”的检索。", f"There is no saved search named {name!r}."),
        Message("请从列表里选。", "Choose one of the list."),
    )
