"""What goes into an archive and comes out of it: articles to be saved, their states, and who may write."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from searchsvc.articles import Article
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


@dataclass(frozen=True)
class Prepared:
    """What is worked out of an article before it is saved, by whoever has the time: as it is written, and its sketch.

    `digest` tells it from others of its name; `signature` is that of an article to which no id was given.
    """

    record: Record
    sketch: Sketch
    digest: bytes
    signature: str | None


@dataclass(frozen=True)
class Incoming:
    """An article to be saved, with the file it came from and the rules that derived its facets.

    `text` are the lines of that file, which the article's own count in; None leaves what is kept of it. `prepared` is
    for this very article, or None.
    """

    article: Article
    origin: str | None = None
    rules: str | None = None
    text: tuple[str, ...] | None = None
    prepared: Prepared | None = None

    def under(self, name: str) -> "Incoming":
        """Return it with this id."""
        if name == self.article.id:
            return self
        return replace(self, article=replace(self.article, id=name), prepared=None)

    @property
    def digest(self) -> bytes:
        """What tells the article from others of its name (signatures.digest)."""
        return self.prepared.digest if self.prepared else digest(self.article)

    @property
    def issue(self) -> str | None:
        """A name for the issue that the other parts of the article stand in; None for what is no part.

        It is the newspaper's on a day; where the day is unknown only the same page file is the same issue.
        """
        article = self.article
        if article.continued_from is None and article.continues_on is None:
            return None
        return json.dumps([article.source, article.published]) if article.published else self.origin


@dataclass(frozen=True, slots=True)
class Token:
    """Who may write over HTTP: a name, the SHA-256 of the secret, and when it was made (ISO, UTC)."""

    name: str
    digest: bytes
    made: str
