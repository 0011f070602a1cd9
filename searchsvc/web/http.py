"""What every answer carries: validators for caches, permission to read from other sites, and a policy for browsers."""

import hashlib

from flask import Flask, Response, abort, g, request
from werkzeug.http import quote_etag

from searchsvc import __version__
from searchsvc.service.archive import Archive
from searchsvc.service.asking import today
from searchsvc.web.blueprint import PREFIX
from searchsvc.web.language import is_machine, spoken

POLICY = (
    (
        "Content-Security-Policy",
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
)
_READ_BY_BODY = (f"{PREFIX}/search",)
_READING = ("GET", "HEAD", "OPTIONS")
_SHARED = (
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Allow-Headers", "Accept, Accept-Language, Authorization, Content-Type, If-None-Match"),
    ("Access-Control-Expose-Headers", "Content-Disposition, ETag, Link, Retry-After, X-Request-Id"),
    ("Access-Control-Max-Age", "86400"),
)


def attach(app: Flask) -> None:
    """Put these headers on every answer of the application, errors included."""
    app.after_request(_with_headers)


def revalidate(archive: Archive, *, indexed: bool = False) -> None:
    """Give the answer to this request an ETag, and end with 304 where the client has this very answer.

    It is made of what decides the answer: the state of the archive (of what is `indexed` that of the index alone, which
    follows the store), the version, language, address and day (relative dates move with it), parameters in any order.
    """
    if request.method not in ("GET", "HEAD"):
        return
    day = today(archive).toordinal()
    sequence = None if indexed else archive.store.sequence
    state = (archive.engine.generation, sequence, __version__, spoken(), day, archive.aliases().digest)
    asked = (request.path, sorted(request.args.items(multi=True)))
    g.etag = hashlib.blake2b(ascii((state, asked)).encode(), digest_size=12).hexdigest()
    if "If-None-Match" in request.headers and request.if_none_match.contains_weak(g.etag):
        abort(Response(status=304))


def unsettle() -> None:
    """Take the ETag off the answer to this request: it is not whole, and the next one may be."""
    g.pop("etag", None)


def _reading() -> tuple[str, ...]:
    """Return the methods by which other sites may read this address; none where this request writes."""
    methods = (*_READING, "POST") if request.path in _READ_BY_BODY else _READING
    return methods if request.method in methods else ()


def _with_headers(response: Response) -> Response:
    found, fresh = response.status_code in (200, 304), response.headers
    if "Cache-Control" not in fresh:
        fresh.add("Cache-Control", "no-cache" if found else "no-store")
    if found and "etag" in g:
        fresh.add("ETag", quote_etag(g.etag, weak=True))
    if is_machine():
        vary(response, "Accept-Language")
        reads = _reading()
        fresh.extend((*_SHARED, ("Access-Control-Allow-Methods", ", ".join(reads))) if reads else ())
    fresh.extend(POLICY)
    return response


def vary(response: Response, header: str) -> None:
    """Say of an answer that it also depends on a header of the request."""
    said = response.headers.get("Vary")
    response.headers["Vary"] = f"{said}, {header}" if said else header
