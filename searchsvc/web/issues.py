"""Issues, their pages and what stands on them over HTTP: the parameters, the types of the answers, the views."""

from datetime import date
from typing import Annotated

from flask import Response, jsonify, request
from pydantic import BeforeValidator, Field, WithJsonSchema

from searchsvc.articles import Lines
from searchsvc.output import issues as records
from searchsvc.output.links import NO_VALUE, addressed, unsegment
from searchsvc.service.issues import issues, leaf, sheets
from searchsvc.web.answers import Answered, Links
from searchsvc.web.blueprint import api, documented
from searchsvc.web.http import revalidate
from searchsvc.web.opened import archive
from searchsvc.web.parameters import Parameters
from searchsvc.web.parameters.kinds import Asked, Day, Values, day, example

MAX_SIZE = 1000
Segment = Annotated[str, BeforeValidator(lambda said: unsegment(str(said)))]
IssueDay = Annotated[
    date | None,
    BeforeValidator(lambda said: None if said == NO_VALUE else day(said)),
    WithJsonSchema({"anyOf": [{"type": "string", "format": "date"}, {"const": NO_VALUE}]}),
]


class IssueParameters(Parameters):
    """Which issues."""

    source: Values = Field(
        default_factory=list,
        description=f"Only this newspaper; repeated: any of them; `{NO_VALUE}`: without one.",
        json_schema_extra=example(["晋北经济报"]),
    )
    first: Day | None = Field(None, alias="from", description="Published on this day or later.")
    last: Day | None = Field(None, alias="to", description="Published on this day or earlier.")
    size: int = Field(100, ge=1, le=MAX_SIZE, description="Issues on a page of the list.")
    page: int = Field(1, ge=1, le=10**9, description="Page of the list, from 1.")


class IssuePath(Asked):
    """Which issue."""

    source: Segment = Field(
        description=f"The newspaper; `{NO_VALUE}`: unknown.", json_schema_extra=example("晋北经济报")
    )
    date: IssueDay = Field(description=f"The day; `{NO_VALUE}`: unknown.", json_schema_extra=example("2025-02-10"))

    def paper(self) -> str | None:
        """Return the newspaper, None for the unknown."""
        return None if self.source == NO_VALUE else self.source


class LeafPath(IssuePath):
    """Which page of an issue."""

    page_no: Segment = Field(
        description=f"The newspaper's page; `{NO_VALUE}`: unknown.", json_schema_extra=example("A2")
    )


class IssueRow(Answered):
    """An issue, and how many of its articles are there."""

    source: str | None
    date: str | None
    articles: int
    url: str


class IssuesAnswer(Answered):
    """Issues, the newest first, the undated last."""

    total: int
    rows: list[IssueRow]
    links: Links


class SheetRow(Answered):
    """A page of an issue, and how many articles stand on it."""

    page: str | None
    articles: int
    url: str


class IssueAnswer(Answered):
    """The pages of an issue."""

    source: str | None
    date: str | None
    total: int
    rows: list[SheetRow]
    links: Links


class LeafRow(Answered):
    """An article on a page: its head, and the lines of `path` that it stands on."""

    id: str
    url: str
    title: str | None
    title_inferred: bool
    kicker: str | None
    subtitle: str | None
    authors: list[str]
    path: str | None
    lines: Lines | None
    city: list[str]
    zone: list[str]
    industry: list[str]


class LeafAnswer(Answered):
    """The articles of a page, in the order of its lines."""

    source: str | None
    date: str | None
    page: str | None
    total: int
    rows: list[LeafRow]
    links: Links


@api.get("/issues", responses={200: IssuesAnswer})
def get_issues(query: IssueParameters) -> Response:
    """The issues of the newspapers, the newest first, with the number of articles that are there of each."""
    revalidate(archive())
    sources = [None if name == NO_VALUE else name for name in dict.fromkeys(query.source)]
    found = issues(archive(), sources, query.first, query.last)
    end = query.page * query.size
    links = records.links(_listed(query.page), _listed(query.page + 1) if end < len(found) else None)
    rows = [records.issue(each) for each in found[end - query.size : end]]
    response = jsonify({"total": len(found), "rows": rows, "links": links})
    if links["next"]:
        response.headers["Link"] = f'<{links["next"]}>; rel="next"'
    return response


@api.get("/issues/<source>/<date>", responses={200: IssueAnswer, **documented(404)})
def get_issue(path: IssuePath, query: Parameters) -> Response:
    """The pages of an issue, with the number of articles on each."""
    revalidate(archive())
    found = sheets(archive(), path.paper(), path.date)
    return jsonify(records.sheets(path.paper(), path.date, found, query.beside()))


@api.get("/issues/<source>/<date>/<page_no>", responses={200: LeafAnswer, **documented(404)})
def get_leaf(path: LeafPath, query: Parameters) -> Response:
    """The articles of a newspaper's page, in the order of its lines."""
    revalidate(archive())
    page = None if path.page_no == NO_VALUE else path.page_no
    found = leaf(archive(), path.paper(), path.date, page)
    return jsonify(records.leaf(path.paper(), path.date, page, found, query.beside()))


def _listed(page: int) -> str:
    """Return the address of another page of this list."""
    said = [(name, value) for name, value in request.args.items(multi=True) if name != "page" and value]
    said += [("page", str(page))] if page > 1 else []
    return addressed(request.path, said)
