"""The blueprints that the API's views are on, and how their problems are documented."""

from typing import Any

from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag
from flask_openapi3.types import ResponseDict
from pydantic import BaseModel

PREFIX, PROBES = "/api/v1", ("/healthz", "/readyz", "/metrics", "/status")
_PROBLEMS = {  # beside 200, for every operation
    400: "A parameter is unknown or out of its range, or `strict` refuses the query.",
    401: "The token is missing or not known.",
    403: "Writing is off: there is no token.",
    404: "There is no such article.",
    410: "The article was deleted, or the state of the index that a cursor walks through is no longer kept.",
    413: "The body is too large.",
    414: "The address is over 64 kB: search by a body.",
    415: "The body is of another type than JSON.",
    429: "The client asks more often than it may; `Retry-After` says when the next request is welcome.",
    500: "Something went wrong inside; its `id` is found in the log.",
    503: "There is no archive to read, it can't be read, or as many searches as may run are running.",
}


def either(model: type[BaseModel]) -> dict[str, Any]:
    """Return the description of a 422: rows that were all rejected, or a problem."""
    rows, problem = ({"schema": {"$ref": f"#/components/schemas/{name}"}} for name in (model.__name__, "Problem"))
    content = {"application/json": rows, "application/problem+json": problem}
    return {"description": "All records were rejected, or the body can't be read.", "content": content}


def documented(*statuses: int) -> ResponseDict:
    """Return these problems as they stand in the OpenAPI document."""
    schema = {"$ref": "#/components/schemas/Problem"}
    content: dict[str, Any] = {"application/problem+json": {"schema": schema}}
    return {status: {"description": _PROBLEMS[status], "content": content} for status in statuses}


api = APIBlueprint(
    "api",
    __name__,
    url_prefix=PREFIX,
    abp_tags=[Tag(name="reading")],
    abp_responses=documented(400, 414, 429, 500, 503),
)
probes = APIBlueprint("probes", __name__, abp_tags=[Tag(name="running")], abp_responses=documented(400, 414, 500))
