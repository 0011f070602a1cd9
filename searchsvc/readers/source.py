"""What a reader is given and how much of it it may be."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from searchsvc.articles import Article, Page, Skipped

MAX_FILE = 1 << 30  # bytes of any file
MAX_PAGE = 16 << 20  # bytes of a page's text
MAX_WHOLE = 256 << 20  # bytes of ready articles in one document
MAX_LINE = 8 << 20  # bytes of one line of ready articles
MAX_TITLE = 2_000  # characters
MAX_BODY = 2_000_000  # characters


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its path as users are shown it, and its bytes."""

    path: str
    data: bytes


Read = Page | Article | Skipped
Reader = Callable[[Source], Iterator[Read]]
