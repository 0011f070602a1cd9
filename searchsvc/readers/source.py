"""What a reader is given and how much of it it may be."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from searchsvc.articles import Article, Page, Skipped
from searchsvc.messages import Message

MAX_FILE = 1 << 30  # bytes of any file
MAX_PAGE = 16 << 20  # bytes of a page's text
MAX_WHOLE = 256 << 20  # bytes of ready articles in one document
MAX_LINE = 8 << 20  # bytes of one line of ready articles
MAX_TITLE = 2_000  # characters
MAX_BODY = 2_000_000  # characters


class Refused(ValueError):
    """What was read is not what it should be; `message` says why and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.en)
        self.message = message


def plainly(error: Exception) -> Message:
    """Return what an error of the language or a library says, which has no translation."""
    return Message(str(error), str(error))


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its path as users are shown it, and its bytes."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says of pages that may not print it; `published` is an ISO date, None is nothing said."""

    source: str | None = None
    published: str | None = None
    page: str | None = None

    def over(self, other: "Said") -> "Said":
        """Return this with what it leaves open taken from another one."""
        return Said(self.source or other.source, self.published or other.published, self.page or other.page)

    def of(self, item: Page | Article) -> Page | Article:
        """Return a page or article that is of what was said; it keeps what it has and gets what it lacks."""
        own = Said(item.source, item.published, item.page)
        told = own.over(self)
        return replace(item, source=told.source, published=told.published, page=told.page) if told != own else item


NOTHING = Said()


@dataclass(frozen=True)  # without slots, which would make it slow to send to another process
class Line:
    """A ready article that is not yet read, a line of JSON, and what is said of it: whoever has the time reads it."""

    path: str
    number: int
    data: bytes
    said: Said = NOTHING

    def of(self, said: Said) -> "Line":
        """Return the line with what is said of it beside what was."""
        return replace(self, said=self.said.over(said))


Read = Page | Article | Skipped
Reader = Callable[[Source], Iterator[Read | Line]]
