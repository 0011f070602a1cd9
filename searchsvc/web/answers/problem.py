"""What is answered when something goes wrong."""

from searchsvc.web.answers.base import Answered


class Cause(Answered):
    """One thing that is wrong: the parameter, the position in it, and the name that may be meant."""

    detail: str
    parameter: str | None
    position: int | None
    nearest: str | None


class Problem(Answered):
    """What went wrong (RFC 9457); `id` is found in the log, `restart` begins an expired walk anew."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    id: str | None = None
    restart: str | None = None
    errors: list[Cause]
