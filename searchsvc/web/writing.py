"""Writing over HTTP, for programs with a token: articles sent, an article taken out."""

from dataclasses import asdict
from typing import Any

from flask import Response, jsonify, request
from flask_openapi3.models.tag import Tag
from pydantic import ValidationError
from werkzeug.exceptions import UnsupportedMediaType

from searchsvc import ingest
from searchsvc.service.reading import read
from searchsvc.web import answers
from searchsvc.web.blueprint import api, documented, either
from searchsvc.web.guard import BEARER, demand_writer
from searchsvc.web.invalid import refuse, repeated
from searchsvc.web.language import spoken
from searchsvc.web.opened import unhurried
from searchsvc.web.parameters import ArticlePath, DeletionBody, DeletionParameters, Parameters
from searchsvc.web.parameters.sent import JSON, SENT, TYPES

MAX_BYTES = 32 * 1024 * 1024  # of the articles sent at once
_API = "api"  # what articles that were sent are told to come from

_WHY = {
    "description": "The reason, where it is not in the address.",
    "required": False,
    "content": {JSON: {"schema": DeletionBody.model_json_schema(), "example": {"reason": "转载未获授权"}}},
}
_SECURED: dict[str, Any] = {"tags": [Tag(name="writing")], "security": [{BEARER: []}]}


@api.post(
    "/articles",
    responses={200: answers.AcceptedAnswer, 422: either(answers.AcceptedAnswer), **documented(401, 403, 413, 415)},
    openapi_extensions={"requestBody": SENT},
    **_SECURED,
)
def post_articles(query: Parameters) -> tuple[Response, int]:
    """Send ready articles: durable and found by the next search when this answers; 422 where all were rejected."""
    demand_writer()
    if request.mimetype not in TYPES:
        raise UnsupportedMediaType
    request.max_content_length = MAX_BYTES
    found = unhurried()
    rows = ingest.accept(found.store, found.engine, request.get_data(), _API)
    results = [asdict(row) | {"error": row.error and row.error.said(spoken())} for row in rows]
    record = {"results": results, "generation": found.engine.generation}
    return jsonify(record), 200 if any(row.status != "rejected" for row in rows) else 422


@api.delete(
    "/articles/<article_id>",
    responses={200: answers.DeletedAnswer, **documented(401, 403, 404, 410, 413, 415)},
    openapi_extensions={"requestBody": _WHY},
    **_SECURED,
)
def delete_article(path: ArticlePath, query: DeletionParameters) -> Response:
    """Take an article out; it answers 410 with the reason from then on, and reading its page does not bring it back."""
    demand_writer()
    why = _reason(query)
    found = unhurried()
    article = read(found, path.article_id)
    ingest.delete(found.store, found.engine, article.id, why)
    return jsonify({"id": article.id, "status": "deleted", "generation": found.engine.generation})


@api.post(
    "/articles/<article_id>/restore", responses={200: answers.RestoredAnswer, **documented(401, 403, 404)}, **_SECURED
)
def restore_article(path: ArticlePath, query: Parameters) -> Response:
    """Bring back an article that was taken out."""
    demand_writer()
    found = unhurried()
    ingest.restore(found.store, found.engine, path.article_id)
    return jsonify({"id": path.article_id, "status": "restored", "generation": found.engine.generation})


def _reason(query: DeletionParameters) -> str | None:
    """Return why an article is taken out, as the address or the body says."""
    said = request.get_data()
    if said and request.mimetype != JSON:
        raise UnsupportedMediaType
    try:
        body = DeletionBody.model_validate_json(said or "{}")
    except ValidationError as error:
        refuse(error)
    if body.reason and query.reason:
        raise repeated("reason")
    return body.reason or query.reason or None
