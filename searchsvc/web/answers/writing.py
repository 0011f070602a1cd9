"""What is answered to who writes."""

from typing import Literal

from searchsvc.web.answers.base import Answered


class AcceptedRecord(Answered):
    """What became of one record; `error` says why it was rejected, or what of it was left out."""

    id: str | None
    status: Literal["new", "replaced", "unchanged", "rejected"]
    error: str | None


class AcceptedAnswer(Answered):
    """A row for each record, in order; `generation` is the one in which they are found."""

    results: list[AcceptedRecord]
    generation: str


class DeletedAnswer(Answered):
    """An article was taken out."""

    id: str
    status: Literal["deleted"]
    generation: str


class RestoredAnswer(Answered):
    """An article was brought back."""

    id: str
    status: Literal["restored"]
    generation: str
