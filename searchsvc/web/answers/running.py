"""What is answered to who runs the service."""

from searchsvc.web.answers.base import Answered


class Health(Answered):
    """The process is alive."""

    status: str


class Ready(Health):
    """The archive is open."""

    articles: int
    generation: str


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
