"""What is answered to who runs the service."""

from searchsvc.web.answers.base import Answered


class Health(Answered):
    """The process is alive."""

    status: str


class Ready(Health):
    """The archive is open."""

    articles: int
    generation: str


class Bytes(Answered):
    """What stands on the disk."""

    archive: int
    index: int


class StatisticsAnswer(Answered):
    """What the archive holds: articles by newspaper, the different `values` of each facet, the first and last day.

    `outdated` articles were filed by older rules; `sequence` is the newest change.
    """

    articles: int
    first: str | None
    last: str | None
    sources: dict[str, int]
    values: dict[str, int]
    outdated: int
    sequence: int
    generation: str
    bytes: Bytes


class Status(Answered):
    """The state of the archive and of the service; `in_line`: the index holds every change, `last_commit` ISO, UTC."""

    version: str
    articles: int
    sequence: int
    generation: str
    in_line: bool
    last_commit: str | None
    uptime_seconds: int
    workers: int
