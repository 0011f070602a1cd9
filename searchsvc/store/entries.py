"""What goes into an archive and comes out of it: articles to be saved, their states, and who may write."""

import json
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Literal, NamedTuple

from searchsvc.articles import Article, Lines
from searchsvc.enrich.signatures import digest
from searchsvc.enrich.sketches import Sketch
from searchsvc.store.records import Record

Outcome = Literal["new", "replaced", "unchanged", "tombstoned"]
# superseded: gone from the page it stood on, which may bring it back; joined: a later part of another article
State = Literal["living", "deleted", "superseded", "joined"]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """The state of an id from `sequence` on, which began at `changed` (ISO, UTC).

    `told` makes what `last` is; it can be sent to another process and costs nothing before it is called. `origin` is
    the page file it came from (absolute), None for ready articles; `rules` the version of the rules that derived its
    facets; `reason` why it was deleted; `whole` the id of the article that this one is a part of; `cluster` names it
    and its near-duplicates.
    """

    sequence: int
    id: str
    told: Callable[[], Article]
    changed: str
    state: State = "living"
    origin: str | None = None
    rules: str | None = None
    reason: str | None = None
    whole: str | None = None
    cluster: str | None = None

    @cached_property
    def last(self) -> Article:
        """The article, or what it was when it was deleted."""
        return self.told()

    @property
    def lives(self) -> bool:
        """Whether there is an article."""
        return self.state == "living"

    @property
    def article(self) -> Article | None:
        """The article while it lives, else None."""
        return self.last if self.lives else None


class Known(NamedTuple):
    """What whoever saves an article asks of it: its id and headline, where it stands, how sure its cut is.

    `issue` names the issue that the other parts of the article stand in; None for what is no part.
    """

    id: str
    title: str | None
    path: str | None
    lines: Lines | None
    confidence: float
    issue: str | None


def known(article: Article, origin: str | None) -> Known:
    """Return what is known of an article from a page file.

    Its issue is the newspaper's on a day; where the day is unknown only the same page file is the same issue.
    """
    is_part = article.continued_from is not None or article.continues_on is not None
    issue = json.dumps([article.source, article.published]) if article.published else origin
    own = article.id, article.title, article.path, article.lines, article.confidence
    return Known(*own, issue if is_part else None)


@dataclass(frozen=True)
class Prepared:
    """What is worked out of an article before it is saved, by whoever has the time: as it is written, and its sketch.

    `digest` tells it from others of its name; `signature` is that of an article to which no id was given.
    """

    known: Known
    record: Record
    sketch: Sketch
    digest: bytes
    signature: str | None


@dataclass(frozen=True)
class Incoming:
    """An article to be saved, with the file it came from and the rules that derived its facets.

    `text` are the lines of that file, which the article's own count in; None leaves what is kept of it. `prepared` is
    for this very article, or None. `given` is the article; None where it came from another process, prepared: it is
    made of what is written when somebody asks for it.
    """

    given: Article | None
    origin: str | None = None
    rules: str | None = None
    text: tuple[str, ...] | None = None
    prepared: Prepared | None = None

    def under(self, name: str) -> "Incoming":
        """Return it with this id."""
        if name == self.known.id:
            return self
        return replace(self, given=replace(self.article, id=name), prepared=None)

    @cached_property
    def article(self) -> Article:
        """The article."""
        if self.given is None and self.prepared is not None:
            return self.prepared.record.article()
        if self.given is None:
            raise ValueError("there is no article")
        return self.given

    @cached_property
    def known(self) -> Known:
        """What is known of the article without making it."""
        return self.prepared.known if self.prepared else known(self.article, self.origin)

    def __getstate__(self) -> dict[str, object]:
        """Return what is sent to another process: a prepared article goes as it is written, which is quicker."""
        given = None if self.prepared else self.given
        return {field.name: getattr(self, field.name) for field in fields(self)} | {"given": given}

    @property
    def digest(self) -> bytes:
        """What tells the article from others of its name (signatures.digest)."""
        return self.prepared.digest if self.prepared else digest(self.article)


@dataclass(frozen=True, slots=True)
class Token:
    """Who may write over HTTP: a name, the SHA-256 of the secret, and when it was made (ISO, UTC)."""

    name: str
    digest: bytes
    made: str
