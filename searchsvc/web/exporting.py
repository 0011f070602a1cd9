"""Every hit over HTTP, as a file that streams: the parameters and the view."""

from typing import Annotated, Literal

from flask import Response, request
from pydantic import BeforeValidator, Field

from searchsvc.output.exporting import EXPORTS, NAMES, Taken, lean, taken
from searchsvc.service.exporting import walked
from searchsvc.web.blueprint import api, documented
from searchsvc.web.http import revalidate
from searchsvc.web.opened import archive, unhurried
from searchsvc.web.parameters import SearchParameters
from searchsvc.web.parameters.kinds import Flag, OneOf, example, separated

Names = Annotated[list[Annotated[str, OneOf(NAMES)]], BeforeValidator(separated)]


class ExportParameters(SearchParameters):
    """A search, all of whose hits are taken away, and the form; `size`, `page`, `facets` and `marks` change nothing."""

    format: Literal["csv", "jsonl", "xlsx"] = Field(
        description="A table as `csv` or `xlsx`, or as `jsonl` whole articles, which `searchsvc index` reads back.",
        json_schema_extra=example("csv"),
    )
    fields: Names = Field(
        default_factory=list,
        description="What of each hit, in this order; without it `csv` and `xlsx` have the article's head, facets, "
        "score and passages, `jsonl` the whole article.",
        json_schema_extra=example(["id", "title", "body"]),
    )
    bom: Flag = Field(False, description="Begin CSV with a byte order mark, by which spreadsheets know UTF-8.")
    relax: Flag = Field(
        False, description="Also hits that hold only some of the words, where less than 100 hold all; `relaxed` tells."
    )


_FILES = {form.type.partition(";")[0]: {"schema": {"type": "string"}} for form in EXPORTS.values()}


@api.get("/export", responses={200: {"description": "Every hit.", "content": _FILES}, **documented(410)})
def export(query: ExportParameters) -> Response:
    """Every hit of a search as a file, streamed from one state of the index, however many there are."""
    revalidate(archive())
    asked = lean(query.asked(), query.format, tuple(query.fields))
    how = Taken(tuple(dict.fromkeys(query.fields)), asked.q, request.host_url.rstrip("/"), query.bom)
    pieces = taken(walked(unhurried(), asked), query.format, how)
    headers = {"Content-Disposition": f"attachment; filename=articles.{query.format}"}
    return Response(pieces, headers=headers, content_type=EXPORTS[query.format].type)
