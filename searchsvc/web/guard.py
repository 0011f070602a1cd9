"""Who may do what: writing takes a token, reading one where it is private; checked before a body is read."""

from http import HTTPStatus
from typing import Any

from flask import Flask, Response, request
from flask_openapi3.models.security_scheme import SecurityScheme
from werkzeug.datastructures import Authorization

from searchsvc.config import Settings
from searchsvc.service import tokens
from searchsvc.web.opened import archive

BEARER = "bearer"  # the name of the security scheme in the OpenAPI document
SCHEMES: dict[str, SecurityScheme | dict[str, Any]] = {BEARER: {"type": "http", "scheme": "bearer"}}
_OPEN = frozenset({"probes.healthz", "probes.readyz", "static"})  # whoever watches the service needs no secret


def attach(app: Flask, settings: Settings) -> None:
    """Let a private application be read by those who have a token."""
    if settings.private:
        app.before_request(_demand_reader)
        app.after_request(_let_browsers_ask)


def demand_writer() -> str:
    """Return the name of the token that this request may write by; raises Unauthorized, Forbidden.

    A browser sends a password along without being asked, from any page: so it is a bearer's token or none.
    """
    said = request.authorization
    return tokens.admit(archive(), said.token if said and said.type == "bearer" else None)


def _demand_reader() -> None:
    """Raise unless the request has a token, which a browser may send as the password of any name."""
    if request.endpoint not in _OPEN:
        tokens.admit(archive(), _secret(request.authorization))


def _let_browsers_ask(response: Response) -> Response:
    """Let a browser that was refused ask for a password, which is the token."""
    if response.status_code == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = 'Basic realm="searchsvc", charset="UTF-8"'
    return response


def _secret(said: Authorization | None) -> str | None:
    if said is None:
        return None
    return said.password if said.type == "basic" else said.token
