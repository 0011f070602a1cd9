"""What all answers have: a root that leaves nothing undocumented, and addresses."""

from pydantic import BaseModel, ConfigDict


class Answered(BaseModel):
    """The root of all answers: nothing in them is undocumented."""

    model_config = ConfigDict(extra="forbid")


class Understood(Answered):
    """How a query was understood; `parsed` is itself a valid query."""

    q: str
    parsed: str
    warnings: list[str]


class Links(Answered):
    """This page of the answer, the next one, and the same for people."""

    self: str
    next: str | None
    html: str
