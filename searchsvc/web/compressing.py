"""Answers sent compressed to who takes gzip: those over a kilobyte, and whatever streams, piece by piece."""

import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from http import HTTPStatus

from flask import Flask, Response, request
from werkzeug.http import parse_accept_header

from searchsvc.web.http import vary

LEAST = 1024  # bytes; below, a packet is a packet
_LEVEL = 6
_GZIP = 16 + zlib.MAX_WBITS  # zlib's way to say «with the head of gzip»
_KINDS = (
    *("text/", "application/json", "application/problem+json", "application/x-ndjson"),
    *("application/atom+xml", "application/feed+json", "image/svg+xml"),
)


def attach(app: Flask) -> None:
    """Compress the answers of the application that gain by it."""
    app.after_request(_compressed)


def _compressed(response: Response) -> Response:
    if not (response.content_type or "").startswith(_KINDS):
        return response
    vary(response, "Accept-Encoding")
    if not _gains(response):
        return response
    response.direct_passthrough = False
    etag, _ = response.get_etag()
    if etag is not None:  # the same answer, but not byte for byte
        response.set_etag(etag, weak=True)
    response.headers["Content-Encoding"] = "gzip"
    response.headers.pop("Content-Length", None)
    pieces = response.iter_encoded()
    if response.is_streamed:
        closing = response.response
        response.response = _pieces(pieces)
        if hasattr(closing, "close"):
            response.call_on_close(closing.close)
    else:
        response.set_data(b"".join(_pieces(pieces)))
    return response


def _gains(response: Response) -> bool:
    if response.status_code != HTTPStatus.OK or "Content-Encoding" in response.headers:
        return False
    if not _takes(request.headers.get("Accept-Encoding")):
        return False
    return response.is_streamed or (response.content_length or 0) >= LEAST


@lru_cache(256)  # clients of one kind accept the same
def _takes(accepted: str | None) -> bool:
    return parse_accept_header(accepted).quality("gzip") > 0


def _pieces(pieces: Iterable[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
    for piece in pieces:
        if packed := packer.compress(piece):
            yield packed
    yield packer.flush()
